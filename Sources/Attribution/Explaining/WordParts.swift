public import Learning
public import Records

/// What the words of a text push a score by: the parts of its buckets, back through the hash.
public struct WordPart: Sendable {
    /// What of the text falls into the bucket: one run of words; more where they collide, or are said twice.
    public let grams: [TracedText.Gram]
    /// Signed, in the unit of the score: of all of them together, as the model knows no more.
    public let value: Double
    /// Other words of the training records in the same bucket, the most frequent first: the weight was learned from these too.
    public let others: [String]

    /// Whether different words of this text share the bucket.
    public var isShared: Bool { Set(grams.map(\.words)).count > 1 }
}

public enum WordParts {
    /// The parts of a score that come from a text column, the largest first; they add up to what the column adds.
    ///
    /// - Parameter others: for a bucket, words of the training records in it (`BucketWords`).
    public static func parts(
        _ score: ScoreParts, of column: String, text: String, recipe: FeatureRecipe.Text,
        others: (UInt32) -> [String] = { _ in [] }
    ) -> [WordPart] {
        let traced = TracedText(text, recipe: recipe)
        return score.parts.compactMap { part -> WordPart? in
            guard case .text(column, let bucket) = part.source else { return nil }
            let grams = traced.grams[bucket] ?? []
            let own = Set(grams.map(\.words))
            return WordPart(grams: grams, value: part.value, others: others(bucket).filter { !own.contains($0) })
        }.sorted { abs($0.value) > abs($1.value) }
    }
}

/// The words of the training records behind some buckets: a look through the texts, for who wants to know what a weight was
/// learned from.
public struct BucketWords: Sendable {
    private let words: [UInt32: [String]]

    /// - Parameters:
    ///   - buckets: those that are asked about.
    ///   - most: words of a bucket that are kept.
    /// - Throws: `Refusal` where there is no such column; `CancellationError`.
    /// - Complexity: O(words of the texts).
    public init(
        _ buckets: Set<UInt32>, recipe: FeatureRecipe.Text, table: some ColumnSource, rows: [Int], most: Int = 3,
        work: Work = .silent
    ) throws {
        let column = try table.column(named: recipe.column)
        var counts: [UInt32: [String: Int]] = [:]
        for (index, row) in rows.enumerated() {
            if index % 1024 == 0 {
                try work.step(
                    Progress(
                        phase: "naming words", fraction: Double(index) / Double(max(1, rows.count)),
                        detail: "\(index) of \(rows.count) records"))
            }
            for (bucket, grams) in TracedText(column.text(row), recipe: recipe).grams where buckets.contains(bucket) {
                for gram in grams { counts[bucket, default: [:]][gram.words, default: 0] += 1 }
            }
        }
        words = counts.mapValues { counts in
            counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(most).map(\.key)
        }
    }

    public func callAsFunction(_ bucket: UInt32) -> [String] { words[bucket] ?? [] }
}
