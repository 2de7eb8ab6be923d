internal import Dispatch

/// Resamples of weighted records: their cells are sums of weights, which no multinomial over the cells describes, so
/// the records themselves are drawn.
///
/// Each resample draws as many records as there are, and has a generator of its own: the result is the same on any
/// number of cores.
public struct RowBootstrap: Sendable {
    /// Sums of weights in the four cells of truth against prediction.
    public struct Cells: Hashable, Sendable {
        public var tp = 0.0
        public var fp = 0.0
        public var tn = 0.0
        public var fn = 0.0

        public var sum: Double { tp + fp + tn + fn }

        /// The weight in any of the cells.
        public func weight(in cells: Fairness.Cells) -> Double {
            (cells.contains(.truePositives) ? tp : 0) + (cells.contains(.falsePositives) ? fp : 0)
                + (cells.contains(.trueNegatives) ? tn : 0) + (cells.contains(.falseNegatives) ? fn : 0)
        }

        /// A rate; nil where its denominator has no weight.
        public func rate(_ metric: Metric) -> Double? {
            let denominator = weight(in: metric.denominator)
            return denominator > 0
                ? weight(in: metric.numerator.intersection(metric.denominator)) / denominator : nil
        }
    }

    public let resamples: Int
    private let groupCount: Int
    private let cells: [Cells]

    /// Draws the resamples.
    ///
    /// - Parameter scheme: within groups, those records of each are drawn among themselves; records of no known group
    ///   are left out. Of rows, they are drawn but counted nowhere.
    /// - Precondition: the grouping is of the same records; weights finite and not negative.
    /// - Complexity: O(resamples × n)
    public init(
        _ outcomes: Outcomes, _ grouping: Grouping, scheme: CellBootstrap.Scheme = .withinGroup,
        resamples: Int = 1000, seed: UInt64 = 1
    ) {
        precondition(grouping.count == outcomes.count, "a group for every outcome")
        self.resamples = resamples
        groupCount = grouping.values.count
        let width = groupCount
        let strata = Self.strata(outcomes, grouping, scheme)
        let purpose = ["row bootstrap", scheme.rawValue, grouping.column]
        var first = SplitMix64(seed: seed, purpose: purpose)
        let seeds = (0..<resamples).map { _ in first.next() }
        var all = Array(repeating: Cells(), count: resamples * groupCount)
        all.withUnsafeMutableBufferPointer { buffer in
            let places = Places(base: buffer)
            DispatchQueue.concurrentPerform(iterations: width == 0 ? 0 : resamples) { resample in
                var random = SplitMix64(seed: seeds[resample])
                let sums = Self.drawn(strata, width, using: &random)
                for group in 0..<width { places.base[resample * width + group] = sums[group] }
            }
        }
        cells = all
    }

    /// The 95 % percentile interval of a figure of all groups' cells; nil where more than a twentieth of the resamples
    /// leave it undefined.
    public func interval(of figure: ([Cells]) -> Double?) -> Interval? {
        var values = (0..<resamples).map { resample in
            figure(Array(cells[resample * groupCount..<(resample + 1) * groupCount])) ?? .nan
        }
        return Percentiles.interval(of: &values)
    }

    /// Kish's effective number of records: (Σw)² / Σw²; 0 without weight.
    ///
    /// Kish (1965), "Survey Sampling", chapter 11.
    public static func effectiveN(_ weights: some Sequence<Double>) -> Double {
        let (sum, squares) = weights.reduce((0.0, 0.0)) { ($0.0 + $1, $0.1 + $1 * $1) }
        return squares > 0 ? sum * sum / squares : 0
    }

    /// A record: its group × 4 + cell, and its weight; a group of −1 is counted nowhere.
    private struct Row: Sendable {
        var place: Int32
        var weight: Double
    }

    private static func strata(
        _ outcomes: Outcomes, _ grouping: Grouping, _ scheme: CellBootstrap.Scheme
    ) -> [[Row]] {
        var strata = Array(repeating: [Row](), count: scheme == .rows ? 1 : grouping.values.count)
        for (i, code) in grouping.codes.enumerated() where scheme == .rows || code >= 0 {
            let cell = outcomes.truth[i] ? (outcomes.prediction[i] ? 0 : 3) : (outcomes.prediction[i] ? 1 : 2)
            let row = Row(place: code < 0 ? -1 : Int32(code * 4 + cell), weight: outcomes.weight?[i] ?? 1)
            strata[scheme == .rows ? 0 : code].append(row)
        }
        return strata
    }

    private static func drawn(_ strata: [[Row]], _ groupCount: Int, using random: inout SplitMix64) -> [Cells] {
        var sums = Array(repeating: 0.0, count: groupCount * 4)
        for rows in strata {
            let n = UInt64(rows.count)
            for _ in rows.indices {
                let row = rows[Int(random.next().multipliedFullWidth(by: n).high)]
                if row.place >= 0 { sums[Int(row.place)] += row.weight }
            }
        }
        return (0..<groupCount).map {
            Cells(tp: sums[$0 * 4], fp: sums[$0 * 4 + 1], tn: sums[$0 * 4 + 2], fn: sums[$0 * 4 + 3])
        }
    }

    /// `@unchecked Sendable`: every place is written by one thread only, and read when all of them are done.
    private struct Places: @unchecked Sendable {
        let base: UnsafeMutableBufferPointer<Cells>
    }
}
