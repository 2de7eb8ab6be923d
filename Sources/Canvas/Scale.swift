/// A straight map from numbers to columns, with round ticks.
public struct Scale: Hashable, Sendable {
    public let low: Double
    public let high: Double
    public let columns: Int

    /// A scale from `low` at the first column to `high` at the last; an empty range is widened to 1.
    public init(low: Double, high: Double, columns: Int) {
        self.low = low.isFinite ? low : 0
        self.high = high.isFinite && high > self.low ? high : self.low + 1
        self.columns = max(1, columns)
    }

    /// A scale over `values`, widened to round ends; 0 to 1 where there are none.
    public static func covering(_ values: [Double], columns: Int) -> Scale {
        let finite = values.filter(\.isFinite)
        guard let least = finite.min(), let most = finite.max() else { return Scale(low: 0, high: 1, columns: columns) }
        let step = roundStep(atLeast: (most - least) / 5)
        let low = (least / step).rounded(.down) * step
        let high = max((most / step).rounded(.up) * step, low + step)
        return Scale(low: low, high: high, columns: columns)
    }

    /// The column of `value`, possibly outside `0..<columns`; nil where it isn't a number.
    public func column(of value: Double) -> Int? {
        let column = ((value - low) / (high - low) * Double(columns - 1)).rounded()
        return column.isFinite && abs(column) < 1e9 ? Int(column) : nil
    }

    /// Round values at least `spacing` columns apart, ascending.
    public func ticks(spacing: Int = 7) -> [Double] {
        let wanted = (high - low) * Double(max(1, spacing)) / Double(max(1, columns - 1))
        let step = Self.roundStep(atLeast: wanted)
        let (first, last) = ((low / step - 1e-9).rounded(.up), (high / step + 1e-9).rounded(.down))
        guard abs(first) < 1e15, abs(last) < 1e15, first <= last else { return [] }
        return (Int(first)...Int(last)).map { Double($0) * step }
    }

    /// The least of 1, 2, 5 × 10ᵏ that isn't below `width`; 1 where `width` is nothing.
    static func roundStep(atLeast width: Double) -> Double {
        guard width.isFinite, width > 1e-300 else { return 1 }
        var power = 1.0
        while power > width { power /= 10 }
        while power * 10 <= width { power *= 10 }
        return [1, 2, 5, 10].map { $0 * power }.first { $0 >= width * (1 - 1e-9) } ?? power * 10
    }

    /// A number as axes write it: no leading zero, no trailing ones, a true minus: `0`, `.25`, `−1.5`.
    static func label(_ value: Double) -> String {
        let millionths = (abs(value) * 1e6).rounded()
        guard millionths.isFinite, millionths < 1e15 else { return "\(value)" }
        let whole = Int(millionths) / 1_000_000
        var fraction = String(String(Int(millionths) % 1_000_000 + 1_000_000).dropFirst())
        while fraction.hasSuffix("0") { fraction.removeLast() }
        if whole == 0, fraction.isEmpty { return "0" }
        let number = (whole == 0 ? "" : "\(whole)") + (fraction.isEmpty ? "" : ".\(fraction)")
        return (value < 0 ? "−" : "") + number
    }
}

extension Marks {
    /// A number as axes write it: `0`, `.25`, `−1.5`.
    public static func label(_ value: Double) -> String { Scale.label(value) }
}
