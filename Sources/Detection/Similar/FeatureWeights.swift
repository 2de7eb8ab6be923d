internal import Learning

/// How much each hashed feature says: the fewer records have it, the more.
struct FeatureWeights: Sendable {
    static let bits = 20
    static let buckets = 1 << bits
    static let shift = UInt64(64 - bits)

    /// In how many records each is.
    let counts: [UInt32]
    private let weights: [Float]

    init(_ texts: Texts, work: Work) throws {
        var counts = [UInt32](repeating: 0, count: Self.buckets)
        try Pieces.run(0..<texts.count, of: 2048, work: work, phase: "counting words") { rows in
            var reader = FeatureReader()
            var buckets: [UInt32] = []
            try texts.forEach(in: rows) { _, text in buckets += reader.counts(of: text).lazy.map(\.bucket) }
            return buckets
        } take: { _, buckets in
            for bucket in buckets { counts[Int(bucket)] += 1 }
        }
        self.counts = counts
        weights = counts.map { Float(Elementary.log(Double(texts.count + 1) / (Double($0) + 0.5))) }
    }

    /// The features of a text, weighted and brought to unit length; none where it has none.
    func unit(_ counts: [(bucket: UInt32, count: Int)]) -> [(bucket: UInt32, weight: Float)] {
        let weighted = counts.map { feature in
            (
                bucket: feature.bucket,
                weight: weights[Int(feature.bucket)] * Float(1 + Elementary.log(Double(feature.count)))
            )
        }
        let square = weighted.reduce(Float(0)) { $0 + $1.weight * $1.weight }
        if square <= 0 { return [] }
        let length = square.squareRoot()
        return weighted.map { ($0.bucket, $0.weight / length) }
    }
}
