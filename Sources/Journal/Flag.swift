/// What a reviewer decided about a record.
public enum Flag: String, Codable, Sendable, CaseIterable {
    case toxic
    case biased
    case `private`
    case mislabelled
    /// Reviewed, and fine.
    case fine
    case unsure

    /// One column wide.
    public var letter: String {
        switch self {
        case .toxic: "T"
        case .biased: "B"
        case .private: "P"
        case .mislabelled: "M"
        case .fine: "✓"
        case .unsure: "?"
        }
    }

    /// The flag's place in a stored mask; never changed, for projects hold it.
    var bit: Int64 {
        switch self {
        case .toxic: 1
        case .biased: 2
        case .private: 4
        case .mislabelled: 8
        case .fine: 16
        case .unsure: 32
        }
    }

    /// Every set of flags, at the position its mask spells.
    static let sets: [Set<Flag>] = (0..<64).map { mask in
        Set(allCases.filter { $0.bit & mask != 0 })
    }
}
