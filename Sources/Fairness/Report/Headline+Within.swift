extension Headline.Finding {
    /// The difference of the same two groups within a control group: the group that is ahead over all records less the
    /// other, so that its sign tells whether the order is the same.
    public struct Within: Codable, Hashable, Sendable {
        public let stratum: Stratum
        public let high: Side
        public let low: Side
        public let difference: Double
        /// Records of the two groups together, in the rate's denominator.
        public var records: Int { high.records + low.records }
    }

    /// What a control column makes of the gap: how many of its groups turn it round, and the mean over them by records.
    public struct Control: Hashable, Sendable {
        public let column: String
        public let parts: [Within]
        public let reversed: Int
        public let mean: Double
        /// Whether the groups change places once like is compared with like: Simpson's paradox.
        public let isReversed: Bool
    }

    /// One a control column, in the report's order.
    public var controls: [Control] {
        var columns: [String] = []
        for part in within where !columns.contains(part.stratum.column) { columns.append(part.stratum.column) }
        let pair = largest ?? widest
        return columns.map { column in
            let parts = within.filter { $0.stratum.column == column }
            let records = Double(parts.reduce(0) { $0 + $1.records })
            let mean = parts.reduce(0) { $0 + Double($1.records) * $1.difference } / max(1, records)
            let reversed = parts.count { $0.difference < 0 }
            let isAhead = (pair?.difference ?? 0) > 0
            return Control(
                column: column, parts: parts, reversed: reversed, mean: mean,
                isReversed: isAhead && (mean < 0 || reversed * 2 > parts.count))
        }
    }
}

extension Rates {
    /// The pair within every control group that has both.
    func within(_ pair: Finding.Pair) -> [Finding.Within] {
        guard let rate = Metric.all.first(where: { $0.id == pair.rate }) else { return [] }
        return (report.strata ?? []).compactMap { stratum in
            let own = stratum.groups.filter { $0.column == column }
            let (high, low) = (
                Self.side(rate, pair.high.group, own), Self.side(rate, pair.low.group, own)
            )
            guard let a = high.rate, let b = low.rate else { return nil }
            return Finding.Within(stratum: stratum.stratum, high: high, low: low, difference: a - b)
        }
    }
}
