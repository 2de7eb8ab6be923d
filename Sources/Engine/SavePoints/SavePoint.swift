public import Fairness

/// The figures of a published model, kept whatever becomes of its weights: what any two models are compared by, and the
/// trend over many removals is drawn from.
public struct SavePoint: Sendable {
    public var digest: String
    /// ISO 8601; empty for your own model.
    public var createdAt: String
    /// How many records it was trained on.
    public var records: Int
    /// How many records its removal took out; 0 for a training.
    public var removed: Int
    public var accuracy: Double?
    public var auc: Double?
    public var report: FairnessReport
    /// Whether its weights are kept, so that it can be compared record by record.
    public var isKept: Bool
    public var isCurrent: Bool

    public init(
        digest: String, createdAt: String, records: Int, removed: Int, accuracy: Double?, auc: Double?,
        report: FairnessReport, isKept: Bool, isCurrent: Bool
    ) {
        self.digest = digest
        self.createdAt = createdAt
        self.records = records
        self.removed = removed
        self.accuracy = accuracy
        self.auc = auc
        self.report = report
        self.isKept = isKept
        self.isCurrent = isCurrent
    }
}

/// Two save points side by side.
public struct Compared: Sendable {
    public var before: SavePoint
    public var after: SavePoint
    /// Paired where both models' weights are kept (`comparison.isPaired`), else of the kept counts.
    public var comparison: Comparison

    public init(before: SavePoint, after: SavePoint, comparison: Comparison) {
        self.before = before
        self.after = after
        self.comparison = comparison
    }
}
