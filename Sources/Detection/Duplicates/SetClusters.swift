internal import Learning
internal import Records

/// Puts similar sets together in batches, from the smallest set up: each is held against what came before, and once in a
/// cluster no more against the rest of it.
struct SetClusters {
    private let join: SimilarityJoin
    private static let largestBatch = 256

    init(_ join: SimilarityJoin) {
        self.join = join
    }

    /// - Complexity: O(candidates), and one count for each set and cluster that it may belong to.
    func united(_ work: Work) throws -> RowUnion {
        let count = join.shingled.rows.count
        var union = RowUnion(count: count)
        var settled = SettledLists()
        let reader = SetReader(join.shingled)
        var start = 0
        while start < count {
            try work.step(Progress(phase: "comparing texts", fraction: Double(start) / Double(count)))
            // Small at first: what stands in one batch is not yet known to belong together.
            let batch = start..<min(count, start + min(Self.largestBatch, max(16, start / 4)))
            for (set, others) in try earlier(batch, union, settled) {
                for other in others { union.join(UInt32(set), UInt32(other)) }
            }
            for (set, candidates) in try within(batch, union) {
                for (other, least) in candidates
                where union.root(UInt32(set)) != union.root(UInt32(other)) {
                    if try reader.shared(set, other, least: least) > 0 { union.join(UInt32(set), UInt32(other)) }
                }
            }
            settled.append(batch, join, union)
            start = batch.upperBound
        }
        return union
    }

    /// For each set of the batch one similar set of every cluster before it.
    private func earlier(_ batch: Range<Int>, _ union: RowUnion, _ settled: SettledLists) throws -> [(Int, [Int])] {
        try parallel(batch) { set, reader in
            let least = join.shingled.firstSet(ofSize: join.threshold.leastSize(besides: Int(join.shingled.sizes[set])))
            if least >= batch.lowerBound { return nil }
            var visitor = ClusterVisitor(set, union, reader)
            try join.visit(set, among: least..<batch.lowerBound, settled, &visitor)
            return visitor.found.isEmpty ? nil : (set, visitor.found)
        }
    }

    /// For each set of the batch what may be similar among those of it that come before.
    private func within(_ batch: Range<Int>, _ union: RowUnion) throws -> [(Int, [(set: Int, least: Int)])] {
        try parallel(batch) { set, _ in
            let least = join.shingled.firstSet(ofSize: join.threshold.leastSize(besides: Int(join.shingled.sizes[set])))
            if least >= set { return nil }
            var collector = CandidateCollector(set, union)
            try join.visit(set, among: max(least, batch.lowerBound)..<set, nil, &collector)
            return collector.found.isEmpty ? nil : (set, collector.found)
        }
    }

    private func parallel<Made: Sendable>(
        _ batch: Range<Int>, _ body: @Sendable (Int, SetReader) throws -> Made?
    ) throws -> [Made] {
        let pieces = Parallel.ranges(batch.count, pieces: Parallel.width * 4, atLeast: 16)
        let made = Parallel.map(pieces.count) { piece in
            Result {
                let reader = SetReader(join.shingled)
                return try pieces[piece].compactMap { try body(batch.lowerBound + $0, reader) }
            }
        }
        return try made.flatMap { try $0.get() }
    }
}
