/// Which of some records, a bit each.
struct RowSet: Hashable, Sendable {
    private(set) var words: [UInt64]

    init(count: Int) { words = Array(repeating: 0, count: (count + 63) / 64) }

    mutating func insert(_ place: Int) { words[place >> 6] |= 1 << UInt64(place & 63) }

    var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// - Precondition: of as many records.
    func intersection(_ other: RowSet) -> RowSet {
        var out = self
        for index in out.words.indices { out.words[index] &= other.words[index] }
        return out
    }

    /// How many both hold.
    func common(_ other: RowSet) -> Int {
        var sum = 0
        for index in words.indices { sum += (words[index] & other.words[index]).nonzeroBitCount }
        return sum
    }

    /// Calls `body` with the place of each record, ascending.
    @inline(__always)
    func forEach(_ body: (Int) -> Void) {
        for (index, word) in words.enumerated() {
            var rest = word
            while rest != 0 {
                body(index << 6 + rest.trailingZeroBitCount)
                rest &= rest &- 1
            }
        }
    }
}
