import Fairness

/// Paired predictions of several groups, compared as the program does: coverage of every change that is shown, and how
/// often one is called clear where there is none.
enum GroupWorlds {
    struct World: Sendable {
        let name: String
        /// Whether swapping the two predictions of a record changes no probability.
        let isNull: Bool
        let groups: [[Double]]
    }

    /// - Parameter count: how many groups.
    static func worlds(_ count: Int) -> [World] {
        func between(_ low: Double, _ high: Double) -> [Double] {
            (0..<count).map { count == 1 ? low : low + (high - low) * Double($0) / Double(count - 1) }
        }
        func cells(_ found: Double, _ accused: Double, lost: (Double, Double), gained: (Double, Double)) -> [Double] {
            CellWorlds.World(base: 0.5, found: found, accused: accused, lost: lost, gained: gained).cells
        }
        func even(_ share: Double) -> (Double, Double) { (share, share) }
        func spread(_ name: String, _ lows: (Double, Double), _ share: Double) -> World {
            World(
                name: name, isNull: true,
                groups: between(lows.0, lows.1).map {
                    cells($0 + 0.2, $0, lost: even(share), gained: even(share))
                })
        }
        return [
            spread("equal rates, 5 % each way", (0.3, 0.3), 0.05),
            spread("equal rates, 15 % each way", (0.3, 0.3), 0.15),
            spread("rates apart, 5 % each way", (0.2, 0.4), 0.05),
            spread("rates apart, 1 % each way", (0.2, 0.4), 0.01),
            World(
                name: "everybody gains", isNull: false,
                groups: between(0.3, 0.5).map { cells($0 + 0.1, $0, lost: even(0.02), gained: even(0.12)) }),
            World(
                name: "the range halves", isNull: false,
                groups: between(0.3, 0.5).map { p in
                    cells(
                        p + 0.1, p, lost: even(0.03 + max(0, (p - 0.4) / 2)),
                        gained: even(0.03 + max(0, (0.4 - p) / 2)))
                }),
        ]
    }

    /// One data set: records of every group and their two predictions.
    struct Data {
        var truth: [Bool] = []
        var before: [Bool] = []
        var after: [Bool] = []
        var group: [String] = []

        init(_ world: World, n: Int, _ dice: inout Dice) {
            for (number, shares) in world.groups.enumerated() {
                let counts = dice.cells(n, shares)
                for (cell, count) in counts.enumerated() {
                    for _ in 0..<count {
                        truth.append(cell & 4 != 0)
                        before.append(cell & 2 != 0)
                        after.append(cell & 1 != 0)
                        group.append("\(number)")
                    }
                }
            }
        }
    }

    /// Coverage and levels over some data sets with `n` records a group.
    static func compared(
        _ world: World, n: Int, dataSets: Int
    ) -> (findings: [Finding], levels: [Level]) {
        var gathered = Gathered(world: world, n: n)
        var dice = Dice(n * 100 + world.groups.count, world.name)
        for trial in 0..<dataSets {
            let data = Data(world, n: n, &dice)
            let comparison = Comparison(
                truth: data.truth, before: data.before, after: data.after,
                groupings: [Grouping(column: "g", texts: data.group)], resamples: 400, seed: UInt64(trial))
            for gap in comparison.gaps { gathered.add(gap) }
        }
        return (gathered.findings, gathered.levels)
    }

    /// What was found so far. Written without closures on optionals: inlined, they crash the optimiser of Swift 6.3.1
    /// ("ownership error").
    private struct Gathered {
        let world: World
        let n: Int
        var findings: [Finding] = []
        var levels: [Level] = []

        private var truth: String { "\(world.groups.count) groups, \(world.name)" }

        @inline(never) mutating func add(_ gap: Comparison.GapRow) {
            guard gap.pair.count == 2, let high = Int(gap.pair[0]), let low = Int(gap.pair[1]) else { return }
            guard let metric = try? GapMetric.named(gap.metric) else { return }
            let kind = GroupWorlds.kind(metric)
            guard let part = metric.parts.first(where: { $0.id == gap.part }) else { return }
            let change = GroupWorlds.change(metric.rule, part, world.groups[high], world.groups[low])
            if let interval = gap.interval, let change { add("gap change, \(kind)", interval, holds: change) }
            guard world.isNull, gap.insufficient == nil, let p = gap.p else { return }
            let isBeside = Self.excludesZero(gap.interval)
            add("gap change, \(kind)", p, isBeside)
            guard let range = gap.range else { return }
            guard let test = range.test else { return }
            add("gap over all groups, \(kind)", max(p, test.p), isBeside)
        }

        @inline(never) private static func excludesZero(_ interval: Interval?) -> Bool {
            guard let interval else { return false }
            return interval.excludesZero
        }

        @inline(never) private mutating func add(_ figure: String, _ interval: Interval, holds change: Double) {
            var place = 0
            while place < findings.count, findings[place].figure != figure { place += 1 }
            if place == findings.count { findings.append(Finding(figure: figure, n: n, truth: truth)) }
            findings[place].add(interval.lower, interval.upper, holds: change)
        }

        @inline(never) private mutating func add(_ figure: String, _ p: Double, _ isBeside: Bool) {
            var place = 0
            while place < levels.count, levels[place].figure != figure { place += 1 }
            if place == levels.count { levels.append(Level(figure: figure, n: n, truth: truth)) }
            levels[place].add(p <= 0.05, isBeside)
        }
    }

    /// How a gap's interval is made.
    private static func kind(_ metric: GapMetric) -> String {
        switch metric.rule {
        case .ratio: return "ratio"
        case .worst: return "worse of two rates"
        default:
            let stays = [
                "selectionRate", "truePositiveRate", "falsePositiveRate", "falseNegativeRate", "accuracy", "errorRate",
            ]
            return stays.contains(metric.parts[0].id) ? "rate" : "predictive value"
        }
    }

    /// The true change of a pair's gap in one rate.
    private static func change(
        _ rule: GapMetric.Rule, _ part: Metric, _ high: [Double], _ low: [Double]
    ) -> Double? {
        func gap(_ bit: Int) -> Double? {
            let (a, b) = (rate(part, high, bit), rate(part, low, bit))
            guard rule == .ratio else { return a - b }
            return a > 0 ? b / a : nil
        }
        guard let before = gap(2), let after = gap(1) else { return nil }
        return after - before
    }

    private static func rate(_ metric: Metric, _ cells: [Double], _ bit: Int) -> Double {
        func sum(_ of: Cells) -> Double {
            cells.indices.reduce(0) {
                of.holds(truth: $1 & 4 != 0, prediction: $1 & bit != 0) ? $0 + cells[$1] : $0
            }
        }
        return sum(metric.numerator.intersection(metric.denominator)) / sum(metric.denominator)
    }
}
