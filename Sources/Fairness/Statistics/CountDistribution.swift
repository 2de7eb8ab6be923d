import Foundation

/// A unimodal distribution on a range of counts, known by its mode and by the ratio of neighbouring probabilities.
protocol CountDistribution {
    var range: ClosedRange<Int> { get }
    var mode: Int { get }
    /// The logarithm of the mode's probability.
    var logModeProbability: Double { get }
    /// P(k + 1) / P(k), for k and k + 1 in the range.
    func step(from k: Int) -> Double
    /// Draws a count.
    func draw(using random: inout SplitMix64) -> Int
}

extension CountDistribution {
    /// Draws a count by inversion outwards from the mode.
    ///
    /// - Complexity: O(standard deviation) on average.
    func draw(using random: inout SplitMix64) -> Int {
        let peak = exp(logModeProbability)
        var rest = random.uniform() - peak
        var (low, high) = (mode, mode)
        var (pLow, pHigh) = (peak, peak)
        while rest >= 0, (low > range.lowerBound && pLow > 0) || (high < range.upperBound && pHigh > 0) {
            if high < range.upperBound {
                pHigh *= step(from: high)
                high += 1
                rest -= pHigh
                if rest < 0 { return high }
            }
            if low > range.lowerBound {
                low -= 1
                pLow /= step(from: low)
                rest -= pLow
                if rest < 0 { return low }
            }
        }
        return mode  // the uniform number fell within the first step, or into the last rounding error
    }

    /// Every count whose probability is not negligible (below 10⁻¹⁸ of the mode's), ascending; the probabilities sum
    /// to 1 and come from ratios alone.
    var probabilities: [(count: Int, probability: Double)] { probabilities(downTo: 1e-18) }

    /// Every count whose probability is at least `least` of the mode's.
    func probabilities(downTo least: Double) -> [(count: Int, probability: Double)] {
        var below: [(count: Int, probability: Double)] = []
        var above: [(count: Int, probability: Double)] = [(mode, 1)]
        var (k, p) = (mode, 1.0)
        while k > range.lowerBound, p > least {
            k -= 1
            p /= step(from: k)
            below.append((k, p))
        }
        (k, p) = (mode, 1.0)
        while k < range.upperBound, p > least {
            p *= step(from: k)
            k += 1
            above.append((k, p))
        }
        let all = below.reversed() + above
        let sum = all.reduce(0) { $0 + $1.probability }
        return all.map { ($0.count, $0.probability / sum) }
    }
}

/// Successes in independent trials.
struct Binomial: CountDistribution {
    let trials: Int
    let chance: Double

    var range: ClosedRange<Int> { chance <= 0 ? 0...0 : chance >= 1 ? trials...trials : 0...trials }
    var mode: Int { min(max(Int(Double(trials + 1) * chance), range.lowerBound), range.upperBound) }
    var logModeProbability: Double {
        guard range.count > 1 else { return 0 }
        return logChoose(trials, mode) + Double(mode) * log(chance) + Double(trials - mode) * log1p(-chance)
    }
    func step(from k: Int) -> Double { Double(trials - k) / Double(k + 1) * (chance / (1 - chance)) }
}

/// Successes among draws without replacement.
struct Hypergeometric: CountDistribution {
    let population: Int
    let successes: Int
    let draws: Int

    var range: ClosedRange<Int> { max(0, draws + successes - population)...min(draws, successes) }
    var mode: Int {
        let peak = Int(Double(draws + 1) * Double(successes + 1) / Double(population + 2))
        return min(max(peak, range.lowerBound), range.upperBound)
    }
    var logModeProbability: Double {
        logChoose(successes, mode) + logChoose(population - successes, draws - mode) - logChoose(population, draws)
    }
    func step(from k: Int) -> Double {
        Double(successes - k) / Double(k + 1)
            * (Double(draws - k) / Double(population - successes - draws + k + 1))
    }
}

/// ln(n choose k).
func logChoose(_ n: Int, _ k: Int) -> Double { logFactorial(n) - logFactorial(k) - logFactorial(n - k) }

/// ln n!: a table below 32, above it Stirling's series with an error below 10⁻¹³.
private func logFactorial(_ n: Int) -> Double {
    if n < 32 { return smallLogFactorials[n] }
    let x = Double(n)
    return (x + 0.5) * log(x) - x + 0.918938533204672742 + (1 - (1 / 30 - 1 / (105 * x * x)) / (x * x)) / (12 * x)
}

private let smallLogFactorials: [Double] = (0..<32).reduce(into: []) { table, n in
    table.append(n == 0 ? 0 : table[n - 1] + log(Double(n)))
}
