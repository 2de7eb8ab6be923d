internal import Foundation

/// Sorts rows without ever comparing two of them: each key gives a row a dense rank, and ranks are counted.
public enum Sorting {
    /// The rows in the order of the keys, the first one first; rows with equal keys stay as they were.
    ///
    /// Columns of numbers and measures sort by number, other columns by UTF-8 bytes, a facet by the first of its values
    /// that holds. Missing values come last, descending or not. A name of a measure's form is a measure; any other is a
    /// column if there is one, then "row", then a facet.
    ///
    /// - Throws: `Refusal` for a name that is none of these.
    /// - Complexity: O(d log d + rows) a key, for d distinct values.
    public static func sort(
        _ rows: [Int], by keys: [SortKey], in table: some ColumnSource, overlay: Overlay = Overlay()
    ) throws -> [Int] {
        var rows = rows
        for key in keys.reversed() {
            let ranking = try Ranking(key.name, in: table, overlay: overlay)
            rows = ranking.sorted(rows, descending: key.descending)
        }
        return rows
    }
}

/// A dense rank a row; the highest, `count`, stands for a missing value.
private struct Ranking {
    let count: Int
    let ofRow: (Int) -> Int

    init(_ name: String, in table: some ColumnSource, overlay: Overlay) throws {
        if Overlay.isMeasure(name), let numbers = overlay.numbers[name] {
            let order = numbers.indices.filter { !numbers[$0].isNaN }.sorted { numbers[$0] < numbers[$1] }
            self.init(order, of: numbers.count) { numbers[$0] == numbers[$1] }
        } else if table.columnNames.contains(name) {
            self.init(try table.column(named: name))
        } else if name == "row" {
            self.init(count: table.rowCount) { $0 }
        } else if let facet = overlay.facets[name] {
            let count = facet.values.count
            self.init(count: count) { min(facet.masks[$0].trailingZeroBitCount, count) }
        } else {
            let names = table.columnNames + overlay.numbers.keys.sorted() + ["row"] + overlay.facets.keys.sorted()
            throw Refusal.unknown("column", name, among: names)
        }
    }

    private init(_ column: Column) {
        let present = column.distinct.indices.filter { !column.isMissingCode[$0] }
        let ranking: Ranking
        if column.kind == .number {
            let numbers = column.numbers
            let order = present.sorted { numbers[$0] < numbers[$1] }
            ranking = Ranking(order, of: column.distinct.count) { numbers[$0] == numbers[$1] }
        } else {
            let texts = column.distinct
            let order = present.sorted { precedes(texts[$0], texts[$1]) }
            ranking = Ranking(order, of: texts.count) { _, _ in false }
        }
        self.init(count: ranking.count) { ranking.ofRow(Int(column.codes[$0])) }
    }

    /// - Parameters:
    ///   - order: positions below `total`, sorted; those left out are missing.
    ///   - equal: whether neighbours in `order` share a rank.
    private init(_ order: [Int], of total: Int, equal: (Int, Int) -> Bool) {
        var ranks = [Int?](repeating: nil, count: total)
        var next = 0
        for (index, position) in order.enumerated() {
            if index > 0, !equal(order[index - 1], position) { next += 1 }
            ranks[position] = next
        }
        let count = order.isEmpty ? 0 : next + 1
        self.init(count: count) { ranks[$0] ?? count }
    }

    private init(count: Int, ofRow: @escaping (Int) -> Int) {
        self.count = count
        self.ofRow = ofRow
    }

    /// Sorts by counting, which keeps rows of one rank in order.
    func sorted(_ rows: [Int], descending: Bool) -> [Int] {
        let ranks = rows.map { row in
            let rank = ofRow(row)
            return descending && rank < count ? count - 1 - rank : rank
        }
        var starts = [Int](repeating: 0, count: count + 2)
        for rank in ranks { starts[rank + 1] += 1 }
        for rank in 1..<starts.count { starts[rank] += starts[rank - 1] }
        var result = rows
        for (row, rank) in zip(rows, ranks) {
            result[starts[rank]] = row
            starts[rank] += 1
        }
        return result
    }
}

/// Whether the first text's bytes come first.
private func precedes(_ a: String, _ b: String) -> Bool {
    let order = a.utf8.withContiguousStorageIfAvailable { a in
        b.utf8.withContiguousStorageIfAvailable { b -> Bool in
            guard let start = a.baseAddress, let other = b.baseAddress else { return a.count < b.count }
            let common = memcmp(start, other, min(a.count, b.count))
            return common != 0 ? common < 0 : a.count < b.count
        }
    }
    return (order ?? nil) ?? a.utf8.lexicographicallyPrecedes(b.utf8)
}
