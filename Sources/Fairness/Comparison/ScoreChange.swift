/// What a change of the model did to a figure about scores: AUC, expected calibration error or Brier score.
public struct ScoreChange: Codable, Hashable, Sendable {
    /// Empty for all records.
    public var column: String
    /// "all" for all records.
    public var group: String
    /// "auc", "expectedCalibrationError" or "brierScore"
    public var metric: String
    public var before: Double?
    public var after: Double?
    /// after − before
    public var difference: Double?
    /// 95 % of the difference, by the bootstrap of paired rows.
    public var interval: Interval?
    /// Whether the interval excludes 0, with enough evidence.
    public var isClear: Bool
    /// Why there is no value or too little evidence.
    public var insufficient: String?

    public init(
        column: String, group: String, metric: String, before: Double?, after: Double?, difference: Double?,
        interval: Interval?, isClear: Bool, insufficient: String?
    ) {
        self.column = column
        self.group = group
        self.metric = metric
        self.before = before
        self.after = after
        self.difference = difference
        self.interval = interval
        self.isClear = isClear
        self.insufficient = insufficient
    }
}
