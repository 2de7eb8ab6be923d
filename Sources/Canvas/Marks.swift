/// Marks of charts, as text of an exact number of columns.
public enum Marks {
    /// A progress bar: `████▌·····`. Fractions outside 0…1 are brought inside; not a number counts as 0.
    public static func bar(fraction: Double, columns: Int, set: MarkSet = .blocks) -> DisplayText {
        let columns = max(0, columns)
        let share = fraction.isNaN ? 0 : min(1, max(0, fraction))
        if set == .ascii {
            let full = Int(share * Double(columns))
            return "#" * full + "." * (columns - full)
        }
        let eighths = Int(share * Double(columns) * 8)
        let (full, rest) = (eighths / 8, eighths % 8)
        let partial: DisplayText = rest == 0 ? .empty : DisplayText(String(partials[rest - 1]))
        return "█" * full + partial + "·" * (columns - full - (rest == 0 ? 0 : 1))
    }

    /// A line of small columns over `values`, the newest at the right; blank where a value isn't a number.
    ///
    /// More values than fit are left out at the left; fewer leave blanks there.
    public static func sparkline(_ values: [Double], columns: Int, set: MarkSet = .blocks) -> DisplayText {
        let columns = max(0, columns)
        let shown = values.suffix(set == .braille ? columns * 2 : columns)
        let finite = shown.filter(\.isFinite)
        let (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
        func level(_ value: Double, of count: Int) -> Int? {
            guard value.isFinite else { return nil }
            if high == low { return count / 2 }
            return min(count - 1, Int((value - low) / (high - low) * Double(count)))
        }
        let marks =
            switch set {
            case .braille: braille(shown.map { level($0, of: 4) })
            case .blocks, .quadrants: shown.map { level($0, of: 8).map { String(eighths[$0]) } ?? " " }
            case .ascii: shown.map { level($0, of: 6).map { String(steps[$0]) } ?? " " }
            }
        return " " * (columns - marks.count) + DisplayText(marks.joined())
    }

    /// Pairs of levels 0…3 as braille, columns of dots filled from below; an odd count leaves the first half blank.
    private static func braille(_ levels: [Int?]) -> [String] {
        let padded = levels.count % 2 == 0 ? levels : [nil] + levels
        let left: [UInt32] = [0x40, 0x44, 0x46, 0x47]
        let right: [UInt32] = [0x80, 0xA0, 0xB0, 0xB8]
        return stride(from: 0, to: padded.count, by: 2).map { index in
            let dots = (padded[index].map { left[$0] } ?? 0) | (padded[index + 1].map { right[$0] } ?? 0)
            return Unicode.Scalar(0x2800 + dots).map { dots == 0 ? " " : String(Character($0)) } ?? " "
        }
    }

    private static let partials = Array("▏▎▍▌▋▊▉")
    private static let eighths = Array("▁▂▃▄▅▆▇█")
    private static let steps = Array("_.-=*#")
}
