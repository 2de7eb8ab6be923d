/// What a metric is, for `lethe audit --list` and `--explain`, the Fairness screen and the report.
public struct MetricDescription: Codable, Hashable, Sendable, Identifiable {
    /// The chapter of the catalogue.
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case data, rate, gap, inequality, score, individual, counterfactual, classes, regression
    }

    /// Where a good value lies.
    public enum Direction: String, Codable, Sendable {
        case higher, lower, nearZero, nearOne, neither
    }

    /// The name in commands and JSON, such as "equalizedOddsDifference".
    public let id: String
    /// "equalized odds difference"
    public let title: String
    public let kind: Kind
    public let direction: Direction
    /// The formula: "max(max FPR − min FPR, max TPR − min TPR)".
    public let definition: String
    /// What must be there to have a value: "positives and negatives of every group".
    public let denominator: String
    /// Which of the conventions in use it follows, where libraries disagree.
    public let convention: String?
    /// When it is undefined, and other edges.
    public let edgeCases: String
    /// Who defined it, or whose convention it is, with a DOI where there is one.
    public let source: String
    /// One sentence for someone who meets the metric for the first time.
    public let explanation: String

    public init(
        _ id: String, _ title: String, _ kind: Kind, better direction: Direction, definition: String,
        denominator: String, convention: String? = nil, edgeCases: String, source: String, _ explanation: String
    ) {
        self.id = id
        self.title = title
        self.kind = kind
        self.direction = direction
        self.definition = definition
        self.denominator = denominator
        self.convention = convention
        self.edgeCases = edgeCases
        self.source = source
        self.explanation = explanation
    }
}
