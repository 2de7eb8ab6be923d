/// What a change of the model did to a figure that is no single rate: AUC, calibration error, Brier score, F1, balanced
/// accuracy.
public struct ScoreChange: Codable, Hashable, Sendable {
    /// Empty for all records.
    public var column: String
    /// "all" for all records.
    public var group: String
    /// "auc", "rootMeanSquaredCalibrationError", "brierScore", "f1" or "balancedAccuracy"
    public var metric: String
    public var before: Double?
    public var after: Double?
    /// after − before
    public var difference: Double?
    /// 95 % of the difference.
    public var interval: Interval?
    /// How the interval is computed; nil where there is none.
    public var intervalMethod: String?
    /// The swap test of the change.
    public var test: PairedTest?
    /// The test's p-value in view of the family; nil where there is no test or too little evidence.
    public var adjusted: AdjustedP?
    /// Whether the interval excludes 0 and the test agrees at the adjusted level, with enough evidence.
    public var isClear: Bool
    /// Why there is no value or too little evidence, and so no interval.
    public var insufficient: String?

    public init(
        column: String, group: String, metric: String, before: Double?, after: Double?, difference: Double?,
        interval: Interval?, intervalMethod: String? = nil, test: PairedTest? = nil, adjusted: AdjustedP? = nil,
        isClear: Bool, insufficient: String?
    ) {
        self.column = column
        self.group = group
        self.metric = metric
        self.before = before
        self.after = after
        self.difference = difference
        self.interval = interval
        self.intervalMethod = intervalMethod
        self.test = test
        self.adjusted = adjusted
        self.isClear = isClear
        self.insufficient = insufficient
    }

    /// A change before it is known whether it is clear; with too little evidence it has no interval.
    init(
        _ place: (column: String, group: String), _ metric: String, _ before: Double?, _ after: Double?,
        _ interval: Interval?, _ method: String, _ test: PairedTest?, insufficient: String?
    ) {
        let difference = before.flatMap { before in after.map { $0 - before } }
        let shown = insufficient == nil && difference != nil ? interval : nil
        self.init(
            column: place.column, group: place.group, metric: metric, before: before, after: after,
            difference: difference, interval: shown, intervalMethod: shown == nil ? nil : method, test: test,
            isClear: false, insufficient: insufficient)
    }
}
