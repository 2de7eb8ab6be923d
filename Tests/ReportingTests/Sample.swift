import Engine
import Fairness
import TestSupport

@testable import Reporting

/// An invented audit with everything that a report can hold.
struct Sample {
    /// A name that means something in every format that it could break out of.
    static let hostile = "<script>alert(1)</script>\u{202E}|`*_[x](http://evil.example/) =cmd '\"&amp;"

    var groups = ["Avar", "Brig", "Corva"]
    var sexes = ["woman", "man"]
    var scored = true

    private struct Person {
        let race: Int
        let sex: Int
        let truth: Bool
        let before: Double
        let after: Double
    }

    private func people(_ count: Int = 900) -> [Person] {
        var random = Seeded(11)
        return (0..<count).map { _ in
            let draw = random.fraction()
            let race = draw < 0.6 ? 0 : draw < 0.985 ? 1 : 2
            let sex = random.fraction() < 0.45 ? 0 : 1
            let truth = random.fraction() < (race == 0 ? 0.5 : 0.42)
            let merit = (truth ? 0.62 : 0.38) + (random.fraction() - 0.5) * 0.7
            let before = merit + (race == 0 ? 0.1 : -0.1)
            let after = merit + (race == 0 ? 0.02 : 0) - (sex == 0 ? 0.06 : 0)
            return Person(
                race: race, sex: sex, truth: truth, before: min(1, max(0, before)), after: min(1, max(0, after)))
        }
    }

    /// The usual one, made once.
    static let standard = Sample().content()

    func content() -> ReportContent {
        let people = people()
        let groupings = [
            Grouping(column: "race", texts: people.enumerated().map { $0 % 50 == 7 ? nil : groups[$1.race] }),
            Grouping(column: "sex", texts: people.map { sexes[$0.sex] }),
        ]
        func outcomes(_ score: (Person) -> Double) -> Outcomes {
            Outcomes(
                truth: people.map(\.truth), prediction: people.map { score($0) >= 0.5 },
                score: scored ? people.map(score) : nil)
        }
        let (before, after) = (outcomes(\.before), outcomes(\.after))
        var report = FairnessReport(AuditInput(outcomes: after, groupings: groupings))
        let earlier = FairnessReport(AuditInput(outcomes: before, groupings: groupings))
        if scored { report.curves = Self.curves(after, groupings) }
        var comparison = Comparison(
            truth: before.truth, before: before.prediction, after: after.prediction, groupings: groupings,
            resamples: 200)
        comparison.targets = [.init(column: "race", group: groups[1])]
        var content = ReportContent(
            signature: Signature(
                auditor: "Ada", tool: "lethe 0.1.0", toolDigest: String(repeating: "7f", count: 32),
                writtenAt: "2026-03-01T09:30:00.000Z"),
            system: "Branch loans", purpose: "To decide on loans under 20,000.",
            data: DataFacts(
                source: "loans.csv", digest: String(repeating: "ab", count: 32), records: 4000,
                preprocessing: ["Read as delimited, encoding utf8, compression none."],
                exclusions: [.init(3000, "learned from"), .init(100, "without a known target")],
                audited: "held out from training"),
            report: report, before: earlier, comparison: comparison)
        content.model = ModelFacts(
            digest: String(repeating: "3c", count: 32), family: "logistic", createdAt: "2026-02-27T16:00:00.000Z",
            records: 2960, guarantee: "within-bound, ‖w − w*‖₂ ≤ 1.2e-9", isApproximate: true,
            parent: String(repeating: "1d", count: 32))
        (content.beforeName, content.afterName) = ("the model 1d1d1d1d1d1d", "the model 3c3c3c3c3c3c")
        (content.accuracy, content.auc) = (report.overall.metrics["accuracy"]?.value, 0.801)
        content.trend = [("1d", earlier, 3000, 0), ("2e", earlier, 2980, 20), ("3c", report, 2960, 20)].map {
            TrendPoint(
                digest: String(repeating: $0.0, count: 32), createdAt: "2026-02-2\($0.3 / 20 + 5)T16:00:00.000Z",
                records: $0.2, removed: $0.3, accuracy: $0.1.overall.metrics["accuracy"]?.value, auc: nil,
                isCurrent: $0.0 == "3c", report: $0.1)
        }
        content.removals = [Self.removal]
        content.incidents = [
            Incident(
                .failure, event: 12, at: "2026-02-26T10:00:00.000Z", actor: "Ben", what: "unlearn-fail: cancelled"),
            Incident(.override, event: 9, at: "2026-02-25T10:00:00.000Z", actor: "Ada", what: "the policy became {}"),
        ]
        content.limits = ["The model is approximate: within a proven bound of a retrain, not bit-identical to it."]
        content.localLaw = LocalLaw144(
            outcomes: after, groupings: LocalLaw144.crossed([groupings[1], groupings[0]]))
        return content
    }

    static let removal = Removal(
        request: "forget-10", requestedBy: ["Ada"], bases: ["flagged private"], receivedAt: "2026-02-26T11:00:00.000Z",
        completedAt: "2026-02-26T11:02:00.000Z", removed: 20, retained: 2960, erases: true,
        method: "unlearning, within-bound", isApproximate: true,
        parameters: [.init("Passes over the data", "7"), .init("Bound on ‖w − w*‖₂", "1.2e-9")],
        places: [
            .init("The published model", "unlearned", isErased: true),
            .init("Backups, copies and logs elsewhere", "unknown to the audit and out of its reach", isErased: false),
        ],
        residual: ["No membership attack is recorded for this removal."])

    /// ROC, calibration and thresholds, counted the plain way.
    private static func curves(_ outcomes: Outcomes, _ groupings: [Grouping]) -> [ScoreCurves] {
        let all = Array(0..<outcomes.count)
        return [curve(outcomes, all, "", "all")]
            + groupings.flatMap { grouping in
                grouping.values.enumerated().map { code, value in
                    curve(outcomes, all.filter { grouping.codes[$0] == code }, grouping.column, value)
                }
            }
    }

    private static func curve(_ outcomes: Outcomes, _ rows: [Int], _ column: String, _ group: String) -> ScoreCurves {
        let scores = outcomes.score ?? []
        let positives = rows.filter { outcomes.truth[$0] }
        let negatives = rows.filter { !outcomes.truth[$0] }
        let thresholds = (0...100).map { step -> ScoreCurves.Threshold in
            let threshold = Double(step) / 100
            var counts = ConfusionCounts()
            for row in rows { counts.add(truth: outcomes.truth[row], prediction: scores[row] >= threshold) }
            return ScoreCurves.Threshold(threshold: threshold, counts: counts)
        }
        let bins = (0..<10).map { bin -> ScoreCurves.Bin in
            let (lower, upper) = (Double(bin) / 10, Double(bin + 1) / 10)
            let own = rows.filter { scores[$0] > lower && scores[$0] <= upper || bin == 0 && scores[$0] == 0 }
            let mean = own.isEmpty ? nil : own.reduce(0) { $0 + scores[$1] } / Double(own.count)
            return ScoreCurves.Bin(
                lower: lower, upper: upper, n: own.count, positives: own.count { outcomes.truth[$0] }, meanScore: mean)
        }
        let roc =
            ([[0.0, 0.0]]
            + thresholds.reversed().map { point in
                [
                    Double(point.fp) / Double(max(1, negatives.count)),
                    Double(point.tp) / Double(max(1, positives.count)),
                ]
            }).filter { _ in !positives.isEmpty && !negatives.isEmpty }
        func figure(_ metric: String, _ value: Double?) -> Figure {
            Figure(metric, column: column, group: group, value: value, undefined: value == nil ? "one class only" : nil)
        }
        return ScoreCurves(
            column: column, group: group, n: rows.count, positives: positives.count,
            auc: figure("auc", roc.isEmpty ? nil : 0.8), ece: figure("expectedCalibrationError", 0.05),
            brier: figure("brierScore", 0.17), roc: roc, bins: bins, thresholds: thresholds)
    }
}
