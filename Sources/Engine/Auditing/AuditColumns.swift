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

    public var truth: String
    /// Nil where predictions are made of scores.
    public var prediction: String?
    public var score: String?
    /// The score from which a record is predicted positive, where there are no predictions; nil: 0.5.
    public var threshold: Double?
    public var weight: String?
    /// The value that counts as positive in both columns, or ">=0.5"; nil: 1, true or yes.
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
        truth: String, prediction: String? = nil, score: String? = nil, threshold: Double? = nil,
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
        return [truth, prediction, score, weight].compactMap(\.self).filter { seen.insert($0).inserted }
    }
}
