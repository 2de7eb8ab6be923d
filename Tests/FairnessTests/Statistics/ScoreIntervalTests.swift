import Testing

@testable import Fairness

@Suite struct ScoreIntervalTests {
    /// A report with curves whose figures have values and no intervals.
    private func report(_ auc: Figure? = nil, weight: [Double]? = nil) -> FairnessReport {
        let (scores, truth) = scored(120, seed: 9)
        let outcomes = Outcomes(truth: truth, prediction: truth, score: scores, weight: weight)
        var input = AuditInput(
            outcomes: outcomes, groupings: [Grouping(column: "g", texts: (0..<120).map { $0 % 3 == 0 ? "a" : "b" })])
        input.settings.resamples = 100
        var report = FairnessReport(outcomes: outcomes, groupings: input.groupings)
        func curve(_ column: String, _ group: String) -> ScoreCurves {
            let (of, whose) = column.isEmpty ? (nil, nil) : (column, group)
            func figure(_ metric: String) -> Figure { Figure(metric, column: of, group: whose, value: 0.5) }
            return ScoreCurves(
                column: column, group: group, n: 1, positives: 1, auc: auc ?? figure("auc"),
                ece: figure("expectedCalibrationError"), brier: figure("brierScore"), roc: [], bins: [], thresholds: [])
        }
        report.curves = [curve("", "all"), curve("g", "b")]
        report.figures = [
            Figure("expectedCalibrationError", column: "g", group: "b", value: 0.5),
            Figure("expectedCalibrationError", column: "g", group: "a", value: 0.5),
        ]
        report.resampleScores(input)
        return report
    }

    @Test func `figures of scores without an interval get the bootstrap's`() throws {
        let report = report()
        let curves = try #require(report.curves)
        #expect(curves.allSatisfy { $0.auc.interval != nil && $0.ece.interval != nil && $0.brier.interval != nil })
        #expect(curves[0].auc.interval != curves[1].auc.interval)
        #expect(curves[1].ece.intervalMethod == "bootstrap, 100 resamples of rows within the group")
        #expect(report.figures?[0].interval == curves[1].ece.interval)
        #expect(report.figures?[1].interval == nil)
    }

    @Test func `an interval by a formula stays`() throws {
        let closed = Figure(
            "auc", value: 0.5, interval: Interval(lower: 0.4, upper: 0.6), intervalMethod: "DeLong")
        let curves = try #require(report(closed).curves)
        #expect(curves[0].auc == closed)
        #expect(curves[0].ece.interval != nil)
    }

    @Test func `weights count`() throws {
        let weighted = try #require(report(weight: (0..<120).map { Double($0 % 4) }).curves)
        #expect(weighted[0].auc.interval != (try #require(report().curves))[0].auc.interval)
    }
}
