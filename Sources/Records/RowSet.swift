/// A set of row numbers below `count`, a bit a row.
struct RowSet: Sendable {
    let count: Int
    private var words: [UInt64]

    /// - Complexity: O(count).
    init(count: Int, where contains: (Int) -> Bool) {
        self.count = count
        words = (0..<(count + 63) / 64).map { word in
            var bits: UInt64 = 0
            for row in word * 64..<min(count, word * 64 + 64) where contains(row) { bits |= 1 << UInt64(row % 64) }
            return bits
        }
    }

    static func all(_ count: Int) -> RowSet { RowSet(count: count) { _ in true } }
    static func none(_ count: Int) -> RowSet { RowSet(count: count) { _ in false } }

    mutating func formIntersection(_ other: RowSet) {
        for index in words.indices { words[index] &= other.words[index] }
    }

    mutating func formUnion(_ other: RowSet) {
        for index in words.indices { words[index] |= other.words[index] }
    }

    var complement: RowSet {
        var result = RowSet.all(count)
        for index in words.indices { result.words[index] &= ~words[index] }
        return result
    }

    /// The rows, ascending.
    var rows: [Int] {
        var rows: [Int] = []
        rows.reserveCapacity(words.reduce(0) { $0 + $1.nonzeroBitCount })
        for (index, word) in words.enumerated() {
            var left = word
            while left != 0 {
                rows.append(index * 64 + left.trailingZeroBitCount)
                left &= left - 1
            }
        }
        return rows
    }
}
