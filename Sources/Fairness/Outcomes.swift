/// What was true and what a model said, one element a record.
public struct Outcomes: Sendable {
    public let truth: [Bool]
    public let prediction: [Bool]
    /// The model's score, where it gives one.
    public let score: [Double]?

    /// - Precondition: the arrays are of one length.
    public init(truth: [Bool], prediction: [Bool], score: [Double]? = nil) {
        precondition(truth.count == prediction.count, "a prediction for every truth")
        precondition(score == nil || score?.count == truth.count, "a score for every truth")
        self.truth = truth
        self.prediction = prediction
        self.score = score
    }

    public var count: Int { truth.count }
}
