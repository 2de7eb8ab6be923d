import Fairness
import Journal
import Learning
import Records

/// Predictions of a model that was made elsewhere: columns of the file. Nothing is trained, and removing records writes a
/// file without them.
struct Predictions: Subject {
    /// The name under which the project keeps the figures.
    static let figures = "your-model"

    var audit: YourAudit

    var view: SubjectView { .predictions }

    func figuresName(_ state: ProjectState) -> String? { Self.figures }

    func refusal(of command: Command) -> Refusal? {
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

    func begin(_ desk: Desk) throws -> Beginning {
        Beginning(operations: [Measure(audit: audit, targets: desk.state.targets)])
    }

    func figuresAnew(_ desk: Desk) -> (evaluation: Evaluation?, notice: String?) {
        (audit.evaluation(targets: desk.state.targets), nil)
    }

    /// The two files' figures.
    func savePoints(_ desk: Desk) -> [SavePoint] {
        guard let evaluation = desk.knowledge.evaluation else { return [] }
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

    func models(_ desk: Desk) -> [ModelSummary] { [] }

    func outcomes(_ desk: Desk) -> RecordOutcomes? {
        let (rows, outcomes) = (audit.current.rows, audit.current.input.outcomes)
        let count = desk.dataset.table.rowCount
        let none = Array(repeating: Double.nan, count: count)
        var found = RecordOutcomes(masks: Array(repeating: 0, count: count), predictions: none)
        for (index, row) in rows.enumerated() {
            if outcomes.knowsTruth {
                found.masks[row] = RecordOutcomes.mask(outcomes.truth[index], outcomes.prediction[index])
            }
            found.predictions[row] = outcomes.prediction[index] ? 1 : 0
        }
        if let scores = outcomes.score {
            var all = none
            for (index, row) in rows.enumerated() { all[row] = scores[index] }
            found.scores = all
        }
        return found
    }

    func comparison(_ before: SavePoint, _ after: SavePoint, _ desk: Desk) throws -> ComparisonWay {
        let evaluation = desk.knowledge.evaluation
        guard let comparison = evaluation?.comparison, before.digest == evaluation?.beforeDigest else {
            throw Refusal(
                .usage, "Only the change from \(desk.dataset.table.fileName) to its after was measured.",
                next: "Name the earlier one first.")
        }
        return .known(Compared(before: before, after: after, comparison: comparison))
    }

    func evaluation(only chosen: Set<Int>, _ desk: Desk, _ work: Work) throws -> Evaluation {
        let rows = try some(audit.current.rows.filter(chosen.contains))
        return try audit.narrowed(to: rows, schema: desk.dataset.schema, in: desk.dataset.table)
            .evaluation(targets: desk.state.targets)
    }

    func input(
        _ schema: Schema, _ settings: AuditSettings, detects: Bool, only chosen: Set<Int>?, _ desk: Desk
    ) throws -> AuditInput {
        let table = desk.dataset.table
        var current = audit.current
        if let chosen {
            current = try current.narrowed(
                to: try some(current.rows.filter(chosen.contains)), schema: schema, in: table)
        }
        var input = try current.input(schema, settings, in: table)
        if detects { input.marks.append(try table.detectorMark(current.rows)) }
        return input
    }

    private func some(_ rows: [Int]) throws -> [Int] {
        if rows.isEmpty {
            throw Refusal.noneAudited(next: "See which do with: lethe show PROJECT --where … --count")
        }
        return rows
    }

    func removalPath(_ asked: String?, _ desk: Desk) throws -> String? {
        try RedactedPath(table: desk.dataset.table).path(asked)
    }

    func check(removing rows: [Int], erase: Bool, _ desk: Desk) throws {}

    func removal(_ key: String, _ rows: [Int], title: String) -> any Operation { Redact(key: key, title: title) }

    func mayResume(_ order: RemovalRequests, _ desk: Desk) throws -> Bool {
        order.path.map(RedactedPath(table: desk.dataset.table).mayGoOnWriting) ?? false
    }

    func evaluations(before result: (seq: Int, entry: UnlearnResultEntry)?, in events: EventLog) -> [Int] {
        guard let result else { return events.milestones.filter { $0.action == .evaluate }.map(\.seq) }
        if result.entry.unlearning?.heldOutErased == 0 { return [] }
        return events.milestones.filter { $0.action == .evaluate && $0.seq < result.seq }.map(\.seq)
    }

    func forgettingErased(_ desk: Desk) throws -> SubjectWithoutErased? {
        let erased = desk.state.erased
        guard audit.current.rows.contains(where: { erased[$0] }),
            let model = try ProjectFiles.settings(of: desk.store, desk.directory).yourModel
        else { return nil }
        let fresh = try ProjectFiles.audit(
            model, of: desk.dataset, desk.policy, beside: desk.directory, without: erased)
        let evaluation = fresh.evaluation(targets: desk.state.targets)
        return SubjectWithoutErased(
            subject: Predictions(audit: fresh),
            entries: [LedgerEntry(evaluation.entry(), [.figures(id: Self.figures, json: try evaluation.json())])],
            evaluation: evaluation)
    }
}
