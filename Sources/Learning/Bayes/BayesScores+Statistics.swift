import Records

extension BayesScores {
    /// Rebuilds the parameters from the whole numbers: the same numbers give the same bits.
    ///
    /// - Throws: `Refusal` where no feature varies, so that a normal distribution has no width.
    /// - Complexity: O(columns × classes).
    init(_ statistics: BayesStatistics, smoothing: Double, positive: Int) throws {
        event = statistics.event
        classes = statistics.classes
        self.positive = positive
        let total = Elementary.log(Double(statistics.records.reduce(0, +)))
        base = statistics.records.map { DoubleDouble(Elementary.log(Double($0)) - total) }
        first = Array(repeating: 0, count: statistics.sums.count)
        second = Array(repeating: 0, count: statistics.squares.count)
        switch event {
        case .multinomial: buildMultinomial(statistics, smoothing)
        case .bernoulli: buildBernoulli(statistics, smoothing)
        case .gaussian: try buildGaussian(statistics, smoothing)
        }
    }

    /// θ = (N_cj + α) / (N_c + α·d), d the number of features that occur.
    private mutating func buildMultinomial(_ statistics: BayesStatistics, _ alpha: Double) {
        let unit = statistics.fixed.unit
        var totals = Array(repeating: Int128(0), count: classes)
        for i in statistics.sums.indices { totals[i % classes] += statistics.sums[i] }
        let features = Double(statistics.holders.count { $0 > 0 })
        let logTotals = totals.map { Elementary.log(Double(rounding: $0) / unit + alpha * features) }
        for column in statistics.holders.indices where statistics.holders[column] > 0 {
            for c in 0..<classes {
                let index = column * classes + c
                first[index] = Elementary.log(Double(rounding: statistics.sums[index]) / unit + alpha) - logTotals[c]
            }
        }
    }

    /// p = (N_cj + α) / (N_c + 2α).
    private mutating func buildBernoulli(_ statistics: BayesStatistics, _ alpha: Double) {
        let logTotals = statistics.records.map { Elementary.log(Double($0) + 2 * alpha) }
        for column in statistics.holders.indices where statistics.holders[column] > 0 {
            for c in 0..<classes {
                let index = column * classes + c
                let with = Int(statistics.sums[index])
                let absent = Elementary.log(Double(statistics.records[c] - with) + alpha) - logTotals[c]
                base[c] += absent
                first[index] = Elementary.log(Double(with) + alpha) - logTotals[c] - absent
            }
        }
    }

    /// σ² = the variance of the class + `share` × the largest variance of a feature over all records.
    private mutating func buildGaussian(_ statistics: BayesStatistics, _ share: Double) throws {
        let unit = statistics.fixed.unit
        let all = statistics.records.reduce(0, +)
        let occurring = statistics.holders.indices.filter { statistics.holders[$0] > 0 }
        let widest = occurring.reduce(0.0) { widest, column in
            let range = column * classes..<(column + 1) * classes
            let sum = statistics.sums[range].reduce(0, &+)
            return max(widest, Self.variance(all, sum: sum, squares: statistics.squares[range].reduce(0, &+)))
        }
        guard widest > 0 else {
            throw Refusal(
                .badData, "No feature varies among the \(all) records to learn from.",
                next: "Choose features that differ between records, or use the event 'bernoulli'.")
        }
        let floor = share * (widest / unit / unit)
        for column in occurring {
            for c in 0..<classes {
                let index = column * classes + c
                let records = statistics.records[c]
                let sum = statistics.sums[index]
                let variance =
                    Self.variance(records, sum: sum, squares: statistics.squares[index]) / unit / unit + floor
                let mean = Double(rounding: sum) / Double(records) / unit
                first[index] = mean
                second[index] = 0.5 / variance
                base[c] -= 0.5 * Elementary.log(2 * .pi * variance)
                base[c] -= mean * mean * second[index]
            }
        }
    }

    /// Σ(q − mean)² / n of whole numbers q, to two roundings, however close they lie together.
    ///
    /// With Σq = n·m + r, it is Σ(q−m)² − r²/n, whose whole part is computed exactly.
    static func variance(_ n: Int, sum: Int128, squares: Int128) -> Double {
        let count = Int128(n)
        var (m, r) = sum.quotientAndRemainder(dividingBy: count)
        if r < 0 {
            m -= 1
            r += count
        }
        // Wraps on the way; the result is at most Σq² + n.
        let around = squares &- 2 &* m &* sum &+ count &* m &* m
        let (whole, rest) = (r * r).quotientAndRemainder(dividingBy: count)
        let deviation = around - whole
        // n·(deviation − rest/n) is whole; beyond 2⁹⁴ the fraction is far below the last bit.
        if deviation < Int128(1) << 94 {
            return Double(rounding: deviation * count - rest) / Double(n) / Double(n)
        }
        return Double(rounding: deviation) / Double(n)
    }
}
