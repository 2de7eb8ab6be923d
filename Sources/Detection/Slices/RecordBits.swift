/// Some of the records, a bit each.
struct RecordBits: Hashable, Sendable {
    private var words: [UInt64]
    private(set) var count: Int

    init(count: Int) {
        words = Array(repeating: 0, count: (count + 63) / 64)
        self.count = 0
    }

    init(_ members: [Bool]) {
        self.init(count: members.count)
        for (record, isMember) in members.enumerated() where isMember { insert(record) }
    }

    mutating func insert(_ record: Int) {
        let bit = UInt64(1) << UInt64(record & 63)
        if words[record >> 6] & bit == 0 { count += 1 }
        words[record >> 6] |= bit
    }

    /// The records that are in both.
    func with(_ other: RecordBits) -> RecordBits {
        var both = self
        both.count = 0
        for word in words.indices {
            both.words[word] &= other.words[word]
            both.count += both.words[word].nonzeroBitCount
        }
        return both
    }

    func count(with other: RecordBits) -> Int {
        var count = 0
        for word in words.indices { count += (words[word] & other.words[word]).nonzeroBitCount }
        return count
    }
}
