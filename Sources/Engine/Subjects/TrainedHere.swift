import Fairness
import Foundation
import Journal
import Learning
import Records

/// A model that Lethe trains, or a file without a target, of which nothing is learned.
struct TrainedHere: Subject {
    var view: SubjectView { .trainedHere }

    func figuresName(_ state: ProjectState) -> String? { state.currentDigest }

    func refusal(of command: Command) -> Refusal? { nil }

    func begin(_ desk: Desk) throws -> Beginning {
        var beginning = Beginning()
        if desk.dataset.schema.target == nil {
            return beginning
        } else if let model = try desk.store.currentModel() {
            if let bytes = model.bytes {
                beginning.operations = [ReadModel(model: try PublishedModel(bytes: Array(bytes)))]
            } else {
                try mend(model, desk, &beginning)
            }
        } else if desk.state.jobs.values.contains(where: { $0.state == Resumption.training }) {
            // The training that was cut short goes on.
            return beginning
        } else {
            do {
                let (train, entries) = try Train.announced(desk)
                beginning.entries = entries
                beginning.operations = [train]
            } catch let refusal as Refusal {
                // Records can still be browsed and flagged; the job's line says why there is no model.
                beginning.operations = [Refused(kind: .train, title: "training", refusal: refusal)]
            }
        }
        return beginning
    }

    private func mend(_ model: ModelRecord, _ desk: Desk, _ beginning: inout Beginning) throws {
        guard let recipe = try desk.storedRecipe()?.recipe else {
            throw model.damaged(next: "Train again: 'lethe train' publishes a new model.")
        }
        beginning.notices = ["\(model.damaged(next: "It is trained again."))"]
        let count = desk.assignment.training.count
        beginning.entries = [LedgerEntry(TrainEntry(records: count))]
        beginning.operations = [MendModel(record: model, recipe: recipe)]
    }

    func figuresAnew(_ desk: Desk) -> (evaluation: Evaluation?, notice: String?) {
        guard let digest = desk.state.currentDigest else { return (nil, nil) }
        do {
            let read = try current(desk, .silent)
            let evaluation = try read.learner.evaluation(of: read.learned, read.assignment, policy: desk.policy)
            return (evaluation, Unfigured.mended(digest))
        } catch {
            return (
                nil,
                "The figures of model \(digest.prefix(6)) are damaged, and can't be computed again: \(Explanation(error))"
            )
        }
    }

    private func current(_ desk: Desk, _ work: Work) throws -> Published.Read {
        // Figures are of the bytes, not of what the file system says of them.
        try desk.dataset.table.confirmDigest()
        return try Published(bytes: desk.readableModel().bytes, forgotten: desk.state.forgotten).read(
            desk.dataset, work: work)
    }

    func savePoints(_ desk: Desk) -> [SavePoint] { desk.savePoints() }
    func models(_ desk: Desk) -> [ModelSummary] { desk.modelSummaries() }

    func outcomes(_ desk: Desk) -> RecordOutcomes? {
        guard let learned = desk.knowledge.learned else { return desk.knowledge.outcomes }
        return RecordOutcomes(
            masks: desk.dataset.labels.enumerated().map { row, label in
                label.map { RecordOutcomes.mask($0, learned.isPositive(row)) } ?? 0
            },
            predictions: learned.margins.map { $0 > 0 ? 1 : 0 },
            scores: learned.margins.map(learned.fitted.probability))
    }

    func comparison(_ before: SavePoint, _ after: SavePoint, _ desk: Desk) throws -> ComparisonWay {
        .operation(Compare(before: before, after: after))
    }

    func evaluation(only chosen: Set<Int>, _ desk: Desk, _ work: Work) throws -> Evaluation {
        let now = try current(desk, work)
        let rows = try some(now.assignment.test.filter(chosen.contains))
        let known = desk.knowledge.evaluation
        let before = try known?.beforeDigest.flatMap { try desk.published($0) }
        let earlier = try before.map { try $0.read(desk.dataset, known: now.learner, work: work) }
        return try now.learner.evaluation(
            of: now.learned, now.assignment, only: rows, before: earlier.map { ($0.learner, $0.learned) },
            removed: known?.removed ?? 0, policy: desk.policy, targets: desk.state.targets)
    }

    func input(
        _ schema: Schema, _ settings: AuditSettings, detects: Bool, only chosen: Set<Int>?, _ desk: Desk
    ) throws -> AuditInput {
        let (read, table) = (try current(desk, .silent), desk.dataset.table)
        let rows = try chosen.map { try some(read.assignment.test.filter($0.contains)) } ?? read.assignment.test
        var input = try read.learner.input(read.learned, rows, desk.policy)
        input.groupings = try schema.groupings(in: table, rows: rows)
        input.controls = try schema.controlGroupings(in: table, rows: rows)
        input.settings = settings
        if detects { input.marks.append(try table.detectorMark(rows)) }
        return input
    }

    private func some(_ rows: [Int]) throws -> [Int] {
        if rows.isEmpty {
            throw Refusal.noneAudited(
                next: "A model is audited on the records that were held out: add split:test to see which match.")
        }
        return rows
    }

    func removalPath(_ asked: String?, _ desk: Desk) throws -> String? {
        guard asked == nil else {
            throw Refusal(
                .usage, "A removal from a model of Lethe's writes no file.",
                next: "'lethe redact PROJECT --where state:forgotten --to FILE' writes one without the records.")
        }
        return nil
    }

    func check(removing rows: [Int], erase: Bool, _ desk: Desk) throws { try desk.plan(rows, erase: erase).check() }

    func removal(_ key: String, _ rows: [Int], title: String) -> any Operation {
        Remove(key: key, title: title, rows: rows)
    }

    func mayResume(_ order: RemovalRequests, _ desk: Desk) throws -> Bool {
        desk.state.currentModel?.holdsBytes == true
    }

    func evaluations(before result: (seq: Int, entry: UnlearnResultEntry)?, in events: EventLog) -> [Int] {
        guard let result, result.entry.unlearning?.heldOutErased != 0 else { return [] }
        return events.milestones.filter { $0.action == .evaluate && $0.seq < result.seq }.map(\.seq)
    }

    func forgettingErased(_ desk: Desk) throws -> SubjectWithoutErased? { nil }
}
