import Records

/// How extremely randomised trees are grown.
///
/// The defaults learn Adult (24,354 records, 14 columns) to 85.7 % of what is held out. With a quarter of the records a
/// tree instead of a sixteenth it is 86.1 %, and forgetting a record takes seven times as long.
public struct TreesRecipe: Hashable, Codable, Sendable {
    public var trees: Int
    /// The longest path from the root to a leaf.
    public var depth: Int
    /// F: usable features looked at in a node; nil for half of the columns, rounded up.
    public var features: Int?
    /// k: candidate thresholds a feature.
    public var candidates: Int
    /// Fewest records on each side of a split.
    public var minimumLeaf: Int
    /// q: the share of the records that a tree holds, by hash.
    public var share: Double

    public init(
        trees: Int = 100, depth: Int = 12, features: Int? = nil, candidates: Int = 5, minimumLeaf: Int = 1,
        share: Double = 0.0625
    ) {
        self.trees = trees
        self.depth = depth
        self.features = features
        self.candidates = candidates
        self.minimumLeaf = minimumLeaf
        self.share = share
    }

    /// - Throws: `Refusal` when nothing can be computed with it.
    func validate() throws {
        func refuse(_ what: String, _ next: String) -> Refusal { Refusal(.badData, what, next: next) }
        guard (1...100_000).contains(trees) else {
            throw refuse("The recipe grows \(trees) trees.", "Use 1 to 100,000.")
        }
        guard (1...64).contains(depth) else { throw refuse("The recipe's depth is \(depth).", "Use 1 to 64.") }
        guard features ?? 1 >= 1 else { throw refuse("The recipe looks at no feature.", "Use 1 or more.") }
        guard (1...1024).contains(candidates) else {
            throw refuse("The recipe takes \(candidates) candidate thresholds.", "Use 1 to 1,024.")
        }
        guard minimumLeaf >= 1 else { throw refuse("The recipe's smallest leaf is \(minimumLeaf).", "Use 1 or more.") }
        guard share > 0, share <= 1 else {
            throw refuse("A tree would hold a share of \(share) of the records.", "Use a share above 0, up to 1.")
        }
    }
}
