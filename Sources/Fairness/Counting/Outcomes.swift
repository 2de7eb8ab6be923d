/// What was true and what a model said, one element a record.
public struct Outcomes: Sendable {
    public let truth: [Bool]
    public let prediction: [Bool]
    /// The model's score, where it gives one.
    public let score: [Double]?
    /// What each record counts for, where they don't count the same; finite and not negative.
    public let weight: [Double]?

    /// - Precondition: the arrays are of one length.
    public init(truth: [Bool], prediction: [Bool], score: [Double]? = nil, weight: [Double]? = nil) {
        precondition(truth.count == prediction.count, "a prediction for every truth")
        precondition(score == nil || score?.count == truth.count, "a score for every truth")
        precondition(weight == nil || weight?.count == truth.count, "a weight for every truth")
        self.truth = truth
        self.prediction = prediction
        self.score = score
        self.weight = weight
    }

    public var count: Int { truth.count }

    /// The weights, where they differ; equal ones are none. O(n)
    var unequalWeights: [Double]? {
        weight.flatMap { weights in weights.allSatisfy { $0 == weights[0] } ? nil : weights }
    }
}
