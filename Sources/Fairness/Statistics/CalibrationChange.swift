/// The change of the calibration error between two scores of the same records.
public enum CalibrationChange {
    struct Change {
        let before: Double
        let after: Double
        let interval: Interval
        let test: PairedTest
    }

    /// By MOVER, with the correlation of the two squared errors over bins; and by swapping scores.
    ///
    /// The test's bins are those of the mean of both scores, which swaps leave alone: what a record's swap does to the
    /// difference of the squared errors then is a sum over records, whose signs are drawn. It also tells models of equal
    /// error apart, so it is never taken without the interval.
    ///
    /// - Complexity: O(n log n + draws × n)
    static func measured(
        _ before: [Double], _ after: [Double], _ truth: [Bool], draws: Int, seed: UInt64
    ) -> Change? {
        let (was, now) = (EqualMassBins(before, truth), EqualMassBins(after, truth))
        guard let a = CalibrationIntervals.rootMeanSquare(was), let b = CalibrationIntervals.rootMeanSquare(now) else {
            return nil
        }
        let both = Pairs(before, after, truth, was, now)
        return Change(
            before: a.value, after: b.value, interval: b.minus(a, correlation: both.correlation),
            test: SignFlips.test(both.moves, draws: draws, seed: seed))
    }

    /// The 95 % interval of the change and the p-value of its test; nil without records.
    public static func change(
        _ before: [Double], _ after: [Double], _ truth: [Bool], draws: Int = 1999, seed: UInt64 = 1
    ) -> (interval: Interval, p: Double)? {
        measured(before, after, truth, draws: draws, seed: seed).map { ($0.interval, $0.test.p) }
    }

    private struct Pairs {
        let before: [Double]
        let after: [Double]
        let truth: [Bool]
        let was: EqualMassBins
        let now: EqualMassBins

        init(_ before: [Double], _ after: [Double], _ truth: [Bool], _ was: EqualMassBins, _ now: EqualMassBins) {
            (self.before, self.after, self.truth, self.was, self.now) = (before, after, truth, was, now)
        }

        /// Of Σ E² / n over bins before and after: what both have in common over what each has.
        ///
        /// With m the mean error of a record's bin, v and κ the variances and the covariance within bins, and τ how much the
        /// two divisions into bins coincide: (4 (κ Σ m₀ m₁ − κ² τ) + 2 κ² τ) / √(d₀ d₁).
        var correlation: Double {
            let n = Double(truth.count)
            var (ofWas, ofNow, shared) = (0.0, 0.0, 0.0)
            var (squaresWas, squaresNow, products) = (0.0, 0.0, 0.0)
            var together = Array(repeating: 0.0, count: was.bins.count * now.bins.count)
            for i in truth.indices {
                let (a, b) = (was.bin(of: before[i]), now.bin(of: after[i]))
                let label = truth[i] ? 1.0 : 0
                let (meanWas, meanNow) = (was.bins[a].error / was.bins[a].count, now.bins[b].error / now.bins[b].count)
                let (restWas, restNow) = (label - before[i] - meanWas, label - after[i] - meanNow)
                ofWas += restWas * restWas
                ofNow += restNow * restNow
                shared += restWas * restNow
                squaresWas += meanWas * meanWas
                squaresNow += meanNow * meanNow
                products += meanWas * meanNow
                together[a * now.bins.count + b] += 1
            }
            let (v0, v1, k) = (ofWas / n, ofNow / n, shared / n)
            var overlap = 0.0
            for (place, count) in together.enumerated() where count > 0 {
                let (a, b) = (was.bins[place / now.bins.count], now.bins[place % now.bins.count])
                overlap += count * count / (a.count * b.count)
            }
            func own(_ v: Double, _ squares: Double, _ bins: Double) -> Double {
                max(0, 4 * (v * squares - v * v * bins)) + 2 * v * v * bins
            }
            let common = 4 * (k * products - k * k * overlap) + 2 * k * k * overlap
            let each = own(v0, squaresWas, Double(was.wanted)) * own(v1, squaresNow, Double(now.wanted))
            return each > 0 ? min(1, max(-1, common / each.squareRoot())) : 0
        }

        /// What swapping a record's scores would turn round in the difference of the squared errors over common bins.
        var moves: [Double] {
            let middle = zip(before, after).map { ($0 + $1) / 2 }
            let common = EqualMassBins(middle, truth)
            return truth.indices.map { i in
                let bin = common.bins[common.bin(of: middle[i])]
                return 2 * (before[i] - after[i]) * bin.error / bin.count
            }
        }
    }
}
