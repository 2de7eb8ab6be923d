/// Which columns of a file hold what a model said, and what was true.
public struct AuditColumns: Codable, Hashable, Sendable {
    /// What the model predicts.
    public enum Task: String, Codable, Sendable {
        /// Yes or no.
        case binary
        /// One of several classes.
        case classes
        /// A number.
        case numbers
    }

    /// Nil where nothing says what was true: decisions alone are audited.
    public var truth: String?
    /// A column of yes and no, of classes, or of numbers that are scores; nil where predictions are made of `score`.
    public var prediction: String?
    public var score: String?
    /// The score from which a record is predicted positive, where predictions are made of scores; nil: 0.5.
    public var threshold: Double?
    /// What each record counts for in the analysis.
    public var weight: String?
    /// How many records a row stands for.
    public var frequency: String?
    /// Says "train" or "test": only what was held out to test is audited.
    public var split: String?
    /// The value that counts as positive in both columns, several with commas between, or ">=0.5"; nil: 1, true or yes.
    public var positive: String?
    public var task: Task
    /// Columns of numbers that a record's neighbours are found by.
    public var neighbours: [String]
    /// Columns of scores that the model gave the records with an identity term swapped for another.
    public var swapped: [String] = []
    public var marked: [Mark] = []
    /// Whether the bundled detectors look through the records too.
    public var detects = false

    public init(
        truth: String? = nil, prediction: String? = nil, score: String? = nil, threshold: Double? = nil,
        weight: String? = nil, positive: String? = nil, task: Task = .binary, neighbours: [String] = []
    ) {
        self.truth = truth
        self.prediction = prediction
        self.score = score
        self.threshold = threshold
        self.weight = weight
        self.positive = positive
        self.task = task
        self.neighbours = neighbours
    }

    /// The columns that are named, each once; what no model could learn from.
    public var named: [String] {
        var seen: Set<String> = []
        return [truth, prediction, score, weight, frequency, split].compactMap(\.self).filter {
            seen.insert($0).inserted
        }
    }
}
