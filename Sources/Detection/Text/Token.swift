/// A run of letters, digits and low lines.
struct Token {
    /// What it is made of.
    struct Shape: OptionSet {
        let rawValue: UInt8

        static let digit = Shape(rawValue: 1)
        static let lower = Shape(rawValue: 2)
        static let upper = Shape(rawValue: 4)
        /// Letters outside of ASCII.
        static let high = Shape(rawValue: 8)
        static let lowLine = Shape(rawValue: 16)
        static let beginsUpper = Shape(rawValue: 32)
    }

    let start: Int
    let end: Int
    let shape: Shape
    /// What the word may mean; nothing for what is no listed word.
    let sense: Sense
    /// Whether it is part of something that was found.
    var isTaken = false

    var count: Int { end - start }
    var isNumber: Bool { shape == .digit }
    /// Letters only.
    var isWord: Bool { shape.isDisjoint(with: [.digit, .lowLine]) }
    var isMixed: Bool { shape.contains(.digit) && shape != .digit }
    var isCapitalised: Bool { shape.contains(.beginsUpper) }
}
