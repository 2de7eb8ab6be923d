import Foundation
import Journal
import Learning
import Records

extension Workspace {
    /// Makes an earlier model current again, and with it the records that it was trained on.
    ///
    /// - Parameter name: a digest, or the beginning of one.
    func startRestoring(_ name: String) throws -> Echo {
        let record = try restorable(name)
        let goal = try forgotten(when: record)
        let title = "restoring the model \(record.digest.prefix(6))"
        let job = enqueue(.restore, title: title, expected: solving?.seconds) { workspace, work in
            let restoration = try Self.restoration(of: record, goal, await workspace.restoringInput(), work: work)
            try work.step(Progress(phase: "publishing", fraction: 1, detail: ""))
            return try await workspace.publish(restoration)
        }
        return Echo("\(title) in the background", hint: "4 shows it", job: job)
    }

    /// A model that was read again on the records it was trained on.
    private struct Restoration: Sendable {
        let record: ModelRecord
        let forgotten: [Bool]
        let assignment: Assignment
        let learner: Learner
        let learned: Learned
        let evaluation: Evaluation
    }

    private func restoringInput() -> (Dataset, Learner?, Policy) { (dataset, learner, policy) }

    /// The model that was named, with its bytes.
    private func restorable(_ name: String) throws -> ModelRecord {
        let models = try store.models(loadingBytes: false)
        let current = try store.currentDigest()
        let named = models.filter { !name.isEmpty && $0.digest.hasPrefix(name.lowercased()) }
        guard let model = named.first else {
            let kept = models.filter { $0.holdsBytes && $0.digest != current }.map(\.digest)
            if kept.isEmpty {
                throw Refusal(
                    .usage, "No model '\(name)': this project keeps no earlier one.",
                    next: "How long earlier models are kept is the project's policy.")
            }
            // A beginning is compared with beginnings.
            throw Refusal.unknown("kept model", name, among: kept.map { String($0.prefix(max(6, name.count))) })
        }
        guard named.count == 1 else {
            let some = named.prefix(4).map { String($0.digest.prefix(12)) }.joined(separator: ", ")
            throw Refusal(
                .usage, "'\(name)' is the beginning of \(named.count) models: \(some).", next: "Give more digits.")
        }
        if model.digest == current {
            throw Refusal(
                .usage, "\(model.digest.prefix(6)) is the current model.", next: "Name an earlier one; 6 lists them.")
        }
        if !policy.mayErase.isEmpty, !policy.mayErase.contains(store.session.actor) {
            throw Refusal(
                .usage, "The project's policy does not let \(store.session.actor) bring records back.",
                next: "Ask one of: \(policy.mayErase.joined(separator: ", ")).")
        }
        if !removals.isEmpty {
            throw Refusal(.busy, "A removal waits or runs.", next: "Wait for it, or cancel it with X.")
        }
        guard model.holdsBytes, let held = try store.models().first(where: { $0.digest == model.digest }) else {
            throw gone(model)
        }
        if held.isDamaged { throw Self.damaged(held, next: "Restore the project from a backup, or train again.") }
        return held
    }

    /// Why the weights of a model are not there any more.
    private func gone(_ model: ModelRecord) -> Refusal {
        let publication = events.last { $0.outputs.contains(model.digest) }?.seq ?? 0
        if events.contains(where: { $0.action == .erase && $0.seq > publication }) {
            return Refusal(
                .usage,
                "\(model.digest.prefix(6)) was trained on records that were erased; its weights went with them.",
                next: "An erasure can't be taken back; the model's figures stay.")
        }
        return Refusal(
            .usage,
            "\(model.digest.prefix(6)) was purged: the policy keeps earlier models '\(policy.earlierModels.rawValue)'.",
            next: "Its figures stay; train again for a model.")
    }

    /// Which records were forgotten when a model was published, by the journal's own account.
    func forgotten(when record: ModelRecord) throws -> [Bool] {
        let unmatched = Refusal(
            .badData, "The records that \(record.digest.prefix(6)) was trained on can't be matched any more.",
            next: "The journal's list of them was erased; train again for a model.")
        var gone: Set<String>? = []
        var then: Set<String>?
        for event in events {
            switch event.action {
            case .unlearnResult: gone = event.recordNames.flatMap { gone?.union($0) }
            case .revert:
                let back = event.payload?["forgotten"]?.arrayValue?.compactMap(\.stringValue)
                gone = back.map { Set($0) }
            default: break
            }
            if [.publish, .unlearnResult, .revert].contains(event.action), event.outputs.contains(record.digest) {
                then = gone
                if gone == nil { throw unmatched }
            }
        }
        guard let then else { throw unmatched }
        var forgotten = Array(repeating: false, count: dataset.table.rowCount)
        guard !then.isEmpty else { return forgotten }
        let names = store.references(for: dataset.identities.ids).map(\.description)
        let rowNamed = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
        for name in then {
            // Journals of earlier versions name records by their ids.
            guard let row = rowNamed[name] ?? RecordID(hex: name).flatMap({ rowOf[$0] }) else { throw unmatched }
            forgotten[row] = true
        }
        return forgotten
    }

    private static func restoration(
        of record: ModelRecord, _ forgotten: [Bool], _ input: (Dataset, Learner?, Policy), work: Work
    ) throws -> Restoration {
        let (dataset, known, policy) = input
        let published = try PublishedModel(bytes: Array(record.bytes ?? Data()))
        let learner =
            try known?.recipe == published.recipe
            ? known : Learner(dataset: dataset, recipe: published.recipe, work: work)
        let assignment = dataset.assignment(without: forgotten)
        guard let learner, assignment.training.count == record.records else { throw Self.unequal(record) }
        let learned = try learner.restored(published, assignment, work: work)
        // What it promises is checked before it is believed.
        if learned.guarantee(learner, assignment).kind == .bitIdentical, learner.publish(learned) != record.digest {
            throw Self.unequal(record)
        }
        return Restoration(
            record: record, forgotten: forgotten, assignment: assignment, learner: learner, learned: learned,
            evaluation: try learner.evaluation(of: learned, assignment, policy: policy))
    }

    private static func unequal(_ record: ModelRecord) -> Refusal {
        Refusal(
            .badData, "\(record.digest.prefix(6)) is not the model of the records that it is said to be trained on.",
            next: "Check the chain ('lethe log', I on Journal); train again for a model.")
    }

    private func publish(_ restoration: Restoration) throws -> String {
        let all = restoration.forgotten.indices
        let back = all.filter { forgotten[$0] && !restoration.forgotten[$0] }
        let again = all.filter { !forgotten[$0] && restoration.forgotten[$0] }
        var event = draft(.revert, back)
        event.inputs = [learned?.digest].compactMap { $0 }
        event.outputs = [restoration.record.digest]
        let then = all.filter { restoration.forgotten[$0] }
        var payload = event.payload?.objectValue ?? [:]
        payload["forgotten"] = .strings(store.references(for: ids(then)).map(\.description))
        event.payload = .object(payload)
        var changes: [Journal.Change] = [
            .publish(restoration.record, makeCurrent: true), .restore(ids(back)),
            .figures(id: restoration.record.digest, json: try restoration.evaluation.json()),
            try recipeChange(restoring: restoration.learner.recipe, restoration.assignment),
        ]
        if !again.isEmpty { changes.append(.forget(ids(again), erased: false)) }
        try commit(event, changes)
        for change in changes { follow(change) }
        assignment = restoration.assignment
        learner = restoration.learner
        lastRemoval = nil
        undoStack.clear()
        adopt(restoration.learned, restoration.evaluation)
        let digest = restoration.record.digest.prefix(6)
        return back.isEmpty
            ? "\(digest) is current again"
            : "\(digest) is current again, with \(back.count.counted("record")) that \(back.count == 1 ? "was" : "were") forgotten"
    }
}

extension Learner {
    /// The digest that a model has when it is written out anew.
    func publish(_ learned: Learned) -> String {
        PublishedModel(recipe: recipe, parameters: learned.fitted.parameters(examples)).digest
    }
}

extension Event {
    /// Under what a payload names the records that the event is about.
    static let recordsKey = "records"

    /// The references of the records that the event is about (in journals of earlier versions their ids); nil where they
    /// were erased.
    var recordNames: [String]? {
        (payload?[Self.recordsKey] ?? payload?["ids"])?.arrayValue?.compactMap(\.stringValue)
    }

    /// Digests of what came out.
    var outputs: [String] { object["outputs"]?.arrayValue?.compactMap(\.stringValue) ?? [] }
}
