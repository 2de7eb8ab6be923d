/// Reads the texts of two sets again and counts what they share; the first is kept while it stays the same.
final class SetReader {
    private let shingled: ShingledTexts
    private var shingler: Shingler
    private var kept: (set: Int, tokens: [UInt64])?

    init(_ shingled: ShingledTexts) {
        self.shingled = shingled
        shingler = Shingler(shingled.zone)
    }

    /// How many shingles are shared; 0 where they are fewer than `least`.
    ///
    /// - Complexity: O(bytes of both texts).
    func shared(_ set: Int, _ other: Int, least: Int) throws -> Int {
        if kept?.set != set {
            try shingled.cut(set, with: &shingler)
            kept = (set, shingler.tokens)
        }
        try shingled.cut(other, with: &shingler)
        return SimilarityJoin.overlap(kept?.tokens ?? [], shingler.tokens, least: least)
    }
}
