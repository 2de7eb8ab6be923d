import Fairness
import Foundation
import Measuring

/// What an audit costs, step by step, beside one plain pass over the same records.
struct FairnessBenchmark {
    private let rows: Rows
    private let repeats: Int

    init(rows: Int, repeats: Int) {
        self.rows = Rows(rows)
        self.repeats = repeats
    }

    /// Prints and returns the seconds by the clock of every step, the best of all repeats.
    func run() -> [String: Double] {
        var seconds: [String: Double] = [:]
        func step(_ name: String, repeats: Int, _ body: () -> String) {
            var best: Measure?
            var result = ""
            for _ in 0..<repeats {
                let (measure, text) = Measure.of(name, body)
                if measure.wall < best?.wall ?? .infinity { best = measure }
                result = text
            }
            guard let best else { return }
            seconds[name] = best.wall
            let plain = best.wall / (seconds[Thresholds.plainPass] ?? best.wall)
            print(
                "\(name): \(String(format: "%.2f ms by the clock, %.2f of the processors, %.1f plain passes", best.wall * 1e3, best.cpu * 1e3, plain)); \(result)"
            )
        }
        let outcomes = rows.outcomes
        let six = rows.groupings[0]
        step(Thresholds.plainPass, repeats: 3 * repeats) { plainPass() }
        step("count", repeats: 3 * repeats) {
            "\(ConfusionCounts.byGroup(outcomes, six).map(\.tp)) true positives"
        }
        step("auc", repeats: repeats) { text(AreaIntervals.area(rows.score, rows.truth)) }
        step("calibration", repeats: repeats) { text(CalibrationIntervals.rootMeanSquare(rows.score, rows.truth)) }
        step("comparison", repeats: repeats) { comparison() }
        step("report", repeats: 1) {
            let report = FairnessReport(AuditInput(outcomes: outcomes, groupings: rows.groupings))
            return "\(report.gaps.count) gaps, \(report.figures?.count ?? 0) figures"
        }
        return seconds
    }

    /// Reads every truth, prediction and group once.
    private func plainPass() -> String {
        var sum = 0
        rows.truth.withUnsafeBufferPointer { truth in
            rows.prediction.withUnsafeBufferPointer { prediction in
                rows.groupings[0].codes.withUnsafeBufferPointer { codes in
                    for i in truth.indices { sum &+= codes[i] ^ (truth[i] ? 1 : 0) ^ (prediction[i] ? 2 : 0) }
                }
            }
        }
        return "\(sum)"
    }

    /// A tenth of the records, all columns, with scores.
    private func comparison() -> String {
        let some = Array(0..<rows.truth.count / 10)
        let groupings = rows.groupings.map { grouping in
            Grouping(column: grouping.column, texts: some.map { grouping.values[grouping.codes[$0]] })
        }
        let comparison = Comparison(
            truth: some.map { rows.truth[$0] }, before: some.map { rows.score[$0] > 0.66 },
            after: some.map { rows.later[$0] > 0.66 }, scoresBefore: some.map { rows.score[$0] },
            scoresAfter: some.map { rows.later[$0] }, groupings: groupings)
        return "\(some.count) records, \(comparison.rows.count) rows, \(comparison.scores?.count ?? 0) of scores"
    }

    private func text(_ interval: Interval?) -> String {
        interval.map { String(format: "[%.6f, %.6f]", $0.lower, $0.upper) } ?? "none"
    }
}
