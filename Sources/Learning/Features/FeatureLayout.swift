internal import Records

/// Features whose values are whole multiples of a power of two, in the order that suits a processor: the columns that most
/// entries are about side by side in its cache, rows of one length after each other, and a value in four bytes.
///
/// A matter of speed inside a solve: what is published is certified by whole numbers, which add in any order.
final class FeatureLayout: Sendable {
    /// Values are multiples of 2⁻ᵇⁱᵗˢ.
    let bits: Int
    /// The row at every place.
    let rows: [Int]
    /// The place of every row.
    let placeOfRow: [Int]
    /// By place: the entries `rowStart[p]..<rowStart[p + 1]`, without those of the constant; those of the first `head` columns
    /// before the others, and those of the singles last.
    let rowStart: [Int]
    /// By place: where the singles begin.
    let singleStart: [Int]
    /// Columns before the singles, which one row at most has; all, where these are few.
    let firstSingle: Int
    /// Σxᵢⱼ² over the singles of a row, by place.
    let singleSquares: [Double]
    /// The place of every entry's column.
    let columns: [UInt32]
    /// Multiples, each of which a Float holds exactly.
    let values: [Float]
    /// The column at every place; place 0 is the constant, where there is one.
    let columnAt: [Int]
    /// Entries of the most frequent column after the first `flushed`.
    let longestTail: Int
    /// The multiple of the column that every row has; 0 where there is none.
    let constant: Float
    /// ‖xᵢ‖, by place.
    let norms: [Double]
    /// Σᵢxᵢⱼ and Σᵢxᵢⱼ² over all rows, by place of the column: exact but for the roundings of the sum.
    let sums: [Double]
    let squares: [Double]
    /// The largest ‖xᵢ‖₁ in multiples.
    let longest: Double

    /// Columns that solvers look at together.
    static let head = 320
    /// Columns whose sums are begun anew every so often, so that no chain of additions is long.
    static let flushed = 1024
    private static let finest = 14
    private static let largest = 0x1p24

    /// nil where a value is no such multiple.
    ///
    /// - Complexity: O(entries + columns · log columns).
    init?(rowStart starts: [Int], columns: [UInt32], values: [Double], norms: [Double], dimension: Int) {
        guard let bits = Self.bits(values), dimension > 0 else { return nil }
        self.bits = bits
        let unit = Double(1 << bits)
        let count = starts.count - 1
        let counts = Self.counts(columns, dimension: dimension)
        var order = counts.indices.sorted { (counts[$1], $0) < (counts[$0], $1) }
        let constant = Self.constant(starts, columns, values, counts)
        if let constant {
            order.removeAll { $0 == constant.column }
            order.insert(constant.column, at: 0)
        }
        columnAt = order
        longestTail = order.count > Self.flushed ? counts[order[Self.flushed]] : 0
        firstSingle = Self.firstSingle(order, counts)
        let rows = Self.byLength(starts)
        self.rows = rows
        var placeOfRow = Array(repeating: 0, count: count)
        for (index, row) in rows.enumerated() { placeOfRow[row] = index }
        self.placeOfRow = placeOfRow
        // Every row has an entry of the constant, which stands apart.
        let apart = constant == nil ? 0 : 1
        var newStarts = Array(repeating: 0, count: count + 1)
        for (place, row) in rows.enumerated() {
            newStarts[place + 1] = newStarts[place] + starts[row + 1] - starts[row] - apart
        }
        rowStart = newStarts
        var placeOfColumn = Array(repeating: UInt32(0), count: dimension)
        for (index, column) in order.enumerated() { placeOfColumn[column] = UInt32(index) }
        let filling = FeatureFilling(
            starts: starts, columns: columns, values: values, unit: unit, rows: rows, newStarts: newStarts,
            placeOfColumn: placeOfColumn, constant: constant?.column, head: Self.head, firstSingle: firstSingle)
        let filled = filling.filled()
        self.columns = filled.columns
        self.values = filled.values
        singleStart = filled.singleStart
        singleSquares = filled.singleSquares
        longest = filled.longest
        sums = filled.sums
        squares = filled.squares
        self.constant = Float((constant?.value ?? 0) * unit)
        self.norms = rows.map { norms[$0] }
    }

    /// Entries that are looked at together.
    private static let piece = 1 << 18

    /// The fewest bits that all values are multiples of.
    private static func bits(_ values: [Double]) -> Int? {
        let ranges = Parallel.ranges(values.count, pieces: values.count / piece + 1, atLeast: piece)
        let found: [(bits: Int, magnitude: Double)?] = Parallel.map(ranges.count) { range in
            values.withUnsafeBufferPointer { values in
                var (bits, unit, magnitude) = (0, 1.0, 0.0)
                for value in values[ranges[range]] {
                    magnitude = max(magnitude, abs(value))
                    guard abs(value) < largest else { return nil }
                    while value * unit != (value * unit).rounded() {
                        bits += 1
                        unit *= 2
                        guard bits <= finest else { return nil }
                    }
                }
                return (bits, magnitude)
            }
        }
        var (bits, magnitude) = (0, 0.0)
        for part in found {
            guard let part else { return nil }
            (bits, magnitude) = (max(bits, part.bits), max(magnitude, part.magnitude))
        }
        return magnitude * Double(1 << bits) < largest ? bits : nil
    }

    private static func counts(_ columns: [UInt32], dimension: Int) -> [Int] {
        let ranges = Parallel.ranges(columns.count, pieces: Parallel.width, atLeast: max(piece, dimension))
        let parts = Parallel.map(ranges.count) { range in
            var counts = Array(repeating: 0, count: dimension)
            columns.withUnsafeBufferPointer { columns in
                for column in columns[ranges[range]] { counts[Int(column)] += 1 }
            }
            return counts
        }
        guard var counts = parts.first else { return Array(repeating: 0, count: dimension) }
        for part in parts.dropFirst() {
            for column in counts.indices { counts[column] += part[column] }
        }
        return counts
    }

    /// The column that every row has with one value, and that.
    private static func constant(
        _ starts: [Int], _ columns: [UInt32], _ values: [Double], _ counts: [Int]
    ) -> (column: Int, value: Double)? {
        let rows = starts.count - 1
        let places = counts.indices.filter { counts[$0] == rows }
        guard !places.isEmpty, rows > 0 else { return nil }
        var known = Array(repeating: Double.nan, count: counts.count)
        for entry in starts[0]..<starts[1] where counts[Int(columns[entry])] == rows {
            known[Int(columns[entry])] = values[entry]
        }
        columns.withUnsafeBufferPointer { columns in
            values.withUnsafeBufferPointer { values in
                for entry in columns.indices {
                    let column = Int(columns[entry])
                    // Not a number is unequal to all, and stays so.
                    if known[column] != values[entry] { known[column] = .nan }
                }
            }
        }
        return places.last { !known[$0].isNaN }.map { ($0, known[$0]) }
    }

    /// Never among the head.
    private static func firstSingle(_ order: [Int], _ counts: [Int]) -> Int {
        let first = max(min(head, order.count), 1 + (order.lastIndex { counts[$0] > 1 } ?? 0))
        return (order.count - first) * 4 >= order.count ? first : order.count
    }

    private static func byLength(_ starts: [Int]) -> [Int] {
        let lengths = (0..<(starts.count - 1)).map { starts[$0 + 1] - starts[$0] }
        var next = Array(repeating: 0, count: (lengths.max() ?? 0) + 2)
        for length in lengths { next[length + 1] += 1 }
        for length in 1..<next.count { next[length] += next[length - 1] }
        var order = Array(repeating: 0, count: lengths.count)
        for (row, length) in lengths.enumerated() {
            order[next[length]] = row
            next[length] += 1
        }
        return order
    }
}
