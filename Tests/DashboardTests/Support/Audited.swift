import Engine
import Fairness
import Records
import TestSupport

/// Made-up figures with everything that the Fairness screen can show: crossings, a control column, scores at every
/// threshold, five save points, a comparison with targets.
enum Audited {
    static let count = 900

    /// One made-up person.
    struct Person: Sendable {
        let group: String
        let sex: String
        let age: String
        let truth: Bool
        let score: Double
    }

    static let people: [Person] = {
        var random = Seeded(31)
        return (0..<count).map { row in
            let group = row % 60 == 0 ? "Corin" : row % 2 == 0 ? "Arden" : "Belmar"
            let sex = Int.random(in: 0..<5, using: &random) < 2 ? "Female" : "Male"
            let truth = Double.random(in: 0..<1, using: &random) < 0.35
            let lean = (truth ? 0.62 : 0.36) + (group == "Belmar" ? 0.1 : 0) - (sex == "Female" ? 0.05 : 0)
            let noise = (0..<4).reduce(0.0) { sum, _ in sum + Double.random(in: -0.16...0.16, using: &random) }
            return Person(
                group: group, sex: sex, age: Bool.random(using: &random) ? "young" : "old", truth: truth,
                score: max(0, min(1, lean + noise)))
        }
    }()

    /// The score of a person at a save point: step by step, what one group was given beyond its due goes.
    static func score(_ person: Person, at step: Int) -> Double {
        person.group == "Belmar" ? max(0, person.score - 0.02 * Double(step)) : person.score
    }

    static let truth = people.map(\.truth)

    static func predictions(at step: Int) -> [Bool] { people.map { score($0, at: step) >= 0.5 } }

    static let groupings: [Grouping] = {
        let group = Grouping(column: "group", texts: people.map(\.group))
        let sex = Grouping(column: "sex", texts: people.map(\.sex))
        return [group, sex, sex.crossed(with: group)]
    }()

    static func report(at step: Int) -> FairnessReport {
        var report = FairnessReport(
            outcomes: Outcomes(truth: truth, prediction: predictions(at: step)), groupings: groupings)
        report.curves = curves(at: step)
        report.strata = ["old", "young"].map { stratum($0, at: step) }
        return report
    }

    private static func stratum(_ age: String, at step: Int) -> FairnessReport.StratumReport {
        let rows = people.indices.filter { people[$0].age == age }
        let predictions = predictions(at: step)
        let within = FairnessReport(
            outcomes: Outcomes(truth: rows.map { truth[$0] }, prediction: rows.map { predictions[$0] }),
            groupings: [Grouping(column: "group", texts: rows.map { people[$0].group })])
        return FairnessReport.StratumReport(
            stratum: Stratum(column: "age", value: age), n: rows.count, groups: within.groups, gaps: within.gaps)
    }

    private static func curves(at step: Int) -> [ScoreCurves] {
        func curve(_ column: String, _ group: String, _ rows: [Int]) -> ScoreCurves {
            let thresholds = (0...100).map { hundredths in
                let threshold = Double(hundredths) / 100
                var counts = ConfusionCounts()
                for row in rows {
                    counts.add(truth: truth[row], prediction: score(people[row], at: step) >= threshold)
                }
                return ScoreCurves.Threshold(threshold: threshold, counts: counts)
            }
            let none = Figure("auc", value: nil, undefined: "not made here")
            return ScoreCurves(
                column: column, group: group, n: rows.count, positives: rows.count { truth[$0] }, auc: none, ece: none,
                brier: none, roc: [], bins: [], thresholds: thresholds)
        }
        let byGroup = groupings.flatMap { grouping in
            grouping.values.enumerated().map { code, value in
                curve(grouping.column, value, people.indices.filter { grouping.codes[$0] == code })
            }
        }
        return [curve("", "all", Array(people.indices))] + byGroup
    }

    static func comparison(_ before: Int, _ after: Int) -> Comparison {
        var comparison = Comparison(
            truth: truth, before: predictions(at: before), after: predictions(at: after), groupings: groupings,
            resamples: 200)
        comparison.targets = [Comparison.Target(column: "group", group: "Belmar")]
        comparison.scores = [
            ScoreChange(
                column: "", group: "all", metric: "auc", before: 0.861, after: 0.874, difference: 0.013,
                interval: Interval(lower: 0.004, upper: 0.022), isClear: true, insufficient: nil),
            ScoreChange(
                column: "", group: "all", metric: "rootMeanSquaredCalibrationError", before: 0.081, after: 0.079,
                difference: -0.002, interval: Interval(lower: -0.01, upper: 0.006), isClear: false, insufficient: nil),
        ]
        return comparison
    }

    static func savePoint(_ step: Int, of count: Int = 5) -> SavePoint {
        let predictions = predictions(at: step)
        let right = zip(truth, predictions).count { $0 == $1 }
        return SavePoint(
            digest: "\(step)a5e\(step)0" + String(repeating: "\(step)", count: 58),
            createdAt: "2026-03-0\(step + 1)T1\(step):30:00Z", records: 2700 - 40 * step, removed: step == 0 ? 0 : 40,
            accuracy: Double(right) / Double(predictions.count), auc: 0.86, report: reports[step],
            isKept: step > 2, isCurrent: step == count - 1)
    }

    private static let reports = (0..<5).map { report(at: $0) }

    /// The snapshot with these figures in place of its own.
    static func snapshot(_ base: Snapshot) -> Snapshot {
        var snapshot = base
        snapshot.evaluation?.report = reports[4]
        snapshot.evaluation?.before = reports[3]
        snapshot.evaluation?.comparison = comparison(0, 4)
        snapshot.evaluation?.records = count
        snapshot.savePoints = (0..<5).map { savePoint($0) }
        snapshot.overlay.facets["outcome"] = Overlay.Facet(
            values: ["tp", "fp", "tn", "fn"],
            masks: (0..<snapshot.counts.records).map { $0 % 3 == 0 ? 0 : 1 << UInt32($0 % 4) })
        return snapshot
    }

    /// The answer to `Command.compare` of the first save point and the fourth.
    static func compared(_ base: Snapshot) -> Snapshot {
        var answered = base
        answered.compared = Compared(before: savePoint(0), after: savePoint(3), comparison: comparison(0, 3))
        return answered
    }

    /// Predictions that were brought along: nothing is trained.
    static func yours(_ base: Snapshot) -> Snapshot {
        var yours = snapshot(base)
        yours.subject = .predictions
        yours.models = []
        yours.savePoints = []
        yours.evaluation?.before = nil
        yours.evaluation?.comparison = nil
        return yours
    }
}
