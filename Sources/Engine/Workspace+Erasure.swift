import Foundation
import Journal
import Learning
public import Records

/// After an erasure nothing that the project keeps points at the person: no text, no id, no figure that counted them.
extension Workspace {
    /// The rows of records that are forgotten, with what is kept of each.
    ///
    /// - Complexity: O(records), where any is forgotten.
    static func forgotten(
        in store: ProjectStore, among ids: [RecordID]
    ) throws -> [(row: Int, record: ForgottenRecord)] {
        let kept = try store.forgotten()
        guard !kept.isEmpty else { return [] }
        let known = Dictionary(uniqueKeysWithValues: kept.map { ($0.reference, $0) })
        return store.references(for: ids).enumerated().compactMap { row, reference in
            known[reference].map { (row, $0) }
        }
    }

    /// Refuses an erasure while people's own files lie in the project folder: exports may hold what is to go.
    func refuseStrangers() throws {
        let strangers = store.strangers
        guard !strangers.isEmpty else { return }
        let names = strangers.prefix(4).map { "'\($0)'" }.joined(separator: ", ")
        let more = strangers.count > 4 ? " and \((strangers.count - 4).grouped) more" : ""
        throw Refusal(
            .usage,
            "The project folder \(directory) holds \(names)\(more), written there by somebody: what is to be erased may stand "
                + "in \(strangers.count == 1 ? "it" : "them").",
            next: "Move or delete \(strangers.count == 1 ? "it" : "them"), then erase again.")
    }

    /// Erases every payload that names one of the records, and the figures of evaluations that counted one, a tombstone
    /// for each, and says so. Harmless twice.
    func eraseTraces(of ids: [RecordID], key: String) throws {
        let payloads = Set(try store.eventsNaming(ids)).union(evaluations(before: key))
        var params = store.bulkParams(ids)
        params["job"] = .string(key)
        try store.erasePayloads(of: payloads.sorted(), basis: "erasure") { count in
            params["payloads"] = .integer(Int64(count))
            return (EventDraft(.erase, params: params), [.job(id: key, state: nil, json: "")])
        }
        events = try store.events()
        if chain != .unchecked { chain = .unchecked }
        notePendingErasure(job: key)
    }

    /// The evaluations from before a removal that took records out of the evaluation: what was measured before, less what
    /// was measured after, would give away how they were decided.
    private func evaluations(before key: String) -> [Int] {
        guard
            let result = events.last(where: {
                $0.action == .unlearnResult && $0.object["params"]?["job"]?.stringValue == key
            })
        else { return audit == nil ? [] : events.filter { $0.action == .evaluate }.map(\.seq) }
        if result.object["params"]?["heldOutErased"]?.integerValue == 0 { return [] }
        return events.filter { $0.action == .evaluate && $0.seq < result.seq }.map(\.seq)
    }

    /// Erases what is kept of records that were forgotten before without being erased: their flags, the models that were
    /// trained on them and the journal's texts.
    func eraseForgotten(_ rows: [Int]) throws -> Echo {
        let rows = rows.filter { forgotten[$0] && !erased[$0] }
        guard !rows.isEmpty else {
            throw Refusal(
                .usage, "Nothing is left to erase: every one of these records was erased.",
                next: "'lethe log' has the erasure.")
        }
        try mayRemove()
        guard removals.isEmpty else {
            throw Refusal(
                .busy, "A removal waits or runs.", next: "Wait for it, or cancel it with \(command: .cancelJob).")
        }
        try refuseStrangers()
        let request = RemovalRequest(
            event: events.count + 1, actor: store.session.actor, ids: ids(rows).map(\.description), erases: true)
        let pending = PendingRemoval(key: "erase-\(request.event)", requests: [request])
        var changes: [Journal.Change] = [
            .forget(ids(rows), erased: true),
            .job(id: pending.key, state: PendingRemoval.Stage.erasing.rawValue, json: try pending.json),
        ]
        let renewed = try recipeFollowing(rows)
        if let current = try renewed?.learned.digest ?? store.currentDigest() {
            changes.append(.purgeModels(except: [current]))
        }
        if let change = try settingsChange(without: forgotten) { changes.append(change) }
        var params = store.bulkParams(ids(rows))
        params["job"] = .string(pending.key)
        var entries = [(event: EventDraft(.erase, params: params, outcome: "started"), changes: changes)]
        if let renewed {
            entries.insert((event: evaluateDraft(renewed.evaluation), changes: []), at: 0)
            entries.insert(try publication(of: renewed), at: 0)
        }
        try commit(entries)
        follow(.forget(ids(rows), erased: true))
        if let renewed {
            learner = renewed.learner
            adopt(renewed.learned, renewed.evaluation)
        }
        undoStack.clear()
        try eraseTraces(of: ids(rows), key: pending.key)
        try forgetInAudit()
        try? refreshModels()
        refreshDecisions()
        let clause = renewed.map { "; \($0.result.recipe.clause)" } ?? ""
        return Echo(
            "erased \(rows.count.counted("record")) that \(rows.count == 1 ? "was" : "were") forgotten before\(clause)")
    }

    /// The model under the recipe that the records which stay would propose, where the one in use may remember others; nil
    /// where it is that one already.
    private func recipeFollowing(_ rows: [Int]) throws -> ComputedRemoval? {
        guard audit == nil, try store.currentDigest() != nil else { return nil }
        let input = try removalInput()
        let (recipe, _) = try input.rule.recipe(
            after: input.learner.recipe, dataset, training: assignment.training, erases: true)
        guard recipe != input.learner.recipe else { return nil }
        return try Self.removal(plan([], erase: true), input, erasing: true, work: .silent)
    }

    /// What publishes a model that took the place of another without a removal.
    private func publication(of renewed: ComputedRemoval) throws -> (event: EventDraft, changes: [Journal.Change]) {
        let guarantee = renewed.result.guarantee
        let record = ModelRecord(
            digest: renewed.learned.digest, bytes: Data(renewed.learned.published.bytes), createdAt: clock.now(),
            records: renewed.assignment.training.count, removed: 0, guarantee: try Self.json(guarantee),
            parent: learned?.digest, proven: nil)
        let event = EventDraft(
            .publish, inputs: [learned?.digest].compactMap(\.self), outputs: [record.digest],
            params: [
                "records": .integer(Int64(record.records)), "guarantee": .string(guarantee.kind.rawValue),
                "recipe": .string(renewed.result.recipe.word),
            ])
        return (
            event,
            [
                .publish(record, makeCurrent: true),
                .figures(id: record.digest, json: try renewed.evaluation.json()),
            ] + (try recipeChanges(renewed))
        )
    }

    /// Measures your own model without the records that were erased.
    func forgetInAudit() throws {
        guard let audit, audit.current.rows.contains(where: { erased[$0] }),
            let model = try ProjectFiles.settings(of: store, directory).yourModel
        else { return }
        let fresh = try ProjectFiles.audit(model, of: dataset, policy, beside: directory, without: erased)
        self.audit = fresh
        let evaluation = fresh.evaluation(targets: targets)
        try commit(evaluateDraft(evaluation), [.figures(id: Self.yourFigures, json: try evaluation.json())])
        self.evaluation = evaluation
        refreshLearned()
    }

    // MARK: Erasures that the disk still owes

    /// Why bytes of what was erased may still be in the file, as a refusal with the next step; nil where none may.
    public var pendingErasure: Refusal? {
        guard isErasurePending else { return nil }
        let why = store.erasureFailure.map { " \($0.cause)" } ?? ""
        return Refusal(
            .busy, "The erasure is pending: bytes of what was erased may still be in the project's file.\(why)",
            next: "It is finished when the project is next opened for writing and no other program reads it.")
    }

    /// Looks whether the file could be cleaned. Where it could not, the journal says so, once; and once it could, too.
    func notePendingErasure(job key: String? = nil) {
        let wasPending = isErasurePending
        isErasurePending = (try? store.isErasurePending) ?? wasPending
        guard isErasurePending != wasPending else { return }
        if isErasurePending {
            _ = try? commit(EventDraft(.erase, params: key.map { ["job": .string($0)] } ?? [:], outcome: "pending"))
        } else {
            _ = try? completeErasure()
        }
    }

    /// Says that an erasure that was pending has been finished, or still is pending.
    func completeErasure() throws -> [String] {
        if let pending = pendingErasure { return ["\(pending)"] }
        let last = events.last { event in
            event.action == .erase && ["pending", "completed"].contains(event.object["outcome"]?.stringValue ?? "")
        }
        guard let last, last.object["outcome"] == "pending" else { return [] }
        try commit(
            EventDraft(
                .erase, params: last.object["params"]?["job"].map { ["job": $0] } ?? [:], outcome: "completed"))
        return ["finished the erasure that was pending: nothing of what was erased is left in the project's file"]
    }
}
