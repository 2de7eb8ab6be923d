@testable import Fairness

/// Scores that are a little higher for positives; `levels` makes ties.
func scored(_ n: Int, seed: UInt64, lift: Double = 0.3, levels: Double? = nil) -> (scores: [Double], truth: [Bool]) {
    var random = SplitMix64(seed: seed)
    let truth = (0..<n).map { _ in random.uniform() < 0.4 }
    let scores = truth.map { isPositive in
        let score = min(1, random.uniform() * 0.7 + (isPositive ? lift : 0))
        return levels.map { (score * $0).rounded() / $0 } ?? score
    }
    return (scores, truth)
}
