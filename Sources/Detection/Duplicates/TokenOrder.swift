internal import Learning

/// Orders shingles from the rare to the frequent, the same for every text: what sets are looked up by is then found in few
/// others. How frequent one is was counted in a sample of the texts, in classes; a wrong guess costs time and loses nothing.
struct TokenOrder: Sendable {
    private let classes: [UInt8]

    private let mask: UInt64

    private static let mostBuckets = 1 << 22
    private static let sampled = 1 << 16

    init(_ shingled: ShingledTexts, work: Work) throws {
        let stride = max(1, shingled.rows.count / Self.sampled)
        let count = (shingled.rows.count + stride - 1) / stride
        // By row, since a reader walks from row to row.
        let sample = (0..<count).map { shingled.rows[$0 * stride] }.sorted()
        var buckets = 1 << 12
        while buckets < Self.mostBuckets, buckets < 64 * count { buckets *= 2 }
        let mask = UInt64(buckets - 1)
        self.mask = mask
        var counts = [UInt32](repeating: 0, count: buckets)
        try Pieces.run(0..<count, of: 512, work: work, phase: "counting shingles") { places in
            var shingler = Shingler(shingled.zone)
            var buckets: [UInt32] = []
            for place in places {
                try shingled.texts.with(Int(sample[place])) { shingler.cut($0) }
                for token in shingler.tokens { buckets.append(UInt32(token & mask)) }
            }
            return buckets
        } take: { _, buckets in
            for bucket in buckets { counts[Int(bucket)] += 1 }
        }
        classes = counts.map(Self.classOf)
    }

    /// 0…15 as they are, then four classes for each doubling.
    private static func classOf(_ count: UInt32) -> UInt8 {
        if count < 16 { return UInt8(count) }
        let log = 31 - count.leadingZeroBitCount
        return UInt8(16 + (log - 4) * 4 + Int(count >> (log - 2)) & 3)
    }

    /// The first `count` of `tokens` in this order. Where classes tie, tokens go as they came, which is ascending.
    ///
    /// - Complexity: O(tokens).
    func first(_ count: Int, of tokens: [UInt64], _ body: (UInt64) -> Void) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 257) { places in
            places.initialize(repeating: 0)
            for token in tokens { places[Int(classes[Int(token & mask)]) + 1] += 1 }
            for index in 1...256 { places[index] += places[index - 1] }
            withUnsafeTemporaryAllocation(of: UInt64.self, capacity: count) { kept in
                for token in tokens {
                    let index = Int(classes[Int(token & mask)])
                    let place = Int(places[index])
                    places[index] += 1
                    if place < count { kept[place] = token }
                }
                for token in kept { body(token) }
            }
        }
    }
}
