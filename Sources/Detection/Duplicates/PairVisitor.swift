/// Counts out every candidate, once.
struct PairVisitor: CandidateVisitor {
    private let join: SimilarityJoin
    private let set: Int
    private let isEnough: Bool
    private var texts: SetReader
    private var seen: Set<Int> = []
    /// Similar sets and how many shingles are shared, in the order of their finding.
    private(set) var found: [(set: Int, shared: Int)] = []

    /// - Parameter isEnough: whether one similar set is all that is wanted.
    init(_ set: Int, _ join: SimilarityJoin, isEnough: Bool, _ texts: SetReader) {
        (self.join, self.set, self.isEnough, self.texts) = (join, set, isEnough, texts)
    }

    var isDone: Bool { isEnough && !found.isEmpty }
    mutating func isSettled(_ root: UInt32) -> Bool { false }

    mutating func take(_ other: Int, least: Int) throws {
        guard seen.insert(other).inserted else { return }
        let shared = try texts.shared(set, other, least: least)
        if shared > 0 { found.append((other, shared)) }
    }
}
