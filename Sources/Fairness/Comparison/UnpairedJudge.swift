extension Comparison.GapRow.Judge {
    /// Judges the change of a gap between independent records, from their counts.
    init(unpaired metric: GapMetric, _ counts: PairedCounts, seed: UInt64) {
        self.init { pair in
            let single = metric.following(part: pair.part)
            let sides = [counts.before, counts.after].map { ($0[pair.highest], $0[pair.lowest]) }
            return .init(
                interval: Self.interval(single, sides), method: "MOVER of Wilson",
                test: Self.contrast(single.parts[0], sides).map { p in
                    PairedTest("contrast, normal limit", p: p)
                })
        } range: { sound in
            Self.range(metric, sound.map { counts.before[$0] }, sound.map { counts.after[$0] }, seed: seed)
        }
    }

    private typealias Sides = [(high: ConfusionCounts, low: ConfusionCounts)]

    /// MOVER of the two gaps, each of two independent rates.
    private static func interval(_ metric: GapMetric, _ sides: Sides) -> Interval? {
        let rate = metric.parts[0]
        func gap(_ side: (high: ConfusionCounts, low: ConfusionCounts)) -> Limits? {
            guard let high = Intervals.limits(share(rate, side.high)), let low = Intervals.limits(share(rate, side.low))
            else { return nil }
            guard metric.rule == .ratio else { return Limits(high.value - low.value, high.minus(low)) }
            return low.over(high).map { Limits(low.value / high.value, $0) }
        }
        return gap(sides[0]).flatMap { before in gap(sides[1])?.minus(before) }
    }

    private static func share(_ rate: Metric, _ counts: ConfusionCounts) -> (successes: Int, total: Int) {
        let (numerator, denominator) = rate.counts(counts)
        return (numerator, denominator)
    }

    /// The p-value of the change of one rate's difference between four independent shares.
    private static func contrast(_ rate: Metric, _ sides: Sides) -> Double? {
        let terms = [(1.0, sides[1].high), (-1, sides[1].low), (-1, sides[0].high), (1, sides[0].low)].map {
            let (successes, total) = share(rate, $0.1)
            return (weight: $0.0, successes: successes, total: total)
        }
        return RateTests.contrastZ(terms).map(RateTests.twoSided)
    }

    /// Whether the range over all groups changed: every group's records before and after are dealt out anew.
    private static func range(
        _ metric: GapMetric, _ before: [ConfusionCounts], _ after: [ConfusionCounts], seed: UInt64
    ) -> PairedTest? {
        func change(_ before: [[Double?]], _ after: [[Double?]]) -> Double? {
            guard let was = metric.spread(before)?.value, let now = metric.spread(after)?.value else { return nil }
            return now - was
        }
        guard let observed = change(metric.rates(before), metric.rates(after)).map(abs) else { return nil }
        var random = SplitMix64(seed: seed, purpose: ["range"])
        let draws = 1999
        let shares = metric.parts.map { part in zip(before, after).map { (part.counts($0), part.counts($1)) } }
        let extremes = (0..<draws).count { _ in
            var (was, now): ([[Double?]], [[Double?]]) = ([], [])
            for row in shares {
                let dealt = row.map { before, after in
                    Hypergeometric(
                        population: before.denominator + after.denominator,
                        successes: before.numerator + after.numerator, draws: before.denominator
                    ).draw(using: &random)
                }
                was.append(zip(row, dealt).map { $0.0.denominator > 0 ? Double($1) / Double($0.0.denominator) : nil })
                now.append(
                    zip(row, dealt).map { share, dealt in
                        let rest = share.0.numerator + share.1.numerator - dealt
                        return share.1.denominator > 0 ? Double(rest) / Double(share.1.denominator) : nil
                    })
            }
            return change(was, now).map { abs($0) >= observed - 1e-9 } ?? true
        }
        return PairedTest("dealt out anew, 1,999 drawn", p: Double(1 + extremes) / Double(1 + draws))
    }
}
