/// The regular expression of a listed word or phrase.
enum TermPattern {
    /// How a term may be dressed up.
    struct Dress: Hashable {
        /// Whether it has to stand alone.
        var wholeWords = true
        /// "1d10t"
        var leet = false
        /// "idiooot": from three on, so that "looser" is not "loser".
        var stretched = false
        /// "i d i o t", "i.d.i.o.t"
        var spaced = false
    }

    private static let lookalikes: [Character: String] = [
        "a": "a4@", "b": "b8", "e": "e3", "g": "g9", "i": "i1!|", "l": "l1|", "o": "o0", "s": "s5$", "t": "t7",
        "z": "z2",
    ]

    static func regex(_ term: String, _ dress: Dress) -> String {
        let characters = Array(term.lowercased())
        var (body, place) = ("", 0)
        while place < characters.count {
            let character = characters[place]
            var count = 1
            while place + count < characters.count, characters[place + count] == character { count += 1 }
            place += count
            if character.isWhitespace {
                body += #"\s+"#
                continue
            }
            let one =
                dress.leet
                ? lookalikes[character].map { "[\(escaped($0))]" } ?? escaped(String(character))
                : escaped(String(character))
            let gap = dress.spaced ? #"[\s._*-]?"# : ""
            let exact = Array(repeating: one, count: count).joined(separator: gap)
            let isLetter = character.isLetter && dress.stretched
            body += isLetter ? "(?>\(one){\(max(3, count)),64}|\(exact))" : exact
            if place < characters.count, !characters[place].isWhitespace { body += gap }
        }
        return dress.wholeWords ? #"(?<![\p{L}\p{N}_])"# + body + #"(?![\p{L}\p{N}_])"# : body
    }

    private static func escaped(_ text: String) -> String {
        text.map { #"\^$.|?*+()[]{}-"#.contains($0) ? "\\\($0)" : String($0) }.joined()
    }
}
