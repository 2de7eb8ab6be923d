extension Canvas {
    /// The rows, without blanks at their ends, joined by newlines.
    public var text: String { (0..<height).map(rowText).joined(separator: "\n") }

    /// The rows; under each that has any style, what its cells mean and how they are emphasised.
    ///
    /// Under a row, `≈` begins a line of roles, one letter a column (`.` for normal), and `!` one of emphasis:
    /// 1 bold, 2 reverse, 4 underline, added up.
    public func styledText() -> String {
        var lines: [String] = []
        for y in 0..<height {
            lines.append(" " + rowText(y))
            let cells = row(y)
            if cells.contains(where: { $0.style.role != .normal }) {
                lines.append("≈" + Self.joined(cells.map { $0.style.role.letter }, without: "."))
            }
            if cells.contains(where: { $0.style.emphasis > 0 }) {
                let emphasis = cells.map { $0.style.emphasis == 0 ? " " : "\($0.style.emphasis)" }
                lines.append("!" + Self.joined(emphasis, without: " "))
            }
        }
        return lines.joined(separator: "\n")
    }

    private func rowText(_ y: Int) -> String { Self.joined(row(y).map(\.text), without: " ") }

    private static func joined(_ cells: [String], without padding: String) -> String {
        cells[0..<(cells.lastIndex { $0 != padding }.map { $0 + 1 } ?? 0)].joined()
    }
}

extension Style {
    fileprivate var emphasis: Int { (bold ? 1 : 0) + (reverse ? 2 : 0) + (underline ? 4 : 0) }
}

extension Role {
    /// One letter for goldens; flags use the capitals the screen uses.
    public var letter: String {
        switch self {
        case .normal: "."
        case .dim: "d"
        case .chrome: "c"
        case .accent: "a"
        case .cursor: "k"
        case .title: "t"
        case .heading: "h"
        case .toxic: "T"
        case .biased: "B"
        case .private: "P"
        case .mislabelled: "M"
        case .fine: "F"
        case .unsure: "U"
        case .staged: "S"
        case .before: "b"
        case .after: "f"
        case .worse: "w"
        case .better: "g"
        case .warning: "W"
        case .error: "E"
        case .veil: "v"
        case .input: "i"
        case .match: "m"
        case .curveA: "1"
        case .curveB: "2"
        case .curveC: "3"
        case .curveD: "4"
        }
    }
}
