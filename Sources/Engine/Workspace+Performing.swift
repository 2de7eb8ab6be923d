import Journal
import Learning
import Logs
import Records

extension Workspace {
    /// Picks the project up where it was left: ends erasures that were cut short, reads or trains the model, goes on with
    /// what was interrupted or gives it up, and finds records.
    ///
    /// The long work is done by jobs.
    ///
    /// - Parameters:
    ///   - resuming: whether what was interrupted goes on.
    ///   - needs: what is computed, and kept up to date; a first training is for whoever needs a model.
    /// - Returns: one sentence on each thing that goes on or was given up.
    @discardableResult
    public func begin(resuming: Bool = true, needing needs: Needs = .all) async throws -> [String] {
        recall(needs)
        try introduce()
        try noteEarlierRecipe()
        refreshModels()
        refreshLearned()
        if self.needs.contains(.model) { try await beginWithModel() }
        for operation in subject.searches where isNeeded(operation) && !operation.isDone(desk) { enqueue(operation) }
        defer { publishSnapshot() }
        return try await recover(resuming: resuming)
    }

    private func beginWithModel() async throws {
        if subject.trains, dataset.schema.target != nil, ledger.state.currentDigest == nil {
            try? await prepareGround()
        }
        let beginning = try subject.begin(desk)
        knowledge.notices += beginning.notices
        if !beginning.entries.isEmpty { try commit(beginning.entries) }
        for operation in beginning.operations { enqueue(operation) }
    }

    /// Goes on with what was cut short when the project was open last, unless that is declined; an erasure that was begun is
    /// always ended.
    ///
    /// - Returns: one sentence on each thing that goes on or was given up.
    @discardableResult
    public func recover(resuming: Bool = true) async throws -> [String] {
        var said = try completeErasure() + (await finishErasures())
        let runner = runner
        let resumption = try Resumption(desk, resuming: resuming) { runner.job(of: $0) != nil }
        for entry in resumption.entries { try commit([entry]) }
        for operation in resumption.operations { enqueue(operation) }
        if !resumption.sentences.isEmpty {
            let jobs = resumption.operations.count
            ActivityLog.note(.resumed(jobs: jobs, givenUp: resumption.sentences.count - jobs))
        }
        said += resumption.sentences
        for what in try store.interrupted() { said.append("\(what) was interrupted; nothing was changed by it") }
        return said
    }

    /// Does what a person asked. Short work is done on return; long work has become a job.
    ///
    /// - Throws: `Refusal` with the next step when it may not or cannot be done; nothing has changed then.
    public func perform(_ command: Command) async throws -> Echo {
        defer { publishSnapshot() }
        if let refusal = subject.refusal(of: command) { throw refusal }
        if case .train = command { try await prepareGround() }
        if case .write(.bundle) = command { _ = try await finishErasures() }
        let echo = try performAtOnce(command)
        if ledger.needsCleaning, runner.queue.running == nil { enqueue(CleanFile()) }
        return echo
    }

    /// Does what a person asked, and waits for the job that it became: the echo says how that ended.
    ///
    /// - Throws: as `perform`, and what the job threw.
    public func complete(_ command: Command) async throws -> Echo {
        let echo = try await perform(command)
        guard let job = echo.job else { return echo }
        return Echo(try await outcome(of: job), job: job)
    }

    private func performAtOnce(_ command: Command) throws -> Echo {
        switch command {
        case .flag(let flag, let on, let rows, let reason): return try take(desk.deciding(flag, on, rows, reason))
        case .flagTurns(let flag, let on, let row, let places): return try take(desk.deciding(flag, on, row, places))
        case .setReason(let reason, let rows): return try take(desk.deciding(reason: reason, rows))
        case .stage(let rows, let basis, let reason): return try take(desk.staging(rows, basis, reason))
        case .unstage(let rows): return try take(desk.unstaging(rows))
        case .approve:
            let (entry, echo) = try desk.approval()
            try commit([entry])
            return echo
        case .apply(let rows, let erase): return try startRemoval(rows, erase: erase)
        case .eraseForgotten(let rows):
            let operation = try EraseForgotten(rows, desk)
            return Echo(
                "\(operation.title) in the background", hint: "\(command: .showJobs) shows it",
                job: try start(operation))
        case .preview(let rows, let erase):
            let job = try start(Preview(rows, erase: erase, desk))
            return Echo("measuring: the removal is computed, not published", job: job)
        case .cancelJob: return try cancelRunningJob()
        case .undo: return try undo()
        case .redo: return try redo()
        case .train: return try startTraining()
        case .find(let column): return try refocus(on: column)
        case .prove:
            let (operation, entries) = try Prove.announced(desk)
            let job = try start(operation, announcing: entries)
            return Echo(
                "retraining from scratch in the background, to compare", hint: "\(command: .showJobs) shows it",
                job: job)
        case .restore(let name):
            let operation = try Restore(name, desk)
            return Echo(
                "\(operation.title) in the background", hint: "\(command: .showJobs) shows it",
                job: try start(operation))
        case .reveal(let rows): return try reveal(rows)
        case .setPolicy(let policy): return try setPolicy(policy)
        case .checkChain:
            return Echo("checking every event in the background", job: try start(CheckChain()))
        case .compare(let before, let after): return try compare(before, after)
        case .write(.removal(let path, let rows, let erase)): return try startRemoval(rows, erase: erase, to: path)
        case .write(let writing): return try startWriting(writing)
        }
    }

    private func startTraining() throws -> Echo {
        let (operation, entries) = try Train.announced(desk)
        if try desk.storedRecipe() == nil { knowledge.chosen = operation.choice }
        let job = try start(operation, announcing: entries)
        return Echo(
            "training \(knowledge.assignment.training.count.counted("record")) in the background",
            hint: "\(command: .showJobs) shows it",
            job: job)
    }

    private func startWriting(_ writing: Writing) throws -> Echo {
        publishSnapshot()
        let job = try start(WriteOut(writing: writing, shown: mailbox.latest, reporter: reporter))
        return Echo("writing \(writing.path)", hint: "\(command: .showJobs) shows it", job: job)
    }

    private func refocus(on column: String) throws -> Echo {
        guard dataset.schema.groups.contains(column) else {
            throw Refusal.unknown("group column", column, among: dataset.schema.groups)
        }
        knowledge.focusColumn = column
        refreshModels()
        return Echo("gap effect is now about \(column)", job: try start(Find()))
    }

    private func compare(_ before: String, _ after: String) throws -> Echo {
        let (first, second) = (
            try desk.savePoint(named: before, among: savePoints), try desk.savePoint(named: after, among: savePoints)
        )
        guard first.digest != second.digest else {
            throw Refusal(
                .usage, "\(first.digest.prefix(6)) is one save point; a comparison takes two.",
                next: "Name another: \(command: .showModels) lists them, and 'lethe audit PROJECT --trend'.")
        }
        switch try subject.comparison(first, second, desk) {
        case .known(let compared):
            knowledge.compared = compared
            return Echo(compared.sentence)
        case .operation(let operation):
            return Echo(operation.title, hint: "\(command: .showJobs) shows it", job: try start(operation))
        }
    }

    private func setPolicy(_ policy: Policy) throws -> Echo {
        let json = try StoredJSON.text(of: policy)
        var changes: [Change] = [.setting(ProjectState.policySetting, json)]
        // A policy that keeps none does not wait for the next removal.
        if policy.earlierModels == .no, let current = ledger.state.currentDigest {
            changes.append(.purgeModels(except: [current]))
        }
        try commit([LedgerEntry(PolicyEntry.policy(json), changes)])
        refreshModels()
        return Echo("policy changed; this is in the journal")
    }

    // MARK: Removals

    /// Puts a removal in the queue of jobs, or joins the one that waits there.
    ///
    /// - Parameter path: where the file without the records goes, where the removal writes one.
    private func startRemoval(_ chosen: [Int]?, erase: Bool, to path: String? = nil) throws -> Echo {
        let desk = desk
        let staged = desk.state.staged
        let asked = chosen.map { Set($0).sorted() } ?? staged.keys.sorted()
        guard asked.allSatisfy({ staged[$0] != nil }) else {
            throw Refusal(
                .usage, "The queue changed since these records were confirmed; nothing was forgotten.",
                next: "Look at the queue again.")
        }
        let applying = desk.state.applying
        let rows = asked.filter { !applying.contains($0) }
        if rows.isEmpty, !asked.isEmpty {
            throw Refusal(
                .busy, "These records are being forgotten already.",
                next: "Wait for it, or cancel it with \(command: .cancelJob).")
        }
        try desk.mayApply(rows)
        if erase { try desk.refuseStrangers() }
        try subject.check(removing: rows, erase: erase, desk)
        let path = try subject.removalPath(path, desk)
        let request = RemovalRequest(
            event: desk.nextEvent, actor: desk.actor, ids: desk.ids(rows).map(\.description), erases: erase)
        if let (key, waiting) = desk.state.removals.first(where: { runner.isWaiting($0.key) }) {
            var order = waiting
            order.requests.append(request)
            try commit([try desk.announcement(rows, order, key, erases: erase)])
            runner.retitle(key, order.title)
            return Echo(
                "\(rows.count.counted("record")) \(rows.count == 1 ? "joins" : "join") the removal that waits",
                hint: "\(command: .showJobs) shows it · \(command: .cancelJob) cancels", job: runner.job(of: key))
        }
        let key = "forget-\(request.event)"
        let order = RemovalRequests([request], path: path)
        try commit([try desk.announcement(rows, order, key, erases: erase)])
        let job = enqueue(subject.removal(key, rows, title: order.title))
        if let path {
            return Echo(
                "writing \(path) without \(rows.count.counted("record"))", hint: "\(command: .showJobs) shows it",
                job: job)
        }
        return Echo(
            "forgetting \(rows.count.counted("record")) in the background",
            hint: "\(command: .showJobs) shows it · \(command: .cancelJob) cancels", job: job)
    }

    // MARK: Decisions

    private func take(_ decision: DecisionMade) throws -> Echo {
        if let step = decision.step {
            try write(step.forward)
            undoStack.push(step)
        }
        return decision.echo
    }

    private func undo() throws -> Echo {
        guard let step = undoStack.nextUndo else {
            throw Refusal(
                .usage, "Nothing to undo.", next: "A removal that was applied can't be undone; decisions can.")
        }
        try write(step.backward.by("undo"))
        undoStack.didUndo()
        return Echo("undid: \(step.name)", hint: "\(command: .redo) does it again")
    }

    private func redo() throws -> Echo {
        guard let step = undoStack.nextRedo else {
            throw Refusal(.usage, "Nothing to redo.", next: "\(command: .undo) undoes.")
        }
        try write(step.forward.by("redo"))
        undoStack.didRedo()
        return Echo("did again: \(step.name)", hint: "\(command: .undo) undoes")
    }

    private func write(_ decision: Decision) throws {
        let index = ledger.state.index
        for case .unstage(let ids) in decision.entry.changes
        where !ledger.state.applying.isDisjoint(with: index.rows(of: ids)) {
            throw Refusal(
                .busy, "These records are being forgotten now.",
                next: "Wait for it, or cancel it with \(command: .cancelJob).")
        }
        try commit([decision.entry])
        for case .setFlag(_, _, let ids) in decision.entry.changes { revealed.subtract(index.rows(of: ids)) }
        for case .setTurnFlag(_, _, let id, _) in decision.entry.changes { revealed.subtract(index.rows(of: [id])) }
        knowledge.preview = nil
        refreshDecisions()
    }

    /// What is decided anew is veiled anew.
    private func reveal(_ rows: [Int]) throws -> Echo {
        try commit([LedgerEntry(ViewEntry(desk.named(rows)))])
        revealed.formUnion(rows)
        return Echo("shown\(Desk.counted(rows)); this is in the journal")
    }
}
