/// What chance makes of calibration errors when every score is right: each record positive with its score's probability.
///
/// Bröcker & Smith (2007), "Increasing the reliability of reliability diagrams", doi:10.1175/WAF993.1.
struct CalibrationChance: Sendable {
    /// The records of one bin, as scores with how many have them.
    typealias Bin = [(score: Double, records: Int)]

    /// Bins with more expected variance than this are drawn as normal sums, to which theirs come near.
    private static let normalFrom = 100.0
    private let bins: [Bin]

    init(_ bins: [Bin]) { self.bins = bins }

    /// The mean of a plug-in error over draws, where scores are right.
    func mean(draws: Int, seed: UInt64, _ error: ([Double]) -> Double) -> Double {
        var random = SplitMix64(seed: seed, purpose: ["calibration by chance"])
        return (0..<draws).reduce(0) { sum, _ in sum + error(drawn(&random)) } / Double(max(1, draws))
    }

    /// The sums of truth − score of every bin, drawn.
    private func drawn(_ random: inout SplitMix64) -> [Double] {
        bins.map { bin in
            let variance = bin.reduce(0) { $0 + Double($1.records) * $1.score * (1 - $1.score) }
            if variance >= Self.normalFrom { return variance.squareRoot() * random.normal() }
            return bin.reduce(0) { sum, step in
                let hits = Binomial(trials: step.records, chance: step.score).draw(using: &random)
                return sum + Double(hits) - Double(step.records) * step.score
            }
        }
    }

    /// Whether scores are off by more than chance: Hosmer and Lemeshow's statistic Σ E² / V against its draws; nil where no
    /// bin has a variance.
    ///
    /// Hosmer & Lemeshow (1980), "Goodness of fit tests for the multiple logistic regression model",
    /// doi:10.1080/03610928008827941.
    func test(errors: [Double], draws: Int, seed: UInt64) -> PairedTest? {
        let variances = bins.map { bin in
            bin.reduce(0) { $0 + Double($1.records) * $1.score * (1 - $1.score) }
        }
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
