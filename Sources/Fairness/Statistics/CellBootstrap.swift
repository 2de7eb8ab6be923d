/// Resamples of the confusion cells of groups, drawn once and used for every figure about them.
///
/// A multinomial over the cells group × truth × prediction has the same distribution as drawing records with
/// replacement, for every figure that is a function of the counts (Efron & Tibshirani 1993, chapters 6 and 13). It costs
/// as much for a million records as for a thousand.
///
/// The percentile interval is meant for signed figures of stated groups. It is wrong for max − min over groups, which
/// no resample lets be smaller than chance makes it: see `PermutationTest`.
public struct CellBootstrap: Sendable {
    /// What is drawn with replacement.
    public enum Scheme: String, Codable, Sendable {
        /// All records together: group sizes vary, and a small group can vanish.
        case rows
        /// The records of every group among themselves: group sizes stay.
        case withinGroup
    }

    public let scheme: Scheme
    public let resamples: Int
    private let groupCount: Int
    /// Resample by resample, group by group: TP, FP, TN, FN.
    private let cells: [Int]

    /// Draws the resamples of groups that share no records.
    ///
    /// - Complexity: O(resamples × groups)
    public init(_ counts: [ConfusionCounts], scheme: Scheme = .withinGroup, resamples: Int = 1000, seed: UInt64 = 1) {
        self.scheme = scheme
        self.resamples = resamples
        groupCount = counts.count
        let observed = counts.flatMap { [$0.tp, $0.fp, $0.tn, $0.fn] }
        let width = scheme == .rows ? observed.count : 4
        var random = SplitMix64(seed: seed, purpose: ["cell bootstrap", scheme.rawValue])
        var drawn: [Int] = []
        drawn.reserveCapacity(resamples * observed.count)
        for _ in 0..<resamples {
            for start in stride(from: 0, to: observed.count, by: max(1, width)) {
                Multinomial.append(observed[start..<start + width], to: &drawn, using: &random)
            }
        }
        cells = drawn
    }

    /// The 95 % percentile interval of a figure of all groups' counts; nil where more than a twentieth of the resamples
    /// leave it undefined.
    ///
    /// - Complexity: O(resamples × groups)
    public func interval(of figure: ([ConfusionCounts]) -> Double?) -> Interval? {
        var counts = Array(repeating: ConfusionCounts(), count: groupCount)
        var values = (0..<resamples).map { resample in
            for group in 0..<groupCount { counts[group] = self.counts(resample, group) }
            return figure(counts) ?? .nan
        }
        return Percentiles.interval(of: &values)
    }

    /// The same of a rate of one group.
    ///
    /// - Complexity: O(resamples)
    public func interval(of metric: Metric, group: Int) -> Interval? {
        var values = (0..<resamples).map { resample in
            let (numerator, denominator) = metric.counts(counts(resample, group))
            return denominator > 0 ? Double(numerator) / Double(denominator) : .nan
        }
        return Percentiles.interval(of: &values)
    }

    private func counts(_ resample: Int, _ group: Int) -> ConfusionCounts {
        let at = (resample * groupCount + group) * 4
        return ConfusionCounts(tp: cells[at], fp: cells[at + 1], tn: cells[at + 2], fn: cells[at + 3])
    }
}

/// Draws with replacement from counted cells.
enum Multinomial {
    /// Appends as many draws as there are records, counted by cell: binomials of what is left.
    static func append(_ observed: ArraySlice<Int>, to drawn: inout [Int], using random: inout SplitMix64) {
        var records = observed.reduce(0, +)
        var mass = records
        for count in observed {
            let times =
                count == 0
                ? 0 : Binomial(trials: records, chance: Double(count) / Double(mass)).draw(using: &random)
            drawn.append(times)
            records -= times
            mass -= count
        }
    }
}
