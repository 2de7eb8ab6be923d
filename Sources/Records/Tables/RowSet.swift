/// A set of row numbers below `count`, a bit a row.
public struct RowSet: Sendable, Hashable {
    public let count: Int
    private(set) var words: [UInt64]

    /// - Complexity: O(count).
    public init(count: Int, where contains: (Int) throws -> Bool) rethrows {
        self.count = count
        words = try (0..<(count + 63) / 64).map { word in
            var bits: UInt64 = 0
            for row in word * 64..<min(count, word * 64 + 64) where try contains(row) { bits |= 1 << UInt64(row % 64) }
            return bits
        }
    }

    /// - Parameter words: 64 rows a word, the lowest bit first; bits from `count` on are 0.
    init(count: Int, words: [UInt64]) {
        precondition(words.count == (count + 63) / 64, "64 rows a word")
        self.count = count
        self.words = words
    }

    public static func all(_ count: Int) -> RowSet {
        var words = [UInt64](repeating: .max, count: (count + 63) / 64)
        if count % 64 != 0 { words[words.count - 1] = (1 << UInt64(count % 64)) - 1 }
        return RowSet(count: count, words: words)
    }

    public static func none(_ count: Int) -> RowSet {
        RowSet(count: count, words: [UInt64](repeating: 0, count: (count + 63) / 64))
    }

    public func contains(_ row: Int) -> Bool {
        row >= 0 && row < count && words[row / 64] & (1 << UInt64(row % 64)) != 0
    }

    public var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    /// How many rows the set has.
    ///
    /// - Complexity: O(count / 64).
    public var cardinality: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    public mutating func insert(_ row: Int) { words[row / 64] |= 1 << UInt64(row % 64) }

    public mutating func remove(_ row: Int) { words[row / 64] &= ~(1 << UInt64(row % 64)) }

    public mutating func formIntersection(_ other: RowSet) {
        for index in words.indices { words[index] &= other.words[index] }
    }

    public mutating func formUnion(_ other: RowSet) {
        for index in words.indices { words[index] |= other.words[index] }
    }

    public mutating func subtract(_ other: RowSet) {
        for index in words.indices { words[index] &= ~other.words[index] }
    }

    public var complement: RowSet {
        var result = RowSet.all(count)
        for index in words.indices { result.words[index] &= ~words[index] }
        return result
    }

    /// The rows, ascending.
    public var rows: [Int] {
        var rows: [Int] = []
        rows.reserveCapacity(cardinality)
        forEach { rows.append($0) }
        return rows
    }

    /// The rows, ascending, as a list.
    public var list: RowList {
        var rows: [UInt32] = []
        let total = cardinality
        if total == count { return .all(count) }
        rows.reserveCapacity(total)
        forEach { rows.append(UInt32($0)) }
        return RowList(rows, isAscending: true)
    }

    /// The words, to be changed in place; bits from `count` on stay 0.
    mutating func withWords<R>(_ body: (UnsafeMutableBufferPointer<UInt64>) throws -> R) rethrows -> R {
        try words.withUnsafeMutableBufferPointer { try body($0) }
    }

    public func forEach(_ body: (Int) throws -> Void) rethrows {
        for (index, word) in words.enumerated() {
            var left = word
            while left != 0 {
                try body(index * 64 + left.trailingZeroBitCount)
                left &= left - 1
            }
        }
    }
}
