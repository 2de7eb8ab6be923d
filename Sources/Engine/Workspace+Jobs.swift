import Foundation
import Learning
public import Records
import Synchronization

/// What a job does: computes off the actor, then hands its result to the workspace. Returns one sentence.
typealias JobBody = @Sendable (Workspace, Work) async throws -> String

/// Set once, read by the work at each of its units.
final class CancellationFlag: Sendable {
    private let isSet = Atomic(false)
    var isCancelled: Bool { isSet.load(ordering: .relaxed) }
    func cancel() { isSet.store(true, ordering: .relaxed) }
}

extension Workspace {
    /// Puts a job in the queue; it runs when those before it are over.
    ///
    /// - Parameter expected: how many seconds it will take, where that can be predicted.
    func enqueue(
        _ kind: JobStatus.Kind, title: String, expected: Double? = nil, _ body: @escaping JobBody
    ) -> Int {
        let id = jobs.enqueue(kind, title: title, expected: expected)
        bodies[id] = body
        startNextJob()
        return id
    }

    /// The job once it is over.
    public func finished(_ id: Int) async -> JobStatus {
        if let status = jobs.status(id), status.state.isOver { return status }
        return await withCheckedContinuation { waiting[id, default: []].append($0) }
    }

    /// Waits for a job and passes its failure on.
    ///
    /// - Throws: what the job threw; `CancellationError` when it was cancelled.
    public func outcome(of id: Int) async throws -> String {
        let status = await finished(id)
        if let error = errors[id] { throw error }
        return status.outcome
    }

    /// What a job left undone though it did what it was asked for: an erasure that the disk still owes.
    public func shortfall(of id: Int) -> Refusal? { shortfalls[id] }

    /// Waits until no job is queued or running.
    public func settled() async {
        while let job = jobs.jobs.first(where: { !$0.state.isOver }) { _ = await finished(job.id) }
        await predicting?.value
    }

    private static let executor = WorkExecutor("lethe.jobs")

    func cancelRunningJob() throws -> Echo {
        // A removal can't be undone, so it goes first, though it may still wait behind another job.
        let removal = jobs.jobs.first { $0.kind == .forget && !$0.state.isOver && !cancelledEarly.contains($0.id) }
        guard let job = removal ?? jobs.running else {
            throw Refusal(.usage, "No job is running.", next: "4 lists the jobs.")
        }
        if job.state == .queued { cancelledEarly.insert(job.id) } else { cancellation?.cancel() }
        return Echo("cancelling: \(job.title)", job: job.id)
    }

    /// Ends what runs and what waits; nothing is started any more.
    func stopJobs() async {
        isClosing = true
        cancellation?.cancel()
        predicting?.cancel()
        await runningTask?.value
        await predicting?.value
        bodies = [:]
        for job in jobs.jobs where !job.state.isOver {
            errors[job.id] = CancellationError()
            jobs.finish(job.id, .cancelled, outcome: "the project was closed", seconds: 0)
            resume(waitingFor: job.id)
        }
        publishSnapshot()
    }

    private func startNextJob() {
        guard !isClosing, let job = jobs.startNext(), let body = bodies.removeValue(forKey: job.id) else { return }
        let flag = CancellationFlag()
        if cancelledEarly.remove(job.id) != nil { flag.cancel() }
        cancellation = flag
        let mailbox = mailbox
        let probe = probe
        let throttle = ProgressThrottle()
        let toCome = TimeToCome(expected: job.secondsLeft)
        let started = ContinuousClock.now
        let work = Work(
            report: { progress in
                guard let phase = throttle.admit(progress.phase) else { return }
                let now = ContinuousClock.now
                let left = toCome.left(
                    elapsed: (now - started).inSeconds, phase: ((now - phase).inSeconds, progress.fraction))
                mailbox.report(
                    job: job.id, phase: progress.phase, fraction: progress.fraction, detail: progress.detail,
                    secondsLeft: left)
            },
            isCancelled: { flag.isCancelled || probe?(job.kind) == true })
        runningTask = Task.detached(executorPreference: Self.executor, priority: .utility) {
            let result: Result<String, any Error>
            do { result = .success(try await body(self, work)) } catch { result = .failure(error) }
            await self.ended(job.id, result, seconds: (ContinuousClock.now - started).inSeconds)
        }
    }

    private func ended(_ id: Int, _ result: Result<String, any Error>, seconds: Double) {
        if case .failure(let error) = result { errors[id] = error }
        switch result {
        case .success(let sentence): jobs.finish(id, .done, outcome: sentence, seconds: seconds)
        case .failure(is CancellationError):
            jobs.finish(id, .cancelled, outcome: "cancelled; the model is as it was", seconds: seconds)
        case .failure(let error):
            let said = Explanation(error).description
            jobs.finish(id, .failed(said), outcome: said, seconds: seconds)
        }
        runningTask = nil
        cancellation = nil
        startNextJob()
        publishSnapshot()
        resume(waitingFor: id)
    }

    private func resume(waitingFor id: Int) {
        guard let status = jobs.status(id) else { return }
        for continuation in waiting.removeValue(forKey: id) ?? [] { continuation.resume(returning: status) }
    }
}

/// Lets ten reports a second through, and every first one of a phase.
private final class ProgressThrottle: Sendable {
    private struct State {
        var last: ContinuousClock.Instant?
        var phase = ""
        var began = ContinuousClock.now
    }
    private let state = Mutex(State())

    /// When the phase began; nil where a report comes too soon.
    func admit(_ phase: String) -> ContinuousClock.Instant? {
        let now = ContinuousClock.now
        return state.withLock { state in
            if phase == state.phase, let last = state.last, now - last < .milliseconds(100) { return nil }
            if phase != state.phase { state.began = now }
            state.phase = phase
            state.last = now
            return state.began
        }
    }
}

extension Duration {
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}

/// Runs `body` and says how long it took, in seconds.
func timed<T>(_ body: () throws -> T) rethrows -> (T, Double) {
    let started = ContinuousClock.now
    let result = try body()
    return (result, (ContinuousClock.now - started).inSeconds)
}
