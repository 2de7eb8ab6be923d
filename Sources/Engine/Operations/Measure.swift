import Fairness
import Journal
import Learning
import Records

/// Audits the predictions, and keeps the figures where they are new.
struct Measure: Operation {
    let audit: YourAudit
    let targets: [Comparison.Target]

    var kind: JobStatus.Kind { .audit }
    var title: String { "auditing \(audit.current.rows.count.counted("prediction"))" }

    func prepare(_ desk: Desk) throws {}

    @concurrent func run(_ input: (), _ context: RunContext) async throws -> Evaluation {
        try context.work.step(Progress(phase: "measuring", fraction: 0, detail: ""))
        return audit.evaluation(targets: targets)
    }

    func conclude(_ evaluation: Evaluation, _ desk: Desk) throws -> Conclusion {
        let n = evaluation.records.counted("prediction")
        var conclusion = Conclusion(
            sentence: (["audited \(n); nothing was trained"] + audit.current.notes).joined(separator: " · "))
        let json = try evaluation.json()
        if try desk.store.figures(for: Predictions.figures) != json {
            conclusion.entries = [LedgerEntry(evaluation.entry(), [.figures(id: Predictions.figures, json: json)])]
        }
        conclusion.learn = { $0.evaluation = evaluation }
        conclusion.changes = [.models, .records]
        return conclusion
    }
}
