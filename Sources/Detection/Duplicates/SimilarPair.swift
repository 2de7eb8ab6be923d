/// Two rows that are near-duplicates.
public struct SimilarPair: Hashable, Sendable {
    public let first: Int
    public let second: Int
    /// The share of common shingles of all that either has.
    public let similarity: Double

    init(_ a: Int, _ b: Int, similarity: Double) {
        (first, second, self.similarity) = (min(a, b), max(a, b), similarity)
    }

    /// By rows; of a pair that was compared in two ways the larger similarity.
    static func sorted(_ pairs: Set<SimilarPair>) -> [SimilarPair] {
        let sorted = pairs.sorted { ($0.first, $0.second, -$0.similarity) < ($1.first, $1.second, -$1.similarity) }
        return sorted.enumerated().filter { index, pair in
            index == 0 || (sorted[index - 1].first, sorted[index - 1].second) != (pair.first, pair.second)
        }.map(\.element)
    }
}
