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
        func records(_ label: Label) -> Int { Int(label == .positive ? positiveCount : negativeCount) }
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
    /// Σ w²
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

    /// The first step at a score or above it, from one that is not past it; by doubling, then halving.
    ///
    /// - Complexity: O(log of the distance)
    private func step(at score: Double, from start: Int) -> Int {
        var (low, high, stride) = (start, start, 1)
        while high < steps.count, steps[high].score < score {
            low = high + 1
            high += stride
            stride *= 2
        }
        high = min(high, steps.count)
        while low < high {
            let middle = (low + high) / 2
            if steps[middle].score < score { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// How much weight of pairs has the score of a record labelled `label` here above that of one labelled `other` in
    /// `opponents`; equal scores count half.
    ///
    /// - Complexity: O(n log(m / n)), for m scores of opponents
    func wins(_ label: Label, over other: Label, of opponents: ScoreDistribution) -> Double {
        var sum = 0.0
        var place = 0
        for step in steps {
            let mine = step.weight(label)
            guard mine > 0 else { continue }
            place = opponents.step(at: step.score, from: place)
            guard place < opponents.steps.count else {
                sum += mine * opponents.total(other).weight
                continue
            }
            let met = opponents.steps[place]
            sum += mine * (met.below(other) + (met.score == step.score ? met.weight(other) / 2 : 0))
        }
        return sum
    }

    /// The same among the records here, O(n).
    func wins(_ label: Label, over other: Label) -> Double {
        steps.reduce(0) { $0 + $1.weight(label) * ($1.below(other) + $1.weight(other) / 2) }
    }

    /// The weight of pairs of a positive above a negative; equal scores count half. O(n)
    var wins: Double { wins(.positive, over: .negative) }
}
