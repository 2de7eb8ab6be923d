/// The words that `WordListDetector.bundled` looks for; plurals in -s are found without being listed.
///
/// Mild insults only, no slurs: an audit that needs a harsher list brings its own.
enum BundledWords {
    static let all = insults + invented

    /// Some have a harmless sense ("clown", "pig"): a hit is a proposal.
    static let insults = [
        "airhead", "birdbrain", "blockhead", "bonehead", "bozo", "brainless", "buffoon", "clown", "crap", "creep",
        "crybabies", "crybaby", "dimwit", "dimwitted", "dirtbag", "disgusting", "dolt", "doofus", "dope", "dork",
        "dumb", "dumbass", "dummy", "dunce", "filth", "fool", "garbage", "goofball", "halfwit", "hypocrite", "idiot",
        "idiotic", "ignoramus", "imbecile", "jackass", "jerk", "knucklehead", "lamebrain", "loser", "lowlife",
        "meathead", "moron", "moronic", "nincompoop", "ninny", "nitwit", "numbskull", "numskull", "oaf", "parasite",
        "pathetic", "pig", "rat", "scum", "scumbag", "simpleton", "sleazebag", "slimeball", "snake", "stupid",
        "sucks", "trash", "twerp", "twit", "vermin", "weasel", "weirdo", "worthless",
    ]

    /// Insults that exist nowhere but in the project's fixtures, where their places are known.
    static let invented = [
        "crottle", "drongle", "grubnok", "mugwhistle", "plonkard", "quagbrain", "snarfling", "vexling",
    ]
}
