extension Marks {
    /// A measured value and, where known, its interval.
    public struct Reading: Hashable, Sendable {
        public var value: Double
        public var interval: ClosedRange<Double>?

        public init(_ value: Double, interval: ClosedRange<Double>? = nil) {
            self.value = value
            self.interval = interval
        }
    }

    /// One row of a before/after chart: `·  ├──●──┤ ·  ├──○──┤`, exactly `scale.columns` wide.
    ///
    /// Before is `○`, after `●`, both in one column `◉`; `┼` is an end of one interval inside the other; `·` marks the
    /// ticks, `┆` the reference; what lies beyond the scale is an arrow at its edge. In ASCII: `o`, `*`, `%`, `|--|`.
    public static func dumbbell(
        before: Reading? = nil, after: Reading? = nil, reference: Double? = nil, scale: Scale, set: MarkSet = .blocks
    ) -> [Span] {
        var row = Row(columns: scale.columns)
        for tick in scale.ticks() { row.mark("·", .chrome, at: scale.column(of: tick)) }
        if let reference { row.mark("┆", .chrome, at: scale.column(of: reference)) }
        if let interval = before?.interval { row.line(interval, .before, scale) }
        if let interval = after?.interval { row.line(interval, .after, scale) }
        let (old, new) = (before.flatMap { scale.column(of: $0.value) }, after.flatMap { scale.column(of: $0.value) })
        row.point("○", .before, at: old)
        row.point(old != nil && old == new ? "◉" : "●", .after, at: new)
        return row.spans(set)
    }

    /// The axis above dumbbell rows: the label of each tick begins in the tick's column.
    ///
    /// Labels that would touch another or pass the end are left out; the last may end at the edge instead.
    public static func axis(scale: Scale, set: MarkSet = .blocks) -> DisplayText {
        var text = DisplayText.empty
        for tick in scale.ticks() {
            let label = DisplayText(Scale.label(tick))
            guard var column = scale.column(of: tick) else { continue }
            column = min(column, scale.columns - label.columns)
            if column < text.columns + (text.isEmpty ? 0 : 1) { continue }
            text = text.padded(to: column) + label
        }
        let axis = text.padded(to: scale.columns)
        return set == .ascii ? axis.asciiFallback : axis
    }

    /// Marks drawn over one another, column by column.
    private struct Row {
        private var marks: [(mark: Character, role: Role)]

        init(columns: Int) { marks = Array(repeating: (" ", .normal), count: columns) }

        mutating func mark(_ mark: Character, _ role: Role, at column: Int?) {
            if let column, marks.indices.contains(column) { marks[column] = (mark, role) }
        }

        mutating func point(_ mark: Character, _ role: Role, at column: Int?) {
            guard let column else { return }
            let shown: Character = column < 0 ? "◂" : column >= marks.count ? "▸" : mark
            self.mark(shown, role, at: min(max(0, column), marks.count - 1))
        }

        mutating func line(_ interval: ClosedRange<Double>, _ role: Role, _ scale: Scale) {
            guard let start = scale.column(of: interval.lowerBound), let end = scale.column(of: interval.upperBound)
            else { return }
            for column in max(0, start)..<max(max(0, start), min(marks.count, end + 1)) {
                let under = marks[column].mark
                let isEnd = column == start || column == end
                let mark: Character = column == start ? "├" : column == end ? "┤" : "─"
                let crosses = isEnd ? "─┼├┤".contains(under) : "├┤┼".contains(under)
                marks[column] = (crosses ? "┼" : mark, role)
            }
        }

        func spans(_ set: MarkSet) -> [Span] {
            var spans: [Span] = []
            var start = 0
            while start < marks.count {
                let role = marks[start].role
                let end = marks[start...].firstIndex { $0.role != role } ?? marks.count
                let text = DisplayText(String(marks[start..<end].map(\.mark)))
                spans.append(Span(set == .ascii ? text.asciiFallback : text, role))
                start = end
            }
            return spans
        }
    }
}
