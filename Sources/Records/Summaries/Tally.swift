/// Counts rows by value and group.
struct Tally {
    struct Line: Sendable {
        var rows = 0
        var positives = 0
        var rowsByGroup: [Int]
        var positivesByGroup: [Int]

        static func += (a: inout Line, b: Line) {
            a.rows += b.rows
            a.positives += b.positives
            for group in a.rowsByGroup.indices {
                a.rowsByGroup[group] += b.rowsByGroup[group]
                a.positivesByGroup[group] += b.positivesByGroup[group]
            }
        }
    }

    private let groups: ValueGroups
    private let positive: RowSet?
    private let width: Int
    /// A value's rows in each group, or in the only one.
    private var rows: [Int]
    private var positives: [Int]

    init(values: Int, groups: ValueGroups, positive: RowSet?) {
        self.groups = groups
        self.positive = positive
        width = max(1, groups.count)
        rows = Array(repeating: 0, count: values * width)
        positives = positive == nil ? [] : rows
    }

    @inline(__always)
    mutating func count(_ row: Int, of value: Int) {
        let index = value * width + (groups.group(of: row) ?? 0)
        rows[index] += 1
        if let positive, positive.contains(row) { positives[index] += 1 }
    }

    subscript(value: Int) -> Line {
        let range = value * width..<(value + 1) * width
        let positives = positives.isEmpty ? Array(repeating: 0, count: width) : Array(positives[range])
        return Line(
            rows: rows[range].reduce(0, +), positives: positives.reduce(0, +),
            rowsByGroup: groups.count == 0 ? [] : Array(rows[range]),
            positivesByGroup: groups.count == 0 ? [] : positives)
    }
}
