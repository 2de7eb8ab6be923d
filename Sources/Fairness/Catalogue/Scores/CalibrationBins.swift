/// Scores in bins of equal width over [0, 1], against what was true of them.
struct CalibrationBins: Sendable {
    /// Which of its edges a bin holds; the libraries differ, and scores on edges (deciles, rounded scores) tell.
    enum Side: CaseIterable, Sendable {
        /// (lower, upper], the first with 0: Guo et al. and scikit-learn.
        case rightClosed
        /// [lower, upper), the last with 1.
        case leftClosed

        /// What tells the figures of this convention apart; nil for the default.
        var part: String? { self == .rightClosed ? nil : "bins [lower, upper)" }
    }

    static let convention =
        "Bins of equal width, as many as the settings say (10), closed on the right as Guo et al.'s and scikit-learn's; "
        + "with bins closed on the left beside it. Edges are the numbers nearest to b/bins, so .3 is on the edge 3/10."

    struct Bin: Sendable {
        var count = 0
        var positiveCount = 0
        var weight = 0.0
        var positives = 0.0
        /// Σ weight × score
        var scores = 0.0

        var meanScore: Double? { weight > 0 ? scores / weight : nil }
        var positiveRate: Double? { weight > 0 ? positives / weight : nil }
        /// |share of positives − mean score|; 0 where empty.
        var error: Double { weight > 0 ? abs(positives - scores) / weight : 0 }
    }

    let bins: [Bin]

    /// - Precondition: the scores are in [0, 1].
    /// - Complexity: O(n + bins)
    init(_ scores: ScoreDistribution, count: Int, _ side: Side = .rightClosed) {
        let count = max(1, count)
        var bins = Array(repeating: Bin(), count: count)
        var current = 0
        for step in scores.steps {
            while current < count - 1 {
                let upper = Self.edge(current + 1, of: count)
                guard side == .rightClosed ? step.score > upper : step.score >= upper else { break }
                current += 1
            }
            bins[current].count += Int(step.positiveCount) + Int(step.negativeCount)
            bins[current].positiveCount += Int(step.positiveCount)
            bins[current].weight += step.weight
            bins[current].positives += step.positives
            bins[current].scores += step.weight * step.score
        }
        self.bins = bins
    }

    static let noInterval = "noise adds to it, so no interval of it holds"
    /// Of what chance makes of the error.
    static let draws = 200

    /// The scores in every bin, with how many records have them.
    ///
    /// - Precondition: the scores are in [0, 1].
    static func steps(_ scores: ScoreDistribution, count: Int, _ side: Side) -> [CalibrationChance.Bin] {
        let count = max(1, count)
        var bins = Array(repeating: CalibrationChance.Bin(), count: count)
        var current = 0
        for step in scores.steps {
            while current < count - 1 {
                let upper = edge(current + 1, of: count)
                guard side == .rightClosed ? step.score > upper : step.score >= upper else { break }
                current += 1
            }
            bins[current].append((step.score, Int(step.positiveCount) + Int(step.negativeCount)))
        }
        return bins
    }

    /// The upper edge of the first `number` bins.
    static func edge(_ number: Int, of count: Int) -> Double { Double(number) / Double(count) }

    var expectedError: Double {
        let weight = bins.reduce(0) { $0 + $1.weight }
        return weight > 0 ? bins.reduce(0) { $0 + $1.error * $1.weight } / weight : 0
    }

    var maximumError: Double { bins.reduce(0) { max($0, $1.error) } }
}
