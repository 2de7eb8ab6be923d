/// Which characters charts are made of, from the finest to what every terminal has.
public enum MarkSet: String, Hashable, Sendable, CaseIterable {
    /// Braille dots, 2×4 a cell.
    case braille
    /// Quarter blocks, 2×2 a cell.
    case quadrants
    /// Eighth blocks for bars, half blocks (1×2 a cell) for plots.
    case blocks
    /// `'`, `.` and `:`, 1×2 a cell.
    case ascii

    /// The marks to draw with: what a person wants (`LETHE_MARKS`), else the finest that the terminal is likely to have.
    ///
    /// The Linux console has half blocks, and neither braille nor quarter blocks, in its fonts. Where only ASCII may be
    /// shown, nothing else is chosen whatever is wanted; a word that names no set counts as none.
    ///
    /// - Parameter terminal: the terminal's type, as in `TERM`.
    public static func chosen(isASCII: Bool, terminal: String? = nil, wanted: String? = nil) -> MarkSet {
        if isASCII { return .ascii }
        if let set = wanted.flatMap({ MarkSet(rawValue: $0.lowercased()) }) { return set }
        return terminal == "linux" ? .blocks : .braille
    }

    /// Dots in one cell, across and down.
    var dots: (across: Int, down: Int) {
        switch self {
        case .braille: (2, 4)
        case .quadrants: (2, 2)
        case .blocks, .ascii: (1, 2)
        }
    }

    /// One cell with these dots set; bit `row * across + column`, from the top left.
    func cell(_ bits: UInt8) -> Character {
        switch self {
        case .braille:
            // Unicode numbers the dots 1 2 3 7 down the left and 4 5 6 8 down the right.
            let places: [UInt32] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]
            let pattern = places.indices.reduce(UInt32(0)) { bits & 1 << UInt8($1) == 0 ? $0 : $0 | places[$1] }
            return Unicode.Scalar(0x2800 + pattern).map { Character($0) } ?? " "
        case .quadrants: return Self.quarters[Int(bits & 15)]
        case .blocks: return Self.halves[Int(bits & 3)]
        case .ascii: return Self.points[Int(bits & 3)]
        }
    }

    private static let quarters = Array(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█")
    private static let halves = Array(" ▀▄█")
    private static let points = Array(" '.:")
}
