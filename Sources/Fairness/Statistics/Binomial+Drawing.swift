import Foundation

extension Binomial {
    /// Draws a count: by inversion where fewer than ten are expected on the rarer side, else by rejection.
    ///
    /// - Complexity: O(1) expected.
    func draw(using random: inout SplitMix64) -> Int {
        guard trials > 0, chance > 0 else { return 0 }
        guard chance < 1 else { return trials }
        if chance > 0.5 { return trials - Binomial(trials: trials, chance: 1 - chance).draw(using: &random) }
        return Double(trials) * chance < 10 ? inverted(using: &random) : rejected(using: &random)
    }

    /// Inversion from 0 upwards, for expectations below ten.
    private func inverted(using random: inout SplitMix64) -> Int {
        let odds = chance / (1 - chance)
        var probability = exp(Double(trials) * log1p(-chance))
        var rest = random.uniform() - probability
        var k = 0
        while rest >= 0, k < trials, probability > 0 {
            probability *= odds * Double(trials - k) / Double(k + 1)
            k += 1
            rest -= probability
        }
        return k
    }

    /// Transformed rejection with squeeze, algorithm BTRS of Hörmann (1993), "The generation of binomial random variates",
    /// doi:10.1080/00949659308811496; for at least ten expected, and a chance of at most one half.
    private func rejected(using random: inout SplitMix64) -> Int {
        let n = Double(trials)
        let deviation = (n * chance * (1 - chance)).squareRoot()
        let b = 1.15 + 2.53 * deviation
        let a = -0.0873 + 0.0248 * b + 0.01 * chance
        let c = n * chance + 0.5
        let squeeze = 0.92 - 4.2 / b
        while true {
            let u = random.uniform() - 0.5
            var v = random.uniform()
            let us = 0.5 - abs(u)
            guard us > 0 else { continue }
            let candidate = ((2 * a / us + b) * u + c).rounded(.down)
            guard candidate >= 0, candidate <= n else { continue }
            let k = Int(candidate)
            if us >= 0.07, v <= squeeze { return k }
            let alpha = (2.83 + 5.1 / b) * deviation
            v *= alpha / (a / (us * us) + b)
            if log(v) <= logRatioToMode(k) { return k }
        }
    }

    /// ln (P(k) / P(mode)).
    private func logRatioToMode(_ k: Int) -> Double {
        let peak = mode
        return logChoose(trials, k) - logChoose(trials, peak) + Double(k - peak) * log(chance / (1 - chance))
    }
}
