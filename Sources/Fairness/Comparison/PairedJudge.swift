extension Comparison.GapRow.Judge {
    /// Judges the change of a gap of paired records.
    init(_ metric: GapMetric, _ cells: [EightCells], resamples: Int, draws: Int, seed: UInt64) {
        self.init { pair in
            let (single, high, low) = (metric.following(part: pair.part), cells[pair.highest], cells[pair.lowest])
            let test = Self.test(single.parts[0], high, low, draws, seed)
            if single.rule == .difference {
                let (interval, method) = Self.difference(single.parts[0], high, low)
                return .init(interval: interval, method: method, test: test)
            }
            return .init(
                interval: Dirichlet.interval([high, low], draws: resamples, seed: seed) {
                    single.followedChange($0[0], $0[1])
                }, method: "Dirichlet draws", test: test)
        } range: { sound in
            SwapTests.test(sound.map { cells[$0] }, draws: draws, seed: seed) { metric.rangeChange($0) }
        }
    }

    /// The interval of the change of a difference of one rate: MOVER of the changes of both groups.
    private static func difference(
        _ rate: Metric, _ high: EightCells, _ low: EightCells
    ) -> (Interval?, String) {
        if let a = high.flips(rate), let b = low.flips(rate), a.total > 0, b.total > 0 {
            let limits = [a, b].map {
                PairedRate.agrestiMin(gained: Double($0.gained), lost: Double($0.lost), of: Double($0.total))
            }
            return (limits[0].minus(limits[1]), "MOVER of Agresti–Min")
        }
        guard let a = PairedShare.limits(rate, high), let b = PairedShare.limits(rate, low) else { return (nil, "") }
        return (a.minus(b), "MOVER of Wilson")
    }

    /// The test of the change of a difference of one rate, exact where its denominator stays.
    private static func test(
        _ rate: Metric, _ high: EightCells, _ low: EightCells, _ draws: Int, _ seed: UInt64
    ) -> PairedTest? {
        if let a = high.flips(rate), let b = low.flips(rate) {
            return a.total > 0 && b.total > 0 ? .swaps(exact: McNemar.exact(a, minus: b)) : nil
        }
        return SwapTests.test([high, low], draws: draws, seed: seed) { groups in
            groups[0].change(rate).flatMap { high in groups[1].change(rate).map { high - $0 } }
        }
    }
}
