import Foundation

/// The benefits b = 1 + ŷ − y of some records: 2 for a false positive, 1 for what is right, 0 for a false negative.
struct Benefits {
    private let ofTwo: Double
    private let ofOne: Double
    private let ofNone: Double

    /// - Parameter turned: whether the other label is the positive one, so that misses and false alarms change places.
    init(_ tally: Tally, turned: Bool = false) {
        ofTwo = tally.mass(turned ? .falseNegatives : .falsePositives)
        ofOne = tally.mass(.right)
        ofNone = tally.mass(turned ? .falsePositives : .falseNegatives)
    }

    /// How many records, or what they weigh.
    var mass: Double { ofTwo + ofOne + ofNone }
    /// Nil of no records.
    var mean: Double? { mass > 0 ? (2 * ofTwo + ofOne) / mass : nil }

    private var spread: [(benefit: Double, mass: Double)] { [(2, ofTwo), (1, ofOne), (0, ofNone)] }

    /// The generalised entropy index over records; nil where it is undefined.
    func entropy(alpha: Int) -> Double? { Self.entropy(spread, alpha) }

    /// The generalised entropy index where every record has its group's mean; nil where it is undefined.
    static func between(_ groups: [Benefits], alpha: Int) -> Double? {
        entropy(groups.compactMap { group in group.mean.map { ($0, group.mass) } }, alpha)
    }

    /// Why the index has no value.
    func undefinedReason(alpha: Int) -> String {
        guard let mean else { return "no records" }
        return mean > 0 ? "the logarithm of a benefit of 0" : "no record has a benefit"
    }

    /// 1 / (n α (α − 1)) Σ ((b / μ)^α − 1); Σ (b / μ) ln (b / μ) / n for α = 1, −Σ ln (b / μ) / n for α = 0.
    private static func entropy(_ benefits: [(benefit: Double, mass: Double)], _ alpha: Int) -> Double? {
        let present = benefits.filter { $0.mass > 0 }
        let mass = present.reduce(0) { $0 + $1.mass }
        let total = present.reduce(0) { $0 + $1.benefit * $1.mass }
        guard mass > 0, total > 0, alpha != 0 || present.allSatisfy({ $0.benefit > 0 }) else { return nil }
        let sum = present.reduce(0) { sum, entry in
            let ratio = entry.benefit * mass / total
            switch alpha {
            case 0: return sum - entry.mass * log(ratio)
            case 1: return ratio > 0 ? sum + entry.mass * ratio * log(ratio) : sum
            default: return sum + entry.mass * (pow(ratio, Double(alpha)) - 1) / Double(alpha * (alpha - 1))
            }
        }
        return max(0, sum / mass)
    }

    static let definition = "b = 1 + ŷ − y: 2 for a false positive, 1 for what is right, 0 for a false negative"
    static let source =
        "Speicher et al. (2018), doi:10.1145/3219819.3220046, after Shorrocks (1980), doi:10.2307/1913126."
}
