public import Learning

/// Which texts are known from elsewhere: those of a test that stand in the training data, or in a benchmark's file.
public struct Leakage: Hashable, Sendable {
    /// A row, and one among the others that it is a near-duplicate of.
    public struct Match: Hashable, Sendable {
        public let row: Int
        public let other: Int
        public let similarity: Double
    }

    public var duplicates: NearDuplicates

    public init(_ duplicates: NearDuplicates = NearDuplicates()) {
        self.duplicates = duplicates
    }

    /// Every row of `texts` that is a near-duplicate of one of `others`, directly; with the first that says the very same where
    /// there is one, else with one that does nearly.
    ///
    /// - Throws: what reading the texts throws; `CancellationError`.
    public func matches(of texts: Texts, among others: Texts, work: Work = .silent) throws -> [Match] {
        var best: [Int: Match] = [:]
        let both = others.followed(by: texts)
        let zones = duplicates.shingling.zones
        for (index, zone) in zones.enumerated() {
            let part = work.part(index, of: zones.count, phase: "looking for leaked texts")
            let shingled = try ShingledTexts(both, zone, work: part.part(0, of: 3, phase: "reading texts"))
            for match in try matches(shingled, border: others.count, part)
            where match.similarity > best[match.row]?.similarity ?? 0 {
                best[match.row] = match
            }
        }
        return best.values.sorted { $0.row < $1.row }
    }

    private func matches(_ shingled: ShingledTexts, border: Int, _ work: Work) throws -> [Match] {
        let threshold = duplicates.threshold
        // A set's first row is one of the others wherever one of them has it.
        let isListed = { (set: Int) in Int(shingled.rows[set]) < border }
        let preparing = work.part(1, of: 3, phase: "choosing shingles")
        let join = try SimilarityJoin(in: isListed, of: shingled, threshold, work: preparing)
        var found: [Int: (other: Int, similarity: Double)] = [:]
        let asked = shingled.rows.indices.filter { !isListed($0) }
        let comparing = work.part(2, of: 3, phase: "comparing texts")
        try Pieces.run(0..<asked.count, of: 256, work: comparing, phase: "comparing texts") { places in
            let reader = SetReader(shingled)
            var made: [(row: Int, other: Int, similarity: Double)] = []
            for set in places.map({ asked[$0] }) {
                let size = Int(shingled.sizes[set])
                let low = shingled.firstSet(ofSize: threshold.leastSize(besides: size))
                let high = shingled.firstSet(ofSize: threshold.mostSize(besides: size) + 1)
                var visitor = PairVisitor(set, join, isEnough: true, reader)
                try join.visit(set, among: low..<high, nil, &visitor)
                guard let (other, shared) = visitor.found.first else { continue }
                let union = size + Int(shingled.sizes[other]) - shared
                made.append((Int(shingled.rows[set]), Int(shingled.rows[other]), Double(shared) / Double(union)))
            }
            return made
        } take: { _, made in
            for (row, other, similarity) in made { found[row] = (other, similarity) }
        }
        return (border..<shingled.firsts.count).compactMap { row in
            let first = shingled.firsts[row]
            if first == ShingledTexts.none { return nil }
            if Int(first) < border { return Match(row: row - border, other: Int(first), similarity: 1) }
            return found[Int(first)].map { Match(row: row - border, other: $0.other, similarity: $0.similarity) }
        }
    }
}
