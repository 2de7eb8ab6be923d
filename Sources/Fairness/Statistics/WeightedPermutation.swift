/// Whether a gap between groups of weighted records is more than chance makes: outcomes and weights are dealt out anew
/// together, among each part's own denominator, and the statistic is studentised.
///
/// Dealing outcomes alone rejects true nulls where weights go with outcomes; dealing pairs and comparing rates in their
/// standard errors holds the level (at most .08 for .05 in simulations, .105 at 25 records a group). The variance of a
/// group's rate is linearised and drawn towards the pooled one by two records.
struct WeightedPermutation {
    /// The records of one part's denominator: outcome and weight, group by group.
    private struct Part {
        var weights: [Double]
        var outcomes: [Bool]
        /// The end of each group's records.
        let ends: [Int]

        init(_ rate: Metric, _ outcomes: Outcomes, _ codes: [Int], _ kept: [Int]) {
            var place = Array(repeating: -1, count: (kept.max() ?? 0) + 1)
            for (index, code) in kept.enumerated() { place[code] = index }
            var members: [[(Double, Bool)]] = Array(repeating: [], count: kept.count)
            for row in codes.indices where codes[row] >= 0 && codes[row] < place.count && place[codes[row]] >= 0 {
                let (truth, prediction) = (outcomes.truth[row], outcomes.prediction[row])
                guard rate.denominator.holds(truth: truth, prediction: prediction) else { continue }
                var isIn = rate.numerator.holds(truth: truth, prediction: prediction)
                if rate.denominator == .all, let right = outcomes.right?[row] {
                    if rate.numerator == .right { isIn = right }
                    if rate.numerator == .wrong { isIn = !right }
                }
                members[place[codes[row]]].append((outcomes.weight?[row] ?? 1, isIn))
            }
            ends = members.reduce(into: []) { $0.append(($0.last ?? 0) + $1.count) }
            let all = members.flatMap(\.self)
            weights = all.map(\.0)
            self.outcomes = all.map(\.1)
        }

        mutating func shuffle(using random: inout SplitMix64) {
            for index in stride(from: weights.count - 1, to: 0, by: -1) {
                let other = Int(random.next() % UInt64(index + 1))
                weights.swapAt(index, other)
                outcomes.swapAt(index, other)
            }
        }

        /// Every group's rate, and its variance; nil where a group has no weight.
        func rates() -> (rates: [Double], variances: [Double])? {
            var (rates, variances): ([Double], [Double]) = ([], [])
            var (whole, part) = (0.0, 0.0)
            for index in weights.indices {
                whole += weights[index]
                if outcomes[index] { part += weights[index] }
            }
            guard whole > 0 else { return nil }
            let pooled = part / whole
            var start = 0
            for end in ends {
                var (sum, sumIn, squares, squaresIn) = (0.0, 0.0, 0.0, 0.0)
                for index in start..<end {
                    let weight = weights[index]
                    sum += weight
                    squares += weight * weight
                    if outcomes[index] {
                        sumIn += weight
                        squaresIn += weight * weight
                    }
                }
                start = end
                guard sum > 0 else { return nil }
                let rate = sumIn / sum
                let spread = squaresIn * (1 - rate) * (1 - rate) + (squares - squaresIn) * rate * rate
                let effective = sum * sum / squares
                let linear = spread / (sum * sum)
                rates.append(rate)
                variances.append((linear * effective + 2 * pooled * (1 - pooled) / effective) / (effective + 2) + 1e-12)
            }
            return (rates, variances)
        }
    }

    private var parts: [Part]
    private let metric: GapMetric

    /// - Parameter kept: the groups that are compared, as codes of the grouping.
    init(_ metric: GapMetric, _ outcomes: Outcomes, _ codes: [Int], kept: [Int]) {
        self.metric = metric
        parts = metric.parts.map { Part($0, outcomes, codes, kept) }
    }

    /// The studentised gap and the gap itself; nil where a rate is undefined.
    private func gap() -> (statistic: Double, gap: Double)? {
        let measured = parts.map { $0.rates() }
        let known = measured.compactMap(\.self)
        guard known.count == parts.count, let value = metric.spread(known.map { $0.rates.map { $0 } })?.value
        else { return nil }
        func largest(_ rates: [Double], _ variances: [Double]) -> Double {
            var largest = 0.0
            for a in rates.indices {
                for b in rates.indices.dropFirst(a + 1) {
                    largest = max(largest, abs(rates[a] - rates[b]) / (variances[a] + variances[b]).squareRoot())
                }
            }
            return largest
        }
        let count = Double(known.count)
        switch metric.rule {
        case .difference, .ratio, .worst:
            return (known.map { largest($0.rates, $0.variances) }.max() ?? 0, value)
        case .mean:
            return (known.reduce(0) { $0 + largest($1.rates, $1.variances) } / count, value)
        case .balance:
            let groups = known[0].rates.indices
            let means = groups.map { group in known.reduce(0) { $0 + $1.rates[group] } / count }
            let variances = groups.map { group in known.reduce(0) { $0 + $1.variances[group] } / (count * count) }
            return (largest(means, variances), value)
        }
    }

    /// How many permutations are drawn: as many as asked for where records are few, and no fewer than 199.
    static func draws(_ wanted: Int, records: Int) -> Int { min(wanted, max(199, 5_000_000 / max(1, records))) }

    /// - Complexity: O(permutations × records × parts)
    mutating func test(permutations: Int, seed: UInt64) -> PermutationTest? {
        guard let observed = gap() else { return nil }
        var random = SplitMix64(seed: seed)
        var (extreme, sum, counted) = (0, 0.0, 0)
        let draws = Self.draws(permutations, records: parts.map(\.weights.count).max() ?? 0)
        for _ in 0..<draws {
            for index in parts.indices { parts[index].shuffle(using: &random) }
            // A deal that leaves a group without weight says nothing against the observed gap.
            guard let gap = gap() else {
                extreme += 1
                continue
            }
            if gap.statistic >= observed.statistic - 1e-12 { extreme += 1 }
            sum += gap.gap
            counted += 1
        }
        return PermutationTest(
            kind: "drawn", p: Double(1 + extreme) / Double(1 + draws),
            byChance: counted > 0 ? sum / Double(counted) : observed.gap, permutations: draws)
    }
}
