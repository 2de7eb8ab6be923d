/// What texts are cut into to be compared (Broder 1997, doi:10.1109/SEQUEN.1997.666900): all runs of five words, or of five
/// characters.
///
/// One word exchanged in a short text is most of its runs of words, so that short ones are compared by characters. Every
/// character of a script without blanks is a word of its own.
public struct Shingling: Hashable, Sendable {
    enum Unit: Hashable, Sendable { case words, characters }

    /// Texts of so many folded characters are cut into `unit`s.
    struct Zone: Hashable, Sendable {
        let unit: Unit
        let lengths: ClosedRange<Int>
    }

    static let run = 5

    let zones: [Zone]

    /// All texts by words.
    public static let words = Shingling(zones: [Zone(unit: .words, lengths: 1...Int.max)])

    /// All texts by characters.
    public static let characters = Shingling(zones: [Zone(unit: .characters, lengths: 1...Int.max)])

    /// Short texts by characters and long ones by words; those between are held against both.
    public static let automatic = Shingling(zones: [
        Zone(unit: .characters, lengths: 1...375), Zone(unit: .words, lengths: 300...Int.max),
    ])
}
