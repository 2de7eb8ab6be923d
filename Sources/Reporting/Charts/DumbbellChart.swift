import Engine
import Fairness

/// One rate of every group: before as a hollow mark, after as a filled one, each on its 95 % interval.
struct DumbbellChart {
    struct Row {
        let label: String
        let before: MetricValue?
        let after: MetricValue?
    }

    /// The most groups that are drawn; the tables have all.
    static let most = 12
    private static let width = 320.0
    private static let rowHeight = 46.0

    let title: String
    let rows: [Row]
    private var shown: ArraySlice<Row> { rows.prefix(Self.most) }
    private var isComparison: Bool { rows.contains { $0.before != nil } }

    func chart() -> Chart {
        let axis = self.axis
        let bottom = Double(shown.count) * Self.rowHeight + 6
        var drawing = axis.ticks.map {
            SVG.line(axis.place($0), 20, axis.place($0), bottom, "grid")
                + SVG.text(axis.place($0), bottom + 15, axis.label($0), .middle, "t")
        }
        for (index, row) in shown.enumerated() {
            drawing.append(draw(row, top: Double(index) * Self.rowHeight, axis))
        }
        let hidden = rows.count - shown.count
        if hidden > 0 {
            drawing.append(SVG.text(0, bottom + 32, "and \(hidden.counted("group")) more in the tables", .start, "t"))
        }
        return Chart(
            title: title, description: description, width: Int(Self.width),
            height: Int(bottom) + (hidden > 0 ? 38 : 20),
            svg: drawing.joined(separator: "\n"))
    }

    private var axis: Axis {
        let values = shown.flatMap { row in
            [row.before, row.after].compactMap(\.self).flatMap { value in
                [value.value, value.interval?.lower, value.interval?.upper].compactMap(\.self)
            }
        }
        return Axis.around(values, from: 6, to: Self.width - 6)
    }

    private func draw(_ row: Row, top: Double, _ axis: Axis) -> String {
        let words =
            isComparison
            ? "\(Spoken.number(row.before?.value)) → \(Spoken.number(row.after?.value))"
            : Spoken.number(row.after?.value)
        var parts = [
            SVG.text(0, top + 14, SVG.fitted(row.label, width: Self.width - 100)),
            SVG.text(Self.width, top + 14, words, .end),
        ]
        let (upper, lower) = isComparison ? (top + 26, top + 37) : (top + 30, top + 30)
        if let before = row.before?.value, let after = row.after?.value {
            parts.append(SVG.line(axis.place(before), upper, axis.place(after), lower, "join"))
        }
        parts.append(mark(row.before, y: upper, axis, interval: "wb", "b"))
        parts.append(mark(row.after, y: lower, axis, interval: "wa", "a"))
        return parts.joined()
    }

    private func mark(_ value: MetricValue?, y: Double, _ axis: Axis, interval style: String, _ look: String) -> String
    {
        guard let value, let rate = value.value else { return "" }
        let whisker =
            value.interval.map { SVG.whisker(axis.place($0.lower), axis.place($0.upper), y: y, style) } ?? ""
        return whisker + SVG.circle(axis.place(rate), y, 4.5, look)
    }

    private var description: String {
        rows.map { row in
            let after = Self.words(row.after)
            guard isComparison else { return "\(row.label): \(after)." }
            return "\(row.label): before \(Self.words(row.before)), after \(after)."
        }.joined(separator: " ")
    }

    private static func words(_ value: MetricValue?) -> String {
        guard let value else { return "not measured" }
        guard value.value != nil else { return "undefined, \(value.undefined ?? "")" }
        return "\(Spoken.number(value.value)), 95 % interval \(Spoken.interval(value.interval))"
    }
}
