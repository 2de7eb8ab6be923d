public import Learning

/// Finds texts that are nearly the same: those whose shingles have a Jaccard similarity of at least a threshold. Exact: every
/// pair at or above it is found, and none below.
///
/// ```swift
/// let texts = Texts(["Send it to me today, please.", "send it to me today please!", "Something else."])
/// let clusters = try NearDuplicates().clusters(texts)
/// // clusters.map { $0 } == [[0, 1]]
/// ```
///
/// Texts without anything to compare (empty, blank) resemble nothing. Results are the same on any number of cores.
public struct NearDuplicates: Hashable, Sendable {
    public var shingling: Shingling
    public var threshold: JaccardThreshold

    public init(_ shingling: Shingling = .automatic, threshold: JaccardThreshold = .usual) {
        (self.shingling, self.threshold) = (shingling, threshold)
    }

    /// Texts that are similar directly or through others.
    ///
    /// - Throws: what reading the texts throws; `CancellationError`.
    /// - Complexity: in practice O(bytes) on all processors; about 400 bytes of memory for each different short text.
    public func clusters(_ texts: Texts, work: Work = .silent) throws -> DuplicateClusters {
        var union = RowUnion(count: texts.count)
        for (index, zone) in shingling.zones.enumerated() {
            let part = work.part(index, of: shingling.zones.count, phase: "finding near-duplicates")
            let shingled = try ShingledTexts(texts, zone, work: part.part(0, of: 3, phase: "reading texts"))
            for (row, first) in shingled.firsts.enumerated() where first != ShingledTexts.none && first != UInt32(row) {
                union.join(UInt32(row), first)
            }
            let preparing = part.part(1, of: 3, phase: "choosing shingles")
            let join = try SimilarityJoin(within: shingled, threshold, work: preparing)
            let sets = try SetClusters(join).united(part.part(2, of: 3, phase: "comparing texts"))
            for set in shingled.rows.indices {
                union.join(shingled.rows[set], shingled.rows[Int(sets.root(UInt32(set)))])
            }
        }
        return DuplicateClusters(union)
    }

    /// Every pair of similar rows, ascending; of rows with the same shingles, and of those that resemble them, each is paired
    /// with the first alone.
    ///
    /// - Complexity: as `clusters`, and O(pairs).
    public func pairs(_ texts: Texts, work: Work = .silent) throws -> [SimilarPair] {
        var pairs: Set<SimilarPair> = []
        for (index, zone) in shingling.zones.enumerated() {
            let part = work.part(index, of: shingling.zones.count, phase: "finding near-duplicates")
            let shingled = try ShingledTexts(texts, zone, work: part.part(0, of: 3, phase: "reading texts"))
            for (row, first) in shingled.firsts.enumerated() where first != ShingledTexts.none && first != UInt32(row) {
                pairs.insert(SimilarPair(Int(first), row, similarity: 1))
            }
            let preparing = part.part(1, of: 3, phase: "choosing shingles")
            let join = try SimilarityJoin(within: shingled, threshold, work: preparing)
            let comparing = part.part(2, of: 3, phase: "comparing texts")
            try Pieces.run(0..<shingled.rows.count, of: 512, work: comparing, phase: "comparing texts") { sets in
                let reader = SetReader(shingled)
                var made: [SimilarPair] = []
                for set in sets {
                    let size = Int(shingled.sizes[set])
                    let smaller = shingled.firstSet(ofSize: threshold.leastSize(besides: size))..<set
                    var visitor = PairVisitor(set, join, isEnough: false, reader)
                    try join.visit(set, among: smaller, nil, &visitor)
                    for (other, shared) in visitor.found {
                        let union = size + Int(shingled.sizes[other]) - shared
                        made.append(
                            SimilarPair(
                                Int(shingled.rows[set]), Int(shingled.rows[other]),
                                similarity: Double(shared) / Double(union)))
                    }
                }
                return made
            } take: {
                pairs.formUnion($1)
            }
        }
        return SimilarPair.sorted(pairs)
    }

    /// The Jaccard similarity of two texts, the larger where they are compared in two ways; nil where they are not.
    public func similarity(_ first: String, _ second: String) -> Double? {
        shingling.zones.compactMap { zone -> Double? in
            var shingler = Shingler(zone)
            var (first, second) = (first, second)
            first.withUTF8 { shingler.cut($0) }
            let tokens = shingler.tokens
            second.withUTF8 { shingler.cut($0) }
            if tokens.isEmpty || shingler.tokens.isEmpty { return nil }
            let shared = SimilarityJoin.overlap(tokens, shingler.tokens, least: 0)
            return Double(shared) / Double(tokens.count + shingler.tokens.count - shared)
        }.max()
    }
}
