import Foundation
import Journal
import Learning
import Records

extension Workspace {
    /// Makes an earlier model current again, and with it the records that it was trained on.
    ///
    /// - Parameter name: a digest, or the beginning of one; with `@` and the number of its event where it stands for several
    ///   sets of records.
    func startRestoring(_ name: String) throws -> Echo {
        let (record, publication) = try restorable(name)
        let goal = try forgotten(when: publication)
        if goal.indices.contains(where: { erased[$0] && !goal[$0] }) { throw gone(record) }
        let title = "restoring the model \(record.digest.prefix(6))"
        let job = enqueue(.restore, title: title, expected: solving?.seconds) { workspace, work in
            let restoration = try Self.restoration(
                of: record, publication, goal, await workspace.restoringInput(), work: work)
            try work.step(Progress(phase: "publishing", fraction: 1, detail: ""))
            return try await workspace.publish(restoration)
        }
        return Echo("\(title) in the background", hint: "\(command: .showJobs) shows it", job: job)
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

    /// The model that was named, with its bytes, and for which records it is wanted.
    private func restorable(_ typed: String) throws -> (ModelRecord, Publication) {
        let parts = typed.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let name = parts.first ?? ""
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
        let publication = try publication(
            of: model, parts.count > 1 ? parts[1] : nil, isCurrent: model.digest == current)
        if !policy.mayErase.isEmpty, !policy.mayErase.contains(store.session.actor) {
            throw Refusal(
                .usage, "The project's policy does not let \(store.session.actor) bring records back.",
                next: "Ask one of: \(policy.mayErase.joined(separator: ", ")).")
        }
        if !removals.isEmpty {
            throw Refusal(
                .busy, "A removal waits or runs.", next: "Wait for it, or cancel it with \(command: .cancelJob).")
        }
        guard model.holdsBytes, let held = try store.models().first(where: { $0.digest == model.digest }) else {
            throw gone(model)
        }
        if held.isDamaged { throw Self.damaged(held, next: "Restore the project from a backup, or train again.") }
        return (held, publication)
    }

    /// The publication that was meant: the one with the number; else the last, of the current model the last with other
    /// records than now.
    private func publication(of model: ModelRecord, _ number: String?, isCurrent: Bool) throws -> Publication {
        let all = Publication.all(in: events).filter { $0.digest == model.digest }
        let short = model.digest.prefix(6)
        if let number {
            guard let one = all.first(where: { "\($0.event)" == number }) else {
                throw Refusal.unknown("publication of \(short)", number, among: all.map { "\($0.event)" })
            }
            guard kept(all).contains(where: { $0.event == one.event }) else {
                throw Refusal(
                    .usage,
                    "\(short)@\(number) was purged: the policy keeps earlier models '\(policy.earlierModels.rawValue)'.",
                    next: "Its figures stay; train again for a model.")
            }
            if isCurrent, try forgotten(when: one) == forgotten { throw Self.isCurrent(model) }
            return one
        }
        // What the project says of the model is what the journal says of its first time.
        guard all.first?.records ?? model.records == model.records else { throw Self.unequal(model) }
        guard isCurrent else {
            guard let last = all.last else { throw Self.unequal(model) }
            return last
        }
        let others = kept(all).filter { (try? forgotten(when: $0)).map { $0 != forgotten } ?? false }
        guard let one = others.last else { throw Self.isCurrent(model) }
        guard others.count == 1 else {
            let some = others.suffix(4).map { other in
                "\(short)@\(other.event)" + (other.records.map { " (\($0.counted("record")))" } ?? "")
            }
            throw Refusal(
                .usage,
                "\(short) is current, and was published for other records too: \(some.joined(separator: ", ")).",
                next: "Name one of them with its number.")
        }
        return one
    }

    private static func isCurrent(_ model: ModelRecord) -> Refusal {
        Refusal(.usage, "\(model.digest.prefix(6)) is the current model.", next: "Name an earlier one; 6 lists them.")
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

    private static func restoration(
        of record: ModelRecord, _ publication: Publication, _ forgotten: [Bool], _ input: (Dataset, Learner?, Policy),
        work: Work
    ) throws -> Restoration {
        let (dataset, known, policy) = input
        let published = try PublishedModel(bytes: Array(record.bytes ?? Data()))
        let learner =
            try known?.recipe == published.recipe
            ? known : Learner(dataset: dataset, recipe: published.recipe, work: work)
        let assignment = dataset.assignment(without: forgotten)
        guard let learner, assignment.training.count == publication.records ?? record.records else {
            throw Self.unequal(record)
        }
        let learned = try learner.restored(published, assignment, work: work)
        return Restoration(
            record: record, forgotten: forgotten, assignment: assignment, learner: learner, learned: learned,
            evaluation: try learner.evaluation(of: learned, assignment, policy: policy))
    }

    private static func unequal(_ record: ModelRecord) -> Refusal {
        Refusal(
            .badData, "\(record.digest.prefix(6)) is not the model of the records that it is said to be trained on.",
            next: "Check the chain (\(command: .checkChain)); train again for a model.")
    }

    private func publish(_ restoration: Restoration) throws -> String {
        let all = restoration.forgotten.indices
        let back = all.filter { forgotten[$0] && !restoration.forgotten[$0] }
        let again = all.filter { !forgotten[$0] && restoration.forgotten[$0] }
        var event = draft(.revert, back)
        event.params["records"] = .integer(Int64(restoration.assignment.training.count))
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
        try takeTurnFlagsBack(back)
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
