/// The columns of wide features in the order of how often they occur, so that the few that most entries are about lie side
/// by side in the processor's cache; and the values once more in half the bytes, for products that need not be exact.
///
/// A matter of speed inside a solve: what is published is certified, in the canonical order.
final class ColumnLayout: Sendable {
    /// The place of every entry's column.
    let columns: [UInt32]
    /// The entries' values, rounded.
    let values: [Float]
    /// The place of every column.
    let places: [Int]

    /// Fewer columns fit the cache in any order.
    private static let worthwhile = 1 << 14

    /// nil where it would not help.
    ///
    /// - Complexity: O(entries + columns).
    init?(columns: [UInt32], values: [Double], dimension: Int) {
        guard dimension >= Self.worthwhile else { return nil }
        var counts = Array(repeating: 0, count: dimension)
        for column in columns { counts[Int(column)] += 1 }
        // By the magnitude of the counts, which is as good as by the counts: the frequent ones first.
        var next = Array(repeating: 0, count: Int.bitWidth + 2)
        for count in counts { next[count.leadingZeroBitCount + 1] += 1 }
        for magnitude in 1..<next.count { next[magnitude] += next[magnitude - 1] }
        var places = Array(repeating: 0, count: dimension)
        for (column, count) in counts.enumerated() {
            places[column] = next[count.leadingZeroBitCount]
            next[count.leadingZeroBitCount] += 1
        }
        self.columns = columns.map { UInt32(places[Int($0)]) }
        self.values = values.map { Float($0) }
        self.places = places
    }
}
