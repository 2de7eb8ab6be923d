/// How one group's scores rank and how well they are calibrated: what ROC, calibration and threshold charts are
/// drawn from.
public struct ScoreCurves: Codable, Hashable, Sendable {
    /// What happens at one threshold: a record is predicted positive where its score is at least this.
    public struct Threshold: Codable, Hashable, Sendable {
        public var threshold: Double
        public var tp: Int
        public var fp: Int
        public var tn: Int
        public var fn: Int

        public init(threshold: Double, counts: ConfusionCounts) {
            self.threshold = threshold
            (tp, fp, tn, fn) = (counts.tp, counts.fp, counts.tn, counts.fn)
        }

        public var counts: ConfusionCounts { ConfusionCounts(tp: tp, fp: fp, tn: tn, fn: fn) }
    }

    /// Records whose scores are in (lower, upper]; the first bin holds 0 too.
    public struct Bin: Codable, Hashable, Sendable {
        public var lower: Double
        public var upper: Double
        public var n: Int
        public var positives: Int
        /// The mean score; nil of an empty bin.
        public var meanScore: Double?

        public init(lower: Double, upper: Double, n: Int, positives: Int, meanScore: Double?) {
            self.lower = lower
            self.upper = upper
            self.n = n
            self.positives = positives
            self.meanScore = meanScore
        }
    }

    /// Empty for all records.
    public var column: String
    /// "all" for all records.
    public var group: String
    public var n: Int
    public var positives: Int
    /// The area under the ROC curve, ties ½; undefined with one class only.
    public var auc: Figure
    /// The expected calibration error over `bins`, beside what chance gives.
    public var ece: Figure
    public var brier: Figure
    /// The root mean squared calibration error, without what noise adds; nil in reports of earlier versions.
    public var squaredError: Figure?
    /// The share of positives less the mean score; nil in reports of earlier versions.
    public var signedError: Figure?
    /// False positive rate and true positive rate at falling thresholds, from (0, 0) to (1, 1), at most 101 points;
    /// empty with
    /// one class only.
    public var roc: [[Double]]
    public var bins: [Bin]
    /// At 0, .01, … 1.
    public var thresholds: [Threshold]

    public init(
        column: String, group: String, n: Int, positives: Int, auc: Figure, ece: Figure, brier: Figure,
        squaredError: Figure? = nil, signedError: Figure? = nil, roc: [[Double]], bins: [Bin], thresholds: [Threshold]
    ) {
        self.column = column
        self.group = group
        self.n = n
        self.positives = positives
        self.auc = auc
        self.ece = ece
        self.brier = brier
        self.squaredError = squaredError
        self.signedError = signedError
        self.roc = roc
        self.bins = bins
        self.thresholds = thresholds
    }
}
