public import Learning
internal import Records

/// Finds the records whose texts are nearest to one, where there are no vectors: by the words and pairs of words they share,
/// rare ones before frequent ones (Salton & Buckley 1988, doi:10.1016/0306-4573(88)90021-0), hashed.
///
/// Exact for these weights; ties go by row; the same on any number of cores.
public struct SimilarTexts: Sendable {
    private let texts: Texts
    /// Where the records of each feature begin.
    private let starts: [Int]
    private let rows: [UInt32]
    /// A record's share of a feature, of 65,535.
    private let shares: [UInt16]
    private let weights: FeatureWeights

    /// - Throws: what reading the texts throws; `CancellationError`.
    /// - Complexity: O(bytes) on all processors; 6 bytes for each different word and pair of a text, and 12 MB.
    public init(_ texts: Texts, work: Work = .silent) throws {
        self.texts = texts
        let weights = try FeatureWeights(texts, work: work.part(0, of: 2, phase: "counting words"))
        var starts = [0]
        starts.reserveCapacity(FeatureWeights.buckets + 1)
        for count in weights.counts { starts.append(starts[starts.count - 1] + Int(count)) }
        var free = starts
        var rows = [UInt32](repeating: 0, count: starts[starts.count - 1])
        var shares = [UInt16](repeating: 0, count: rows.count)
        let indexing = work.part(1, of: 2, phase: "indexing words")
        try Pieces.run(0..<texts.count, of: 2048, work: indexing, phase: "indexing words") { range in
            var reader = FeatureReader()
            var made: [(features: [(bucket: UInt32, weight: Float)], row: UInt32)] = []
            try texts.forEach(in: range) { row, text in
                made.append((weights.unit(reader.counts(of: text)), UInt32(row)))
            }
            return made
        } take: { _, made in
            for (features, row) in made {
                for (bucket, weight) in features {
                    let place = free[Int(bucket)]
                    // A text that changed since it was counted finds no room.
                    if place == starts[Int(bucket) + 1] { throw TextChanged(row: Int(row)) }
                    rows[place] = row
                    shares[place] = UInt16((weight * 65_535).rounded(.toNearestOrEven))
                    free[Int(bucket)] += 1
                }
            }
        }
        (self.starts, self.rows, self.shares, self.weights) = (starts, rows, shares, weights)
    }

    /// The nearest to a record, without itself, the most similar first; fewer where fewer share anything with it.
    public func nearest(to row: Int, count: Int) throws -> [Neighbour] {
        var found: [Neighbour] = []
        try texts.with(row) { found = nearest($0, count, without: row) }
        return found
    }

    /// The nearest to a text.
    ///
    /// - Complexity: O(records that share one of its words or pairs, counted for each).
    public func nearest(to text: String, count: Int) -> [Neighbour] {
        var text = text
        return text.withUTF8 { nearest($0, count, without: nil) }
    }

    private func nearest(_ text: UnsafeBufferPointer<UInt8>, _ count: Int, without own: Int?) -> [Neighbour] {
        var reader = FeatureReader()
        var sums = [UInt64](repeating: 0, count: texts.count)
        for (bucket, weight) in weights.unit(reader.counts(of: text)) {
            // In whole numbers: the order of adding makes no difference.
            let factor = UInt64((weight * 65_535).rounded(.toNearestOrEven))
            for place in starts[Int(bucket)]..<starts[Int(bucket) + 1] {
                sums[Int(rows[place])] += factor * UInt64(shares[place])
            }
        }
        if let own { sums[own] = 0 }
        let whole: Float = 65_535 * 65_535
        return Self.largest(count, of: sums).map { Neighbour(row: $0, similarity: min(1, Float(sums[$0]) / whole)) }
    }

    /// The places of the largest sums above 0, the largest first; ties by place.
    private static func largest(_ count: Int, of sums: [UInt64]) -> [Int] {
        var kept: [Int] = []
        var floor: UInt64 = 0
        let isBefore = { (a: Int, b: Int) in sums[a] != sums[b] ? sums[a] > sums[b] : a < b }
        for (place, sum) in sums.enumerated() where sum > floor {
            kept.append(place)
            if kept.count >= 2 * count + 64 {
                kept = Array(kept.sorted(by: isBefore).prefix(count))
                // Later ones that tie with the last come after it.
                floor = kept.last.map { sums[$0] } ?? .max
            }
        }
        return Array(kept.sorted(by: isBefore).prefix(count))
    }
}
