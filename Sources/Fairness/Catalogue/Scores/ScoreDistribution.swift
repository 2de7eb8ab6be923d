/// The scores of some records in rising order, equal ones together: everything that rankings and calibration are made of.
///
/// Weights enter as sums, so a weight of 2 is a record that occurs twice.
struct ScoreDistribution: Sendable {
    enum Label: Sendable { case positive, negative }

    /// All records with one score.
    struct Step: Sendable {
        let score: Double
        /// Weights, and those of all lower scores.
        var positives = 0.0
        var negatives = 0.0
        let positivesBelow: Double
        let negativesBelow: Double
        /// Records.
        var positiveCount: Int32 = 0
        var negativeCount: Int32 = 0

        func weight(_ label: Label) -> Double { label == .positive ? positives : negatives }
        func below(_ label: Label) -> Double { label == .positive ? positivesBelow : negativesBelow }
        var weight: Double { positives + negatives }
    }

    private(set) var steps: [Step] = []
    private(set) var positives = ClassTotal()
    private(set) var negatives = ClassTotal()

    /// Records and weights of one class; records that weigh nothing are not counted.
    struct ClassTotal: Sendable {
        var count = 0
        var weight = 0.0
        var squaredWeight = 0.0
    }

    func total(_ label: Label) -> ClassTotal { label == .positive ? positives : negatives }
    var count: Int { positives.count + negatives.count }
    var weight: Double { positives.weight + negatives.weight }
    /// Σ w², for Kish's effective number of records.
    var squaredWeight: Double { positives.squaredWeight + negatives.squaredWeight }

    /// Whether all scores can be read as probabilities.
    var isProbability: Bool {
        guard let first = steps.first, let last = steps.last else { return true }
        return first.score >= 0 && last.score <= 1
    }

    /// Appends a record.
    ///
    /// - Precondition: the score is not below the last one's.
    mutating func add(_ score: Double, isPositive: Bool, weight: Double) {
        guard weight > 0 else { return }
        if steps.last?.score != score {
            steps.append(
                Step(score: score, positivesBelow: positives.weight, negativesBelow: negatives.weight))
        }
        let last = steps.count - 1
        if isPositive {
            steps[last].positives += weight
            steps[last].positiveCount += 1
            positives.count += 1
            positives.weight += weight
            positives.squaredWeight += weight * weight
        } else {
            steps[last].negatives += weight
            steps[last].negativeCount += 1
            negatives.count += 1
            negatives.weight += weight
            negatives.squaredWeight += weight * weight
        }
    }

    /// The weight of records with one label in `other` below a score, and at it.
    ///
    /// - Complexity: O(log n)
    func mass(_ label: Label, at score: Double) -> (below: Double, equal: Double) {
        var (low, high) = (0, steps.count)
        while low < high {
            let middle = (low + high) / 2
            if steps[middle].score < score { low = middle + 1 } else { high = middle }
        }
        guard low < steps.count else { return (total(label).weight, 0) }
        let step = steps[low]
        return (step.below(label), step.score == score ? step.weight(label) : 0)
    }

    /// How much weight of pairs has the score of a record labelled `label` here above that of one labelled `other` in
    /// `opponents`; equal scores count half.
    ///
    /// - Complexity: O(n log m)
    func wins(_ label: Label, over other: Label, of opponents: ScoreDistribution) -> Double {
        var sum = 0.0
        for step in steps {
            let mine = step.weight(label)
            guard mine > 0 else { continue }
            let (below, equal) = opponents.mass(other, at: step.score)
            sum += mine * (below + equal / 2)
        }
        return sum
    }

    /// The weight of pairs of a positive above a negative; equal scores count half. O(n)
    var wins: Double {
        steps.reduce(0) { $0 + $1.positives * ($1.negativesBelow + $1.negatives / 2) }
    }
}
