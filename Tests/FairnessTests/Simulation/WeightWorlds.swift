import Fairness
import Foundation

/// Weighted records: coverage of a rate, of the difference and of the ratio of two, as a report shows them.
enum WeightWorlds {
    static let kinds = ["equal", "1, 1, 5", "lognormal ½", "lognormal 1"]
    static let links = [0.0, 0.6, -0.6]

    private static func weight(_ kind: String, _ dice: inout Dice) -> Double {
        switch kind {
        case "1, 1, 5": dice.uniform() < 1.0 / 3 ? 5 : 1
        case "lognormal ½": exp(0.5 * dice.normal())
        case "lognormal 1": exp(dice.normal())
        default: 1
        }
    }

    /// Records of weights and outcomes whose weighted rate is p: their logit is a + link · ln(weight).
    private struct Source {
        let kind: String
        let link: Double
        let level: Double

        init(_ kind: String, _ link: Double, rate: Double) {
            self.kind = kind
            self.link = link
            var dice = Dice(1, kind)
            let weights = (0..<40_000).map { _ in WeightWorlds.weight(kind, &dice) }
            let all = weights.reduce(0, +)
            var (low, high) = (-12.0, 12.0)
            for _ in 0..<40 {
                let middle = (low + high) / 2
                let share = weights.reduce(0) { $0 + $1 / (1 + exp(-(middle + link * log($1)))) } / all
                if share < rate { low = middle } else { high = middle }
            }
            level = (low + high) / 2
        }

        func draw(_ dice: inout Dice) -> (weight: Double, isSelected: Bool) {
            let weight = WeightWorlds.weight(kind, &dice)
            return (weight, dice.uniform() < 1 / (1 + exp(-(level + link * log(weight)))))
        }
    }

    static func coverage(_ n: Int, dataSets: Int) -> [Finding] {
        kinds.flatMap { kind in
            links.flatMap { link in
                [0.1, 0.3, 0.5, 0.9].flatMap { rate -> [Finding] in
                    let other = min(0.95, rate + 0.1)
                    let sources = [Source(kind, link, rate: rate), Source(kind, link, rate: other)]
                    let truth = "\(kind), link \(link), \(rate)"
                    var single = Finding(figure: "weighted rate", n: n, truth: truth)
                    var gap = Finding(figure: "weighted rates' difference", n: n, truth: truth)
                    var ratio = Finding(figure: "weighted rates' ratio", n: n, truth: truth)
                    var dice = Dice(n, truth)
                    for _ in 0..<dataSets {
                        let records = sources.map { source in (0..<n).map { _ in source.draw(&dice) } }
                        let all = records[0] + records[1]
                        let outcomes = Outcomes(
                            truth: all.map { _ in true }, prediction: all.map(\.isSelected), weight: all.map(\.weight))
                        let group = Grouping(
                            column: "g", texts: all.indices.map { $0 < n ? "a" : "b" })
                        let report = FairnessReport(
                            outcomes: outcomes, groupings: [group], reference: ["g": "b"], permutations: 19)
                        if let interval = report.groups[0].metrics["selectionRate"]?.interval {
                            single.add(interval.lower, interval.upper, holds: rate)
                        }
                        for found in report.gaps where found.kind == .pair {
                            guard let interval = found.interval else { continue }
                            if found.metric == "demographicParityDifference" {
                                gap.add(interval.lower, interval.upper, holds: rate - other)
                            } else if found.metric == "demographicParityRatio" {
                                ratio.add(interval.lower, interval.upper, holds: rate / other)
                            }
                        }
                    }
                    return [single, gap, ratio]
                }
            }
        }
    }
}
