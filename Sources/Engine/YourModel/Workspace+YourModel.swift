import Fairness
import Journal
import Learning
import Records

extension Workspace {
    /// The name under which the project keeps the figures of a model made elsewhere.
    static let yourFigures = "your-model"

    /// Audits the predictions of a model made elsewhere, and keeps the figures where they are new.
    func startAudit(_ audit: YourAudit) {
        let targets = targets
        _ = enqueue(.audit, title: "auditing \(audit.current.rows.count.counted("prediction"))") { workspace, work in
            try work.step(Progress(phase: "measuring", fraction: 0, detail: ""))
            return try await workspace.take(audit.evaluation(targets: targets), of: audit)
        }
        _ = enqueue(.find, title: "looking for addresses and listed words") { workspace, work in
            try await workspace.scan(work)
        }
    }

    private func take(_ evaluation: Evaluation, of audit: YourAudit) throws -> String {
        let json = try evaluation.json()
        if try store.figures(for: Self.yourFigures) != json {
            try commit(evaluateDraft(evaluation), [.figures(id: Self.yourFigures, json: json)])
        }
        self.evaluation = evaluation
        try refreshModels()
        refreshLearned()
        publishSnapshot()
        let n = evaluation.records.counted("prediction")
        return (["audited \(n); nothing was trained"] + audit.current.notes).joined(separator: " · ")
    }

    /// Why a command that needs a model of Lethe's own can't be done; nil where there may be one.
    func refusalWithoutModel(_ command: Command) -> Refusal? {
        guard audit != nil else { return nil }
        let what: String
        switch command {
        case .train: what = "train"
        case .prove: what = "prove"
        case .restore: what = "restore"
        case .preview: what = "measure a removal with"
        case .find: what = "predict gap effects of"
        default: return nil
        }
        return Refusal(
            .usage, "This project audits predictions of your own model; there is no model of Lethe's to \(what).",
            next: "Apply the removal, retrain on the file it writes, then: lethe open FILE --against NEW --id COL")
    }

    /// The two files' figures as save points.
    func yourSavePoints() -> [SavePoint] {
        guard let evaluation else { return [] }
        func point(_ digest: String, _ report: FairnessReport, _ auc: Double?, isCurrent: Bool) -> SavePoint {
            SavePoint(
                digest: digest, createdAt: "", records: report.n, removed: 0,
                accuracy: report.overall.metrics["accuracy"]?.value, auc: auc, report: report, isKept: true,
                isCurrent: isCurrent)
        }
        let now = point(evaluation.digest, evaluation.report, evaluation.auc, isCurrent: true)
        guard let before = evaluation.before, let digest = evaluation.beforeDigest else { return [now] }
        return [point(digest, before, before.curves?.first?.auc.value, isCurrent: false), now]
    }
}
