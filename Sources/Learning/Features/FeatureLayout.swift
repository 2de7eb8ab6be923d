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
    /// By place: the entries `rowStart[p]..<rowStart[p + 1]`, without those of the constant.
    let rowStart: [Int]
    /// The place of every entry's column.
    let columns: [UInt32]
    /// Multiples, each of which a Float holds exactly.
    let values: [Float]
    /// The column at every place; place 0 is the constant, where there is one.
    let columnAt: [Int]
    /// The multiple of the column that every row has; 0 where there is none.
    let constant: Float
    /// ‖xᵢ‖, by place.
    let norms: [Double]
    /// Σᵢxᵢⱼ² over all rows, by place of the column: exact but for the roundings of the sum.
    let squares: [Double]
    /// The largest ‖xᵢ‖₁ in multiples.
    let longest: Double

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
        var counts = Array(repeating: 0, count: dimension)
        for column in columns { counts[Int(column)] += 1 }
        var order = counts.indices.sorted { (counts[$1], $0) < (counts[$0], $1) }
        let constantColumn = Self.constant(starts, columns, values, counts)
        if let constantColumn {
            order.removeAll { $0 == constantColumn }
            order.insert(constantColumn, at: 0)
        }
        columnAt = order
        var place = Array(repeating: UInt32(0), count: dimension)
        for (index, column) in order.enumerated() { place[column] = UInt32(index) }
        rows = Self.byLength(starts)
        var placeOfRow = Array(repeating: 0, count: count)
        for (index, row) in rows.enumerated() { placeOfRow[row] = index }
        self.placeOfRow = placeOfRow
        var (newStarts, newColumns, newValues) = ([0], [UInt32](), [Float]())
        newStarts.reserveCapacity(count + 1)
        newColumns.reserveCapacity(columns.count)
        newValues.reserveCapacity(columns.count)
        var (longest, constantValue) = (0.0, 0.0)
        var squares = Array(repeating: 0.0, count: dimension)
        for row in rows {
            var size = 0.0
            for k in starts[row]..<starts[row + 1] {
                let whole = values[k] * unit
                size += abs(whole)
                if constantColumn == Int(columns[k]) {
                    constantValue = whole
                } else {
                    newColumns.append(place[Int(columns[k])])
                    newValues.append(Float(whole))
                }
                squares[Int(place[Int(columns[k])])] += values[k] * values[k]
            }
            longest = max(longest, size)
            newStarts.append(newColumns.count)
        }
        rowStart = newStarts
        self.columns = newColumns
        self.values = newValues
        self.longest = longest
        self.squares = squares
        constant = Float(constantValue)
        self.norms = rows.map { norms[$0] }
    }

    /// The fewest bits that all values are multiples of.
    private static func bits(_ values: [Double]) -> Int? {
        var bits = 0
        let finestUnit = Double(1 << finest)
        for value in values {
            let scaled = value * finestUnit
            guard scaled == scaled.rounded(), abs(value) < largest else { return nil }
            while value * Double(1 << bits) != (value * Double(1 << bits)).rounded() { bits += 1 }
            guard abs(scaled) < largest || abs(value) * Double(1 << bits) < largest else { return nil }
        }
        let unit = Double(1 << bits)
        return values.allSatisfy { abs($0) * unit < largest } ? bits : nil
    }

    /// The column that every row has with one value.
    private static func constant(
        _ starts: [Int], _ columns: [UInt32], _ values: [Double], _ counts: [Int]
    ) -> Int? {
        let candidates = counts.indices.filter { counts[$0] == starts.count - 1 }
        var first: [Int: Double] = [:]
        for candidate in candidates { first[candidate] = .nan }
        guard !first.isEmpty else { return nil }
        for k in columns.indices {
            let column = Int(columns[k])
            guard counts[column] == starts.count - 1, let known = first[column] else { continue }
            if known.isNaN { first[column] = values[k] } else if known != values[k] { first[column] = nil }
        }
        return first.keys.max()
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
