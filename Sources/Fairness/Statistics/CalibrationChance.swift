/// What chance makes of calibration errors when every score is right: each record positive with its score's probability.
///
/// Bröcker & Smith (2007), "Increasing the reliability of reliability diagrams", doi:10.1175/WAF993.1.
struct CalibrationChance: Sendable {
    /// The records of one bin, as scores with how many have them.
    typealias Bin = [(score: Double, records: Int)]

    /// Bins with more expected variance than this are drawn as normal sums, to which theirs come near.
    private static let normalFrom = 100.0

    /// How the sum of truth − score of a bin falls.
    private enum Sum: Sendable {
        case normal(deviation: Double)
        case counted(PoissonBinomial, expected: Double)
    }

    /// Of every bin, were the scores right.
    private let variances: [Double]
    private let sums: [Sum]

    /// - Complexity: O(records × deviations of a bin)
    init(_ bins: [Bin]) {
        let variances = bins.map { bin in bin.reduce(0) { $0 + Double($1.records) * $1.score * (1 - $1.score) } }
        self.variances = variances
        sums = zip(bins, variances).map { bin, variance in
            if variance >= Self.normalFrom { return .normal(deviation: variance.squareRoot()) }
            return .counted(
                PoissonBinomial(bin), expected: bin.reduce(0) { $0 + Double($1.records) * $1.score })
        }
    }

    /// The mean of a plug-in error over draws, where scores are right.
    func mean(draws: Int, seed: UInt64, _ error: ([Double]) -> Double) -> Double {
        var random = SplitMix64(seed: seed, purpose: ["calibration by chance"])
        return (0..<draws).reduce(0) { sum, _ in sum + error(drawn(&random)) } / Double(max(1, draws))
    }

    /// The sums of truth − score of every bin, drawn.
    private func drawn(_ random: inout SplitMix64) -> [Double] {
        sums.map { sum in
            switch sum {
            case .normal(let deviation): deviation * random.normal()
            case .counted(let hits, let expected): Double(hits.draw(using: &random)) - expected
            }
        }
    }

    /// Whether scores are off by more than chance: Hosmer and Lemeshow's statistic Σ E² / V against its draws; nil where no
    /// bin has a variance.
    ///
    /// Hosmer & Lemeshow (1980), "Goodness of fit tests for the multiple logistic regression model",
    /// doi:10.1080/03610928008827941.
    func test(errors: [Double], draws: Int, seed: UInt64) -> PairedTest? {
        guard variances.contains(where: { $0 > 1e-12 }) else { return nil }
        func statistic(_ errors: [Double]) -> Double {
            zip(errors, variances).reduce(0) {
                $1.1 > 1e-12 ? $0 + $1.0 * $1.0 / $1.1 : $0 + ($1.0.magnitude > 1e-9 ? .infinity : 0)
            }
        }
        let observed = statistic(errors) * (1 - 1e-12)
        var random = SplitMix64(seed: seed, purpose: ["calibration test"])
        let extremes = (0..<draws).count { _ in statistic(drawn(&random)) >= observed }
        return PairedTest(
            "Hosmer–Lemeshow, \(draws) drawn", p: Double(1 + extremes) / Double(1 + draws))
    }
}
