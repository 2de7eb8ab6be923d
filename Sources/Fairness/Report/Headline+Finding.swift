extension Headline {
    /// One gap of one column, with what it is made of: the two groups that are the farthest apart among those with enough
    /// records, the two largest ones, those that are left out, and what becomes of it within control groups.
    public struct Finding: Codable, Hashable, Sendable {
        /// A group with the rate that the gap is of.
        public struct Side: Codable, Hashable, Sendable {
            public let group: String
            /// In the rate's own denominator.
            public let records: Int
            public let rate: Double?
            public let interval: Interval?
        }

        /// The higher of two groups less the lower.
        public struct Pair: Codable, Hashable, Sendable {
            /// The id of the rate that the difference is of.
            public let rate: String
            public let high: Side
            public let low: Side
            public let difference: Double
            public let interval: Interval?
        }

        /// A group with too few records.
        public struct Absent: Codable, Hashable, Sendable {
            public let side: Side
            public let reason: String
        }

        public let column: String
        /// The id of a `GapMetric`.
        public let metric: String
        /// The id of the rate that makes the gap.
        public let rate: String
        /// The farthest apart; nil where fewer than two groups have enough records.
        public let widest: Pair?
        /// The two largest groups with enough records, where they are not the farthest apart.
        public let largest: Pair?
        public let leftOut: [Absent]
        /// Where fewer than two groups have enough records: the one that has.
        public let alone: [Side]
        /// The test of the gap, in view of all that were made; nil where there is none.
        public let adjusted: AdjustedP?
        public let byChance: Double?
        /// The same two groups within each control group.
        public let within: [Within]

        /// Whether it is more than chance makes; nil where there is no test.
        public var isBeyondChance: Bool? { adjusted.map { $0.p < 0.05 } }

        /// Nil of a gap that is no difference of rates, and of one without any rate.
        init?(_ gap: Gap, in report: FairnessReport) {
            guard let definition = GapMetric.all.first(where: { $0.id == gap.metric }) else { return nil }
            let groups = report.groups.filter { $0.column == gap.column && $0.stratum == nil }
            guard groups.count > 1 else { return nil }
            let short = Set(gap.leftOut.map(\.group))
            let rates = Rates(report: report, column: gap.column, groups: groups)
            let part = rates.part(of: definition, gap) ?? definition.parts[0]
            let sound = gap.sufficient
            let apart = sound.flatMap {
                $0.highest == $0.lowest
                    ? rates.equal(part, without: short)
                    : rates.pair(part, $0.highest, $0.lowest, interval: $0.interval)
            }
            let two = rates.largest(without: short)
            let isSame = apart.map { pair in Set([pair.high.group, pair.low.group]) == Set(two) } ?? true
            // Of several rates the one that these two differ most in.
            let main =
                isSame
                ? nil
                : definition.parts.compactMap { rates.pair($0, two) }.reduce(nil as Pair?) { best, next in
                    best.map { next.difference > $0.difference ? next : $0 } ?? next
                }
            (widest, largest) = (apart, main)
            leftOut = gap.leftOut.map { Absent(side: rates.side(part, $0.group), reason: $0.reason) }
            alone = apart == nil ? groups.map(\.value).filter { !short.contains($0) }.map { rates.side(part, $0) } : []
            (column, metric, rate) = (gap.column, gap.metric, part.id)
            adjusted = apart == nil ? nil : gap.adjusted
            byChance = gap.byChance
            within = apart.map { rates.within(main ?? $0) } ?? []
        }
    }
}

/// The rates of a column's groups, as findings need them.
struct Rates {
    let report: FairnessReport
    let column: String
    let groups: [GroupReport]

    typealias Finding = Headline.Finding

    func side(_ rate: Metric, _ group: String) -> Finding.Side { Self.side(rate, group, groups) }

    static func side(_ rate: Metric, _ group: String, _ groups: [GroupReport]) -> Finding.Side {
        let value = groups.first { $0.value == group }?.metrics[rate.id]
        return Finding.Side(
            group: group, records: value?.denominator ?? 0, rate: value?.value, interval: value?.interval)
    }

    /// The rate that makes the gap: the one whose rates are as far apart as the gap is wide.
    func part(of metric: GapMetric, _ gap: Gap) -> Metric? {
        guard let value = gap.sufficient?.value, let high = gap.highest, let low = gap.lowest else { return nil }
        return metric.parts.min { distance($0, high, low, value) < distance($1, high, low, value) }
    }

    private func distance(_ rate: Metric, _ high: String, _ low: String, _ value: Double) -> Double {
        guard let a = side(rate, high).rate, let b = side(rate, low).rate else { return .infinity }
        return abs(a - b - value)
    }

    /// The two groups with the most records, the larger first; a named reference is one of them.
    func largest(without short: Set<String>) -> [String] {
        let wanted = report.settings?.references[column]
        let sound = groups.filter { !short.contains($0.value) }
        let order = sound.indices.sorted {
            (sound[$0].value == wanted ? 0 : 1, -sound[$0].n, $0) < (
                sound[$1].value == wanted ? 0 : 1, -sound[$1].n, $1
            )
        }
        return order.prefix(2).map { sound[$0].value }
    }

    /// Two groups, the higher first, with the interval that the report has of them.
    func pair(_ rate: Metric, _ two: [String]) -> Finding.Pair? {
        guard two.count == 2, let a = side(rate, two[0]).rate, let b = side(rate, two[1]).rate else { return nil }
        let (high, low) = a >= b ? (two[0], two[1]) : (two[1], two[0])
        let difference = GapMetric.all.first { $0.rule == .difference && $0.parts.map(\.id) == [rate.id] }
        let known = report.gaps.first {
            $0.metric == difference?.id && $0.column == column && $0.kind == .pair && Set($0.groups) == Set(two)
        }
        let interval = known?.interval.map {
            known?.groups.first == high ? $0 : Interval(lower: -$0.upper, upper: -$0.lower)
        }
        return pair(rate, high, low, interval: interval)
    }

    func pair(_ rate: Metric, _ high: String, _ low: String, interval: Interval?) -> Finding.Pair? {
        let (a, b) = (side(rate, high), side(rate, low))
        guard let higher = a.rate, let lower = b.rate else { return nil }
        return Finding.Pair(rate: rate.id, high: a, low: b, difference: higher - lower, interval: interval)
    }

    /// Of groups that are all equal: the two largest.
    func equal(_ rate: Metric, without short: Set<String>) -> Finding.Pair? {
        pair(rate, largest(without: short))
    }
}
