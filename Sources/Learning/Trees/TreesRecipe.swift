public import Records

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

    public static let treeCounts = OptionRange(1...100_000)
    public static let depths = OptionRange(1...64)
    public static let featureCounts = OptionRange(1...1_000_000)
    public static let candidateCounts = OptionRange(1...1024)
    public static let leafSizes = OptionRange(1...1_000_000_000)
    public static let shares = OptionRange(1e-6...1)
}
