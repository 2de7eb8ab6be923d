import Foundation
import Journal
import Learning
import Logs
public import Records

extension Workspace {
    /// Puts an operation in the queue of jobs; it runs when those before it are over.
    ///
    /// - Parameter announcing: what the journal says before anything is done.
    @discardableResult
    func start(_ operation: some Operation, announcing entries: [LedgerEntry] = []) throws -> Int {
        if !entries.isEmpty { try commit(entries) }
        return enqueue(operation)
    }

    @discardableResult
    func enqueue(_ operation: any Operation) -> Int {
        let id = runner.enqueue(operation, expected: operation.expectedSeconds(desk))
        ActivityLog.note(.jobQueued(LogWord(operation.kind.rawValue), id: id))
        startNextJob()
        return id
    }

    /// The job once it is over.
    public func finished(_ id: Int) async -> JobStatus {
        if let status = runner.queue.status(id), status.state.isOver { return status }
        return await withCheckedContinuation { runner.listen(to: id, $0) }
    }

    /// Waits for a job and passes its failure on.
    ///
    /// - Throws: what the job threw; `CancellationError` when it was cancelled.
    public func outcome(of id: Int) async throws -> String {
        let status = await finished(id)
        if let error = runner.error(of: id) { throw error }
        return status.outcome
    }

    /// What a job left undone though it did what it was asked for: an erasure that the disk still owes.
    public func shortfall(of id: Int) -> Refusal? { runner.shortfall(of: id) }

    /// Waits until no job is queued or running.
    public func settled() async {
        while let job = runner.queue.jobs.first(where: { !$0.state.isOver }) { _ = await finished(job.id) }
        await predicting?.value
    }

    func cancelRunningJob() throws -> Echo {
        guard let job = runner.cancel() else {
            throw Refusal(.usage, "No job is running.", next: "\(command: .showJobs) lists the jobs.")
        }
        return Echo("cancelling: \(job.title)", job: job.id)
    }

    /// Ends what runs and what waits; nothing is started any more.
    func stopJobs() async {
        let running = runner.close()
        predicting?.cancel()
        await running?.value
        await predicting?.value
        for id in runner.endWaiting() { runner.tell(of: id) }
        publishSnapshot()
    }

    /// Whether an operation that nobody asked for is for something that somebody needs.
    func isNeeded(_ operation: some Operation) -> Bool {
        operation.serves.isEmpty || !operation.serves.isDisjoint(with: needs)
    }

    private func startNextJob() {
        guard let (job, operation, cancellation) = runner.startNext() else { return }
        let started = ContinuousClock.now
        ActivityLog.note(.jobStarted(LogWord(job.kind.rawValue), id: job.id))
        let context = RunContext(work: work(for: job, cancellation, since: started), source: source)
        let disk = Disk.current
        let task = Task.detached(executorPreference: JobRunner.executor, priority: .utility) {
            let result: Result<String, any Error>
            do {
                result = .success(
                    try await Disk.$current.withValue(disk) { try await self.live(operation, job, context) })
            } catch {
                result = .failure(error)
            }
            await self.ended(job.id, result, seconds: (ContinuousClock.now - started).inSeconds)
        }
        runner.didStart(task, cancellation)
    }

    private var source: SourceWatch { SourceWatch(table: dataset.table, probe: sourceProbe) }

    private func work(
        for job: JobStatus, _ cancellation: Cancellation, since started: ContinuousClock.Instant
    ) -> Work {
        let (mailbox, probe) = (mailbox, probe)
        let throttle = ProgressThrottle()
        let toCome = TimeToCome(expected: job.secondsLeft)
        return Work(
            report: { progress in
                guard let phase = throttle.admit(progress.phase) else { return }
                let now = ContinuousClock.now
                ActivityLog.note(.jobStep(LogWord(job.kind.rawValue), id: job.id, share: progress.fraction))
                let left = toCome.left(
                    elapsed: (now - started).inSeconds, phase: ((now - phase).inSeconds, progress.fraction))
                mailbox.report(
                    job: job.id, phase: progress.phase, fraction: progress.fraction, detail: progress.detail,
                    secondsLeft: left)
            },
            cancellation: Cancellation { cancellation.isCancelled || probe?(job.kind) == true })
    }

    /// The life of an operation; runs off the actor, and asks it for what it needs.
    @concurrent private nonisolated func live<Work: Operation>(
        _ operation: Work, _ job: JobStatus, _ context: RunContext
    ) async throws -> String {
        try await note(started: operation, job)
        do {
            if operation.readsSource { try context.source.check(.beforeReading) }
            try await groundIfNeeded(operation)
            let input = try await prepare(operation)
            let output = try await operation.run(input, context)
            if operation.readsSource { try context.source.check(.beforeCommit) }
            let conclusion = try await conclude(operation, output)
            return try await finish(conclusion, job)
        } catch {
            try await fail(operation, error)
            throw error
        }
    }

    /// Reads what recipes are proposed from before it is asked for on the actor, where somebody waits.
    @concurrent private nonisolated func groundIfNeeded(_ operation: some Operation) async throws {
        guard operation.needsGround else { return }
        try await prepareGround()
    }

    private func prepare<Work: Operation>(_ operation: Work) throws -> Work.Input { try operation.prepare(desk) }

    /// Commits what an operation comes to. From then on it is done, whatever else fails.
    private func conclude<Work: Operation>(_ operation: Work, _ output: Work.Output) throws -> Conclusion {
        let conclusion = try operation.conclude(output, desk)
        // Before the records are gone, so that no crash leaves their names.
        if conclusion.entries.flatMap(\.changes).contains(where: \.forgets) { try removeKept() }
        if !conclusion.entries.isEmpty { try commit(conclusion.entries) }
        if let publish = conclusion.publish {
            do { try publish() } catch {
                // Said in the journal as the announcement was; its disk may have failed as well.
                for entry in conclusion.entries {
                    var failed = entry.event
                    failed.outcome = "failed"
                    _ = try? commit([LedgerEntry(failed)])
                }
                throw error
            }
        }
        for case .figures(let digest, _) in conclusion.entries.flatMap(\.changes) { knowledge.figures[digest] = nil }
        conclusion.learn(&knowledge)
        if conclusion.clearsUndo { undoStack.clear() }
        return conclusion
    }

    /// What is still to be done once an operation is published: erasures, the follow-ups, what is shown.
    @concurrent private nonisolated func finish(_ conclusion: Conclusion, _ job: JobStatus) async throws -> String {
        let left = await erase(conclusion.erasing, job.id)
        await refresh(after: conclusion)
        if conclusion.changes.contains(.records) { await keepKnowledge() }
        return conclusion.sentence + left
    }

    private func refresh(after conclusion: Conclusion) {
        if conclusion.changes.contains(.models) { refreshModels() }
        if conclusion.changes.contains(.records) { refreshLearned() }
        for operation in conclusion.next where isNeeded(operation) { _ = enqueue(operation) }
        publishSnapshot()
    }

    private func fail(_ operation: some Operation, _ error: any Error) throws {
        // One that only the closing of the project stopped did not end: it goes on when the project is opened again.
        if runner.isClosing, error is CancellationError, operation.mark != nil { return }
        guard let failure = operation.failure(error, desk) else { return }
        failure.learn(&knowledge)
        do { if !failure.entries.isEmpty { try commit(failure.entries) } } catch let second {
            throw failure.unwritten?(error, second) ?? second
        }
    }

    private func note(started operation: some Operation, _ job: JobStatus) throws {
        if case .given(let what) = operation.mark, !store.isReadOnly {
            try store.note(running: "\(job.id)", what: what)
        }
    }

    private func ended(_ id: Int, _ result: Result<String, any Error>, seconds: Double) {
        runner.finish(id, result, seconds: seconds)
        if let status = runner.queue.status(id) { log(status, result, seconds: seconds) }
        try? store.end(running: "\(id)")
        startNextJob()
        publishSnapshot()
        runner.tell(of: id)
    }

    private nonisolated func log(_ job: JobStatus, _ result: Result<String, any Error>, seconds: Double) {
        var end = Activity.JobEnd.done
        if case .failure(let error) = result {
            end = error is CancellationError ? .cancelled : .failed
            ActivityLog.note(Activity(failure: error))
        }
        ActivityLog.note(.jobEnded(LogWord(job.kind.rawValue), id: job.id, end, after: .seconds(seconds)))
    }
}
