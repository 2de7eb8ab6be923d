internal import Dispatch

/// The bootstrap of figures about scores: records are drawn with replacement, all as often as there are, and counted at
/// their places in the order of the scores, which is sorted once.
///
/// Efron (1979), "Bootstrap methods: another look at the jackknife", doi:10.1214/aos/1176344552. Rows of one group
/// drawn among themselves keep the group's size: the stratified bootstrap. Every resample has a generator of its own,
/// so the result is the same on any number of cores.
public enum ScoreBootstrap {
    /// 95 % of the area under the ROC curve; nil with one class, or with so few of one that resamples lose it.
    ///
    /// - Precondition: the arrays are of one length, scores in [0, 1].
    /// - Complexity: O(n log n + resamples × n)
    public static func aucInterval(scores: [Double], truth: [Bool], resamples: Int, seed: UInt64) -> Interval? {
        let rows = ScoreRows(scores: scores, truth: truth, bins: 1)
        guard rows.positives > 0, rows.positives < rows.count else { return nil }
        var values = drawn(rows.count, resamples: resamples, seed: seed) { rows.auc(counts: $0) }
        return Percentiles.interval(of: &values)
    }

    /// 95 % of AUC, of the expected calibration error over bins of equal width, and of the Brier score, each nil where
    /// it is undefined.
    ///
    /// The calibration error of a resample is biased upwards (noise of every bin counts as error), so its interval
    /// tends to lie above the value for well calibrated scores.
    ///
    /// - Precondition: the arrays are of one length, scores in [0, 1], weights finite and not negative.
    /// - Complexity: O(n log n + resamples × n)
    public static func intervals(
        scores: [Double], truth: [Bool], weights: [Double]? = nil, bins: Int, resamples: Int, seed: UInt64
    ) -> (auc: Interval?, ece: Interval?, brier: Interval?) {
        let rows = ScoreRows(scores: scores, truth: truth, weights: weights, bins: bins)
        return intervals(of: drawn(rows.count, resamples: resamples, seed: seed) { rows.figures(counts: $0) })
    }

    /// 95 % of the expected calibration error alone, in time that hardly grows with the number of records.
    ///
    /// - Precondition: the arrays are of one length, scores in [0, 1].
    /// - Complexity: O(n log n + resamples × records in bins of fewer than 10,000)
    public static func calibrationInterval(
        scores: [Double], truth: [Bool], bins: Int, resamples: Int, seed: UInt64
    ) -> Interval? {
        CalibrationBootstrap(ScoreRows(scores: scores, truth: truth, bins: bins))
            .interval(resamples: resamples, seed: seed)
    }

    /// The same of the changes from one score of the same records to another: both are measured on the same resamples.
    static func intervals(
        before: ScoreRows, after: ScoreRows, resamples: Int, seed: UInt64
    ) -> (auc: Interval?, ece: Interval?, brier: Interval?) {
        precondition(before.count == after.count, "the same records")
        // Where each record, in the order of its score after, stands in the order of the scores before.
        var rank = before.places
        for (i, place) in before.places.enumerated() { rank[Int(place)] = Int32(i) }
        let from = after.places.map { rank[Int($0)] }
        return intervals(
            of: drawn(before.count, resamples: resamples, seed: seed) { counts in
                let moved = [UInt8](unsafeUninitializedCapacity: from.count) { moved, initialized in
                    from.withUnsafeBufferPointer { from in
                        for i in 0..<from.count { moved[i] = counts[Int(from[i])] }
                    }
                    initialized = from.count
                }
                return moved.withUnsafeBufferPointer { after.figures(counts: $0) } - before.figures(counts: counts)
            })
    }

    private static func intervals(
        of figures: [ScoreSummary]
    ) -> (auc: Interval?, ece: Interval?, brier: Interval?) {
        func interval(_ figure: (ScoreSummary) -> Double) -> Interval? {
            var values = figures.map(figure)
            return Percentiles.interval(of: &values)
        }
        return (interval(\.auc), interval(\.ece), interval(\.brier))
    }

    /// What `measure` says of every resample of `n` records, in order.
    ///
    /// A count is a byte: that a record is drawn more than 255 times has a probability below 10⁻⁵⁰⁰.
    private static func drawn<Result: Sendable>(
        _ n: Int, resamples: Int, seed: UInt64, _ measure: @Sendable (UnsafeBufferPointer<UInt8>) -> Result
    ) -> [Result] {
        guard n > 0, resamples > 0 else { return [] }
        var first = SplitMix64(seed: seed, purpose: ["score bootstrap"])
        let seeds = (0..<resamples).map { _ in first.next() }
        let chunk = 16
        let chunks = (resamples + chunk - 1) / chunk
        var results = Array<Result?>(repeating: nil, count: resamples)
        results.withUnsafeMutableBufferPointer { buffer in
            let places = Places(base: buffer)
            DispatchQueue.concurrentPerform(iterations: chunks) { index in
                withUnsafeTemporaryAllocation(of: UInt8.self, capacity: n) { counts in
                    for resample in (index * chunk)..<min(resamples, (index + 1) * chunk) {
                        count(into: counts, seed: seeds[resample])
                        places.base[resample] = measure(UnsafeBufferPointer(counts))
                    }
                }
            }
        }
        return results.compactMap(\.self)
    }

    /// Draws as many places as there are, each uniformly (Lemire 2019, "Fast random integer generation in an interval",
    /// doi:10.1145/3230636, without its rejection: a bias of at most n / 2⁶⁴).
    private static func count(into counts: UnsafeMutableBufferPointer<UInt8>, seed: UInt64) {
        counts.update(repeating: 0)
        var random = SplitMix64(seed: seed)
        let n = UInt64(counts.count)
        for _ in 0..<counts.count { counts[Int(random.next().multipliedFullWidth(by: n).high)] &+= 1 }
    }

    /// `@unchecked Sendable`: every place is written by one thread only, and read when all of them are done.
    private struct Places<Result>: @unchecked Sendable {
        let base: UnsafeMutableBufferPointer<Result?>
    }
}
