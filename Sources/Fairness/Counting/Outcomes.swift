/// What was true and what a model said, one element a record.
public struct Outcomes: Sendable {
    /// All false where `knowsTruth` is false, and then nothing that depends on it is measured.
    public let truth: [Bool]
    public let prediction: [Bool]
    /// The model's score, where it gives one; a probability or any other number that rises with it.
    public let score: [Double]?
    /// What each record counts for, where they don't count the same; finite and not negative.
    public let weight: [Double]?
    /// Whether anything says what was true; decisions alone have selection rates, and what is made of them.
    public let knowsTruth: Bool
    /// Whether each record was predicted rightly, where `truth` and `prediction` are one of more than two classes against
    /// the rest and so don't say it; nil where they do.
    public let right: [Bool]?

    /// - Precondition: the arrays are of one length.
    public init(
        truth: [Bool], prediction: [Bool], score: [Double]? = nil, weight: [Double]? = nil, knowsTruth: Bool = true,
        right: [Bool]? = nil
    ) {
        precondition(truth.count == prediction.count, "a prediction for every truth")
        precondition(score == nil || score?.count == truth.count, "a score for every truth")
        precondition(weight == nil || weight?.count == truth.count, "a weight for every truth")
        precondition(right == nil || right?.count == truth.count, "right or wrong for every truth")
        self.truth = truth
        self.prediction = prediction
        self.score = score
        self.weight = weight
        self.knowsTruth = knowsTruth
        self.right = right
    }

    /// Decisions alone: nothing says what was true.
    public init(decisions: [Bool], score: [Double]? = nil, weight: [Double]? = nil) {
        self.init(
            truth: Array(repeating: false, count: decisions.count), prediction: decisions, score: score, weight: weight,
            knowsTruth: false)
    }

    public var count: Int { truth.count }

    /// The weights, where they differ; equal ones are none. O(n)
    var unequalWeights: [Double]? {
        weight.flatMap { weights in weights.allSatisfy { $0 == weights[0] } ? nil : weights }
    }

    /// The records at some places, in their order.
    public func picked(_ places: [Int]) -> Outcomes {
        func pick<T>(_ values: [T]) -> [T] { places.map { values[$0] } }
        return Outcomes(
            truth: pick(truth), prediction: pick(prediction), score: score.map(pick), weight: weight.map(pick),
            knowsTruth: knowsTruth, right: right.map(pick))
    }
}
