import Records

extension TreesRecipe: ModelFamily {
    public static let id = "trees"
    public static let title = "extremely randomised trees"
    public static let traits: FamilyTraits = [.manyClasses, .columns]

    public static let options = [
        whole("trees", treeCounts, "how many", valueName: "n") { $0.trees = $1 },
        whole("depth", depths, "the longest path to a leaf", valueName: "n") { $0.depth = $1 },
        number("share", shares, "the share of the records that each holds", valueName: "q") { $0.share = $1 },
        whole("features-per-node", featureCounts, "columns looked at in a node", valueName: "n") { $0.features = $1 },
        whole("candidates", candidateCounts, "candidate thresholds of a column", valueName: "k") {
            $0.candidates = $1
        },
        whole("min-leaf", leafSizes, "fewest records on each side of a split", valueName: "n") { $0.minimumLeaf = $1 },
    ]

    public init() { self.init(trees: 100) }

    public func proposed(for features: FeatureRecipe, preferring: NoPreferences) throws -> TreesRecipe {
        if let text = features.texts.first {
            throw Refusal(
                .badData, "Trees compare values; '\(text.column)' is free text.",
                next: "Use --model logistic or bayes, or make a project without the text column.")
        }
        return self
    }

    public func model(_ recipe: ModelRecipe) -> any Model { ExtraTrees(recipe) }

    public var canonical: [String: CanonicalJSON] {
        var members: [String: CanonicalJSON] = [
            "candidates": .integer(UInt64(clamping: candidates)), "depth": .integer(UInt64(clamping: depth)),
            "minimumLeaf": .integer(UInt64(clamping: minimumLeaf)), "share": .number(share),
            "trees": .integer(UInt64(clamping: trees)),
        ]
        if let features { members["features"] = .integer(UInt64(clamping: features)) }
        return members
    }

    /// - Throws: `Refusal` when nothing can be computed with it.
    public func validate() throws {
        func check<Value>(_ value: Value, _ range: OptionRange<Value>, _ what: String) throws {
            guard range.values.contains(value) else {
                throw Refusal(.badData, "The recipe's \(what) is \(value).", next: "Use a number from \(range).")
            }
        }
        try check(trees, Self.treeCounts, "number of trees")
        try check(depth, Self.depths, "depth")
        try check(features ?? 1, Self.featureCounts, "number of features a node")
        try check(candidates, Self.candidateCounts, "number of candidate thresholds")
        try check(minimumLeaf, Self.leafSizes, "smallest leaf")
        try check(share, Self.shares, "share of the records a tree")
    }
}

extension Family {
    public static func trees(_ recipe: TreesRecipe) -> Family { Family(recipe) }
}
