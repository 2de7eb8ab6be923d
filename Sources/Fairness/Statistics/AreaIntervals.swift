import Foundation

/// Intervals of the area under the ROC curve and of its change, and the test of that.
public enum AreaIntervals {
    /// The 95 % limits of an area: those t with |area − t| = z √(c · V(t)), V Newcombe's variance and c how much DeLong's
    /// differs from it, drawn towards 1 where few records are in doubt. A perfect ranking has width: of 20 and 20, [.93, 1].
    ///
    /// Newcombe (2006), "Confidence intervals for an effect size measure based on the Mann–Whitney statistic", part 2,
    /// method 5, doi:10.1002/sim.2324; DeLong et al. (1988), doi:10.2307/2531595.
    static func limits(_ area: Double, variance: Double, positives: Int, negatives: Int) -> Limits {
        let (m, k) = (Double(positives), Double(negatives))
        let half = 0.5 / (m * k).squareRoot()
        let inside = min(1 - half, max(half, area))
        let doubt = 5 / (4 * inside * (1 - inside) * min(m, k))
        let factor = (variance / newcombe(inside, m, k) + doubt) / (1 + doubt)
        func reach(_ t: Double) -> Double { Intervals.normal * (factor * newcombe(t, m, k)).squareRoot() }
        let lower = area <= 0 ? 0 : bisected(0, area) { area - $0 > reach($0) }
        let upper = area >= 1 ? 1 : bisected(area, 1) { $0 - area <= reach($0) }
        return Limits(area, Interval(lower: lower, upper: upper))
    }

    /// The variance that two exponential distributions with this area would give.
    private static func newcombe(_ t: Double, _ m: Double, _ k: Double) -> Double {
        let n = (m + k) / 2
        return t * (1 - t) / (m * k) * (1 + (n - 1) * ((1 - t) / (2 - t) + t / (1 + t)))
    }

    /// Where a condition that holds below stops to.
    private static func bisected(_ low: Double, _ high: Double, _ holds: (Double) -> Bool) -> Double {
        var (low, high) = (low, high)
        for _ in 0..<52 {
            let middle = (low + high) / 2
            if holds(middle) { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// The 95 % interval of the area of some scores; nil of fewer than two in a class.
    ///
    /// - Precondition: the arrays are of one length.
    /// - Complexity: O(n log n)
    public static func area(_ scores: [Double], _ truth: [Bool]) -> Interval? {
        guard let placements = Placements(scores, truth),
            let variance = Placements.covariance(placements, placements, truth)
        else { return nil }
        let positives = truth.count { $0 }
        return limits(
            placements.area, variance: variance, positives: positives, negatives: truth.count - positives
        ).interval
    }

    /// The change of the area between two scores of the same records.
    struct Change {
        let before: Double
        let after: Double
        let interval: Interval
        let test: PairedTest
    }

    /// By MOVER with DeLong's correlation, and by swapping ranks; nil of fewer than two in a class.
    ///
    /// - Complexity: O(n log n + draws × n)
    static func measured(
        _ before: [Double], _ after: [Double], _ truth: [Bool], draws: Int, seed: UInt64
    ) -> Change? {
        guard let was = Placements(before, truth), let now = Placements(after, truth),
            let ofWas = Placements.covariance(was, was, truth), let ofNow = Placements.covariance(now, now, truth),
            let shared = Placements.covariance(was, now, truth)
        else { return nil }
        let positives = truth.count { $0 }
        let negatives = truth.count - positives
        let limits = [(was, ofWas), (now, ofNow)].map {
            Self.limits($0.0.area, variance: $0.1, positives: positives, negatives: negatives)
        }
        let known = min(1, max(-1, shared / (max(ofWas, 1e-12) * max(ofNow, 1e-12)).squareRoot()))
        let correlation = (ofWas <= 0 || ofNow <= 0 ? 1 : known) / (1 + 1 / Double(min(positives, negatives)))
        let isLarge = min(positives, negatives) >= 500 && truth.count >= 4000
        let test =
            isLarge
            ? normal(now.area - was.area, variance: ofWas + ofNow - 2 * shared)
            : swapped(was, now, truth, draws, seed)
        return Change(
            before: was.area, after: now.area, interval: limits[1].minus(limits[0], correlation: correlation),
            test: test)
    }

    /// The 95 % interval of the change and the p-value of its test.
    public static func change(
        _ before: [Double], _ after: [Double], _ truth: [Bool], draws: Int = 1999, seed: UInt64 = 1
    ) -> (interval: Interval, p: Double)? {
        measured(before, after, truth, draws: draws, seed: seed).map { ($0.interval, $0.test.p) }
    }

    private static func normal(_ difference: Double, variance: Double) -> PairedTest {
        let p = variance > 0 ? erfc(abs(difference) / (2 * variance).squareRoot()) : difference == 0 ? 1 : 0
        return PairedTest("DeLong, normal limit", p: p)
    }

    /// Ranks are taken within each model before they are swapped, so that models on different scales can be.
    ///
    /// Bandos, Rockette & Gur (2005), "A permutation test sensitive to differences in areas for comparing ROC curves from a
    /// paired design", doi:10.1002/sim.2149.
    private static func swapped(
        _ before: Placements, _ after: Placements, _ truth: [Bool], _ draws: Int, _ seed: UInt64
    ) -> PairedTest {
        let ranks = (before.doubledRank, after.doubledRank)
        let fixed = truth.indices.filter { ranks.0[$0] == ranks.1[$0] }
        let moved = truth.indices.filter { ranks.0[$0] != ranks.1[$0] }
        guard !moved.isEmpty else { return .swaps(exact: 1) }
        let places = 2 * truth.count + 2
        var unmoved = Array(repeating: SIMD2<Int32>.zero, count: places)
        for i in fixed { unmoved[Int(ranks.0[i])][truth[i] ? 1 : 0] += 1 }
        let start = unmoved
        /// Twice the pairs of a positive above a negative.
        @Sendable func wins(_ counts: [SIMD2<Int32>]) -> Int {
            var (below, sum) = (0, 0)
            for count in counts where count != .zero {
                sum += Int(count[1]) * (2 * below + Int(count[0]))
                below += Int(count[0])
            }
            return sum
        }
        @Sendable func difference(_ isSwapped: () -> Bool) -> Int {
            var (first, second) = (start, start)
            for i in moved {
                let label = truth[i] ? 1 : 0
                let swap = isSwapped()
                first[Int(swap ? ranks.1[i] : ranks.0[i])][label] += 1
                second[Int(swap ? ranks.0[i] : ranks.1[i])][label] += 1
            }
            return abs(wins(second) - wins(first))
        }
        let observed = difference { false }
        let extremes = Draws.extremes(draws, seed: seed) { count, random in
            (0..<count).reduce(0) { found, _ in
                difference { random.next() & 1 == 0 } >= observed ? found + 1 : found
            }
        }
        return PairedTest(drawn: draws, asExtreme: extremes)
    }
}
