import Journal
public import Records

/// After an erasure nothing that the project keeps points at the person: no text, no id, no figure that counted them.
extension Workspace {
    /// Ends an operation that was published: erases what was to be erased, and cleans the file. What can't be done now is
    /// remembered, said, and done at the next opening.
    ///
    /// - Returns: the end of the operation's sentence; empty where nothing is left to do.
    @concurrent nonisolated func erase(_ order: ErasureOrder?, _ job: Int) async -> String {
        do {
            if let order {
                try await eraseTraces(order)
                try await forgetInSubject()
            }
            await clean(order?.key)
        } catch {
            let sentence = Explanation.cause(error)
            await note(
                Refusal(
                    .busy, "The records are forgotten, but the erasure is not finished: \(sentence)",
                    next: "It goes on when the project is opened next: 'lethe open' or any command that writes."),
                of: job)
            return "; the erasure of what was said about them is pending"
        }
        guard let pending = await pendingErasure else { return "" }
        if order != nil { await note(pending, of: job) }
        return "; bytes of what went may still be in the project's file, until it is opened next"
    }

    private func note(_ shortfall: Refusal, of job: Int) {
        runner.note(shortfall: shortfall, of: job)
        knowledge.lastRemoval?.erasurePending = true
    }

    /// Erases every payload that names one of the records, and the figures of evaluations that counted one, a tombstone for
    /// each, and says so. Harmless twice.
    @concurrent private nonisolated func eraseTraces(_ order: ErasureOrder) async throws {
        let naming = try store.eventsNaming(order.ids)
        try await removeKept()
        try await erasePayloads(order, naming)
    }

    private func erasePayloads(_ order: ErasureOrder, _ naming: [Int]) throws {
        let payloads = Set(naming).union(evaluations(before: order.key))
        let about = store.counted(order.ids)
        try ledger.erasePayloads(of: payloads.sorted(), basis: "erasure") { count in
            LedgerEntry(EraseEntry(about, job: order.key, payloads: count), [.job(id: order.key, state: nil, json: "")])
        }
        if knowledge.chain != .unchecked { knowledge.chain = .unchecked }
    }

    /// The evaluations from before a removal that took records out of the evaluation: what was measured before, less what
    /// was measured after, would give away how they were decided.
    private func evaluations(before key: String) -> [Int] {
        let result = ledger.events.milestones.last { $0.action == .unlearnResult && $0.job == key }.flatMap {
            event in UnlearnResultEntry(event).map { (event.seq, $0) }
        }
        return subject.evaluations(before: result, in: ledger.events)
    }

    /// Erases what published removals had still to erase when they were cut short.
    @concurrent nonisolated func finishErasures() async throws -> [String] {
        var said: [String] = []
        for (key, json) in await begunErasures {
            let order = ErasureOrder(key: key, ids: try RemovalRequests(erasing: json, of: directory).erasedIDs)
            try await eraseTraces(order)
            await clean(key)
            said.append("ended the erasure of \(order.ids.count.counted("record")) that was interrupted")
        }
        return said
    }

    private var begunErasures: [(String, String)] {
        ledger.state.jobs.filter { $0.value.state == RemovalRequests.Stage.erasing.rawValue }
            .map { ($0.key, $0.value.json) }.sorted { $0.0 < $1.0 }
    }

    /// Measures a subject that counted records which were erased without them.
    @concurrent private nonisolated func forgetInSubject() async throws {
        guard let fresh = try await subject.forgettingErased(await desk) else { return }
        try await take(fresh)
    }

    private func take(_ fresh: SubjectWithoutErased) throws {
        try commit(fresh.entries)
        subject = fresh.subject
        knowledge.evaluation = fresh.evaluation
        refreshModels()
        refreshLearned()
    }

    // MARK: The disk

    /// Why bytes of what was erased may still be in the file, as a refusal with the next step; nil where none may.
    public var pendingErasure: Refusal? {
        guard isErasurePending else { return nil }
        let why = store.erasureFailure.map { " \($0.cause)" } ?? ""
        return Refusal(
            .busy, "The erasure is pending: bytes of what was erased may still be in the project's file.\(why)",
            next: "It is finished when the project is next opened for writing and no other program reads it.")
    }

    /// Cleans the file beside the actor, where something went since that was done last.
    @concurrent nonisolated func clean(_ key: String?) async {
        guard await ledger.needsCleaning else { return }
        await willClean()
        store.clean()
        await notePendingErasure(job: key)
    }

    private func willClean() { ledger.willClean() }

    /// Looks whether the file could be cleaned. Where it could not, the journal says so, once; and once it could, too.
    private func notePendingErasure(job key: String?) {
        let wasPending = isErasurePending
        isErasurePending = (try? store.isErasurePending) ?? wasPending
        guard isErasurePending != wasPending else { return }
        if isErasurePending {
            _ = try? commit([LedgerEntry(EraseEntry(job: key, .pending))])
        } else {
            _ = try? completeErasure()
        }
    }

    /// Says that an erasure that was pending has been finished, or still is pending.
    func completeErasure() throws -> [String] {
        if let pending = pendingErasure { return ["\(pending)"] }
        let last = ledger.events.milestones.last { $0.action == .erase && [.pending, .completed].contains($0.outcome) }
        guard let last, last.outcome == .pending else { return [] }
        try commit([LedgerEntry(EraseEntry(job: last.job, .completed))])
        return ["finished the erasure that was pending: nothing of what was erased is left in the project's file"]
    }
}
