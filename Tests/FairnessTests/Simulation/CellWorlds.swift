import Fairness

/// Paired predictions of one group: coverage of the changes of rates, predictive values, F1 and balanced accuracy.
enum CellWorlds {
    /// Probabilities of the eight cells truth × before × after.
    struct World: Sendable {
        let name: String
        let cells: [Double]

        /// - Parameters:
        ///   - base: the share of positives; `found` and `accused`, TPR and FPR before.
        ///   - lost: of positives, then of negatives, who lose a positive prediction; `gained` likewise.
        init(base: Double, found: Double, accused: Double, lost: (Double, Double), gained: (Double, Double)) {
            let (l1, g1) = (min(lost.0, found), min(gained.0, 1 - found))
            let (l0, g0) = (min(lost.1, accused), min(gained.1, 1 - accused))
            name = "base \(base), TPR \(found), FPR \(accused), lost \(lost), gained \(gained)"
            cells =
                [1 - accused - g0, g0, l0, accused - l0].map { $0 * (1 - base) }
                + [1 - found - g1, g1, l1, found - l1].map { $0 * base }
        }

        /// A figure's value in the whole population, after − before.
        func change(_ value: (_ cells: [Double], _ bit: Int) -> Double) -> Double { value(cells, 1) - value(cells, 2) }
    }

    static let worlds: [World] = [
        (0.3, 0.6, 0.2), (0.5, 0.8, 0.3), (0.5, 0.7, 0.05), (0.2, 0.5, 0.1), (0.5, 0.95, 0.5),
    ]
    .flatMap { base, found, accused in
        let changes: [((Double, Double), (Double, Double))] = [
            ((0.01, 0.01), (0.01, 0.01)), ((0.03, 0.03), (0.03, 0.03)), ((0.05, 0.05), (0.05, 0.05)),
            ((0.1, 0.02), (0.05, 0.05)), ((0, 0.05), (0.04, 0)), ((0, 0), (0.05, 0.05)), ((0.2, 0.05), (0.03, 0.03)),
        ]
        return changes.map { World(base: base, found: found, accused: accused, lost: $0.0, gained: $0.1) }
    }

    private static func sum(_ cells: [Double], _ holds: (Int) -> Bool) -> Double {
        cells.indices.reduce(0) { holds($1) ? $0 + cells[$1] : $0 }
    }

    static func predictiveValue(_ cells: [Double], _ bit: Int) -> Double {
        sum(cells) { $0 & bit != 0 && $0 & 4 != 0 } / sum(cells) { $0 & bit != 0 }
    }

    static func f1(_ cells: [Double], _ bit: Int) -> Double {
        let hits = sum(cells) { $0 & bit != 0 && $0 & 4 != 0 }
        return 2 * hits / (hits + sum(cells) { $0 & bit != 0 || $0 & 4 != 0 })
    }

    static func rate(_ cells: [Double], _ bit: Int, truth: Bool) -> Double {
        sum(cells) { ($0 & 4 != 0) == truth && $0 & bit != 0 } / sum(cells) { ($0 & 4 != 0) == truth }
    }

    static func balancedAccuracy(_ cells: [Double], _ bit: Int) -> Double {
        (rate(cells, bit, truth: true) + 1 - rate(cells, bit, truth: false)) / 2
    }

    /// The changes of a rate with a denominator of `n`: before p, lost b, gained c.
    static let rates: [(p: Double, lost: Double, gained: Double)] = [0.05, 0.1, 0.3, 0.5, 0.7, 0.9].flatMap { p in
        [
            (0.002, 0.002), (0.01, 0.01), (0.02, 0.02), (0.05, 0.05), (0.1, 0.1), (0, 0.01), (0, 0.03), (0, 0.05),
            (0, 0.1), (0.01, 0.05), (0.05, 0.01), (0.05, 0.15), (0.15, 0.05), (0.1, 0.3), (0.25, 0.05),
        ].filter { $0.0 <= p && $0.1 <= 1 - p }.map { (p, $0.0, $0.1) }
    }

    /// Coverage of the change of a rate.
    static func rateChange(_ n: Int, dataSets: Int) -> [Finding] {
        rates.map { p, lost, gained in
            var finding = Finding(figure: "rate change", n: n, truth: "\(p), lost \(lost), gained \(gained)")
            finding.changes = Double(n) * (lost + gained)
            var dice = Dice(n, finding.truth)
            for _ in 0..<dataSets {
                let drawn = dice.cells(n, [lost, gained, 1 - lost - gained])
                let interval = PairedRate.bonettPrice(
                    gained: Double(drawn[1]), lost: Double(drawn[0]), of: Double(n))
                finding.add(interval.lower, interval.upper, holds: gained - lost)
            }
            return finding
        }
    }

    /// Coverage of the changes of a predictive value, F1 and balanced accuracy; `n` are the records expected in the
    /// denominator, and intervals count where it has at least 20 (or what is shown would be none).
    static func shareChanges(_ n: Int, dataSets: Int) -> [Finding] {
        worlds.flatMap { world -> [Finding] in
            typealias Case = (
                name: String, share: Double, truth: Double, denominator: (EightCells) -> Double,
                interval: (EightCells) -> Interval?
            )
            let c = world.cells
            let predicted = [1, 2].map { bit in sum(c) { $0 & bit != 0 } }.min() ?? 0
            let touched = [1, 2].map { bit in sum(c) { $0 & bit != 0 || $0 & 4 != 0 } }.min() ?? 0
            let base = sum(c) { $0 & 4 != 0 }
            func least(_ cells: EightCells, _ holds: (Int, Int) -> Bool) -> Double {
                [1, 2].map { bit in (0..<8).reduce(0.0) { holds($1, bit) ? $0 + cells[$1] : $0 } }.min() ?? 0
            }
            let cases: [Case] = [
                (
                    "predictive value change", predicted, world.change(predictiveValue),
                    { least($0) { $0 & $1 != 0 } }, { PairedShare.interval(.positivePredictiveValue, $0) }
                ),
                (
                    "F1 change", touched, world.change(f1), { least($0) { $0 & $1 != 0 || $0 & 4 != 0 } },
                    { PairedShare.f1($0) }
                ),
                (
                    "balanced accuracy change", min(base, 1 - base), world.change(balancedAccuracy),
                    { cells in min(least(cells) { cell, _ in cell & 4 != 0 }, least(cells) { cell, _ in cell & 4 == 0 })
                    },
                    { PairedShare.balancedAccuracy($0) }
                ),
            ]
            return cases.map { item in
                let records = Int((Double(n) / item.share).rounded())
                var finding = Finding(figure: item.name, n: n, truth: world.name)
                finding.changes = Double(records) * (c[1] + c[2] + c[5] + c[6])
                var dice = Dice(n, item.name + world.name)
                for _ in 0..<dataSets {
                    var cells = EightCells.zero
                    for (place, count) in dice.cells(records, c).enumerated() { cells[place] = Double(count) }
                    guard item.denominator(cells) >= 20, let interval = item.interval(cells) else { continue }
                    finding.add(interval.lower, interval.upper, holds: item.truth)
                }
                return finding
            }
        }
    }

    /// Coverage of what stands beside one rate, two rates and their ratio: Wilson, Newcombe, MOVER-R.
    static func single(_ n: Int, dataSets: Int) -> [Finding] {
        [0.05, 0.1, 0.3, 0.5, 0.8].flatMap { p -> [Finding] in
            [0.5, 0.8, 1, 1.25].filter { $0 * p < 1 }.flatMap { factor -> [Finding] in
                let q = factor * p
                let truth = "rates \(q) and \(p)"
                var rate = Finding(figure: "one rate", n: n, truth: truth)
                var difference = Finding(figure: "two rates' difference", n: n, truth: truth)
                var ratio = Finding(figure: "two rates' ratio", n: n, truth: truth)
                var dice = Dice(n, truth)
                for _ in 0..<dataSets {
                    let (a, b) = (dice.cells(n, [q, 1 - q])[0], dice.cells(n, [p, 1 - p])[0])
                    if let interval = Intervals.wilson(successes: b, of: n) {
                        rate.add(interval.lower, interval.upper, holds: p)
                    }
                    if let interval = Intervals.newcombe((a, n), minus: (b, n)) {
                        difference.add(interval.lower, interval.upper, holds: q - p)
                    }
                    if let interval = Intervals.ratio((a, n), over: (b, n)) {
                        ratio.add(interval.lower, interval.upper, holds: factor)
                    }
                }
                return [rate, difference, ratio]
            }
        }
    }
}
