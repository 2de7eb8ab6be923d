import Foundation
import Journal
import Learning
import Records

extension Workspace {
    /// One transaction: the result's event, the new model, the forgotten records, and what policy purges.
    func publish(_ removal: ComputedRemoval, _ pending: PendingRemoval) throws -> String {
        let plan = removal.plan
        let erased = rows(pending.requests.filter(\.erases))
        var result = removal.result
        result.published = true
        result.prediction = predict(plan)
        result.requests = pending.requests.map {
            RemovalResult.Request(event: $0.event, actor: $0.actor, records: $0.ids.count)
        }
        let record = ModelRecord(
            digest: removal.learned.digest, bytes: Data(removal.learned.published.bytes), createdAt: clock.now(),
            records: result.retained, removed: result.removed, guarantee: try Self.json(result.guarantee),
            parent: result.snapshot.before, proven: nil)
        var changes: [Journal.Change] = [
            .publish(record, makeCurrent: true), .forget(ids(plan.going)), .unstage(ids(plan.skipped)),
            .figures(id: record.digest, json: try removal.evaluation.json()),
        ]
        changes.append(
            erased.isEmpty
                ? .job(id: pending.key, state: nil, json: "")
                : .job(id: pending.key, state: PendingRemoval.Stage.erasing.rawValue, json: try pending.json))
        if let kept = kept(beside: result, erasing: !erased.isEmpty) { changes.append(.purgeModels(except: kept)) }
        do { try commit(resultDraft(result, plan, key: pending.key), changes) } catch {
            try removalFailed(error, key: pending.key)
            throw error
        }
        // From here on the removal is published, whatever else fails.
        follow(.forget(ids(plan.going)))
        follow(.unstage(ids(plan.skipped)))
        end(pending.key)
        assignment = removal.assignment
        lastRemoval = result
        undoStack.clear()
        try adopt(removal.learned, removal.evaluation)
        try commit(evaluateDraft(removal.evaluation))
        if !erased.isEmpty { try eraseTraces(of: ids(erased), key: pending.key) }
        return result.sentence
    }

    /// Makes a model that was published the one that is shown, and begins to look for records by it.
    func adopt(_ learned: Learned, _ evaluation: Evaluation) throws {
        self.learned = learned
        self.evaluation = evaluation
        forgetFindings()
        refreshLearned()
        startFinding()
        try refreshModels()
    }

    /// The models whose bytes stay; nil where all of them do. An erasure overrides what policy keeps.
    private func kept(beside result: RemovalResult, erasing: Bool) -> [String]? {
        if erasing { return [result.snapshot.after] }
        switch policy.earlierModels {
        case .no: return [result.snapshot.after]
        case .untilNextRemoval: return [result.snapshot.after, result.snapshot.before]
        case .always: return nil
        }
    }

    /// The payload says which records went: from there an earlier model gets its records back.
    private func resultDraft(_ result: RemovalResult, _ plan: RemovalPlan, key: String) -> EventDraft {
        var event = draft(
            .unlearnResult, plan.going,
            params: [
                "job": .string(key), "removed": .integer(Int64(result.removed)),
                "retained": .integer(Int64(result.retained)),
                "heldOutSkipped": .integer(Int64(result.heldOutSkipped)),
                "heldOutErased": .integer(Int64(result.heldOutErased)),
                "requests": .integer(Int64(result.requests.count)),
                "guarantee": .string(result.guarantee.kind.rawValue), "bound": .string("\(result.guarantee.bound)"),
                "gradientNorm": .string("\(result.guarantee.gradientNorm)"),
                "certifiedShare": .string((result.guarantee.certifiedShare ?? 0).fixed(6)),
                "passes": .integer(Int64(result.cost.passes)), "plan": .string(result.cost.plan ?? "incremental"),
                "settled": .string(result.guarantee.settled),
            ])
        event.inputs = [result.snapshot.before]
        event.outputs = [result.snapshot.after]
        return event
    }

    /// Says in the journal that a removal ended without a result. One that only the closing of the project stopped did not
    /// end: it goes on when the project is opened again.
    func removalFailed(_ error: any Error, key: String) throws {
        end(key)
        if isClosing, error is CancellationError { return }
        try commit(
            EventDraft(
                .unlearnFail, params: ["job": .string(key)],
                outcome: error is CancellationError ? "cancelled" : "failed"),
            [.job(id: key, state: nil, json: "")])
    }

    func end(_ key: String) {
        guard let removal = removals.removeValue(forKey: key) else { return }
        applying.subtract(removal.requests.flatMap(\.ids).compactMap { RecordID(hex: $0).flatMap { rowOf[$0] } })
    }

    /// Erases every payload that names one of the records, a tombstone for each, and says so. Harmless twice.
    func eraseTraces(of ids: [RecordID], key: String) throws {
        let tombstones = try store.erasePayloads(of: try store.eventsNaming(ids), basis: "erasure")
        var params = store.bulkParams(ids)
        params["job"] = .string(key)
        params["payloads"] = .integer(Int64(tombstones.count))
        try store.commit(EventDraft(.erase, params: params), [.job(id: key, state: nil, json: "")])
        events = try store.events()
        if chain != .unchecked { chain = .unchecked }
    }
}

extension RemovalResult {
    /// What was forgotten, in one sentence without its end.
    public var sentence: String {
        var parts = ["forgot \(removed.counted("training record"))"]
        let stay = heldOutSkipped - heldOutErased
        if stay > 0 {
            parts.append("\(stay.grouped) never trained on \(stay == 1 ? "stays" : "stay") in the evaluation")
        }
        if heldOutErased > 0 { parts.append("\(heldOutErased.grouped) never trained on left the evaluation") }
        return "\(parts.joined(separator: ", ")); \(guarantee.sentence)"
    }
}

extension Double {
    /// "1.2e-9"
    public var scientific: String {
        if self == 0 { return "0" }
        let parts = String(format: "%.1e", self).split(separator: "e")
        guard parts.count == 2, let exponent = Int(parts[1]) else { return "\(self)" }
        return "\(parts[0])e\(exponent)"
    }
}
