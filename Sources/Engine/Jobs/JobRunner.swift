import Foundation
import Learning
import Records
import Synchronization

/// Runs operations one after the other, all in the same way: it announces them before, keeps what resumes them, watches the
/// source before reading, after reading and before the commit, and writes down how they ended.
///
/// A value of the workspace's; what it needs of it, it asks the workspace for.
struct JobRunner: Sendable {
    private(set) var queue = JobQueue()
    /// Operations that wait, by the number of their job.
    private var waiting: [Int: any Operation] = [:]
    /// By the key of their events.
    private var jobOfKey: [String: Int] = [:]
    private var running: (task: Task<Void, Never>, cancellation: Cancellation)?
    /// Queued jobs that are to be cancelled as soon as they start.
    private var cancelledEarly: Set<Int> = []
    private var errors: [Int: any Error] = [:]
    /// What was left undone by jobs that did what they were asked for.
    private var shortfalls: [Int: Refusal] = [:]
    private var listeners: [Int: [CheckedContinuation<JobStatus, Never>]] = [:]
    private(set) var isClosing = false

    static let executor = WorkExecutor("lethe.jobs")

    // MARK: Waiting

    mutating func enqueue(_ operation: any Operation, expected: Double?) -> Int {
        let id = queue.enqueue(operation.kind, title: operation.title, expected: expected)
        waiting[id] = operation
        if case .journal(let key) = operation.mark { jobOfKey[key] = id }
        return id
    }

    /// The job of the operation whose events have this key.
    func job(of key: String) -> Int? { jobOfKey[key] }

    /// Whether an operation waits that may still be changed.
    func isWaiting(_ key: String) -> Bool {
        jobOfKey[key].map { waiting[$0] != nil && !cancelledEarly.contains($0) } ?? false
    }

    mutating func retitle(_ key: String, _ title: String) {
        if let id = jobOfKey[key] { queue.retitle(id, title) }
    }

    // MARK: Running

    /// What runs next, from now on; nil while another runs, or none waits.
    mutating func startNext() -> (job: JobStatus, operation: any Operation, cancellation: Cancellation)? {
        guard !isClosing, running == nil, let job = queue.startNext(),
            let operation = waiting.removeValue(forKey: job.id)
        else { return nil }
        let cancellation = Cancellation()
        if cancelledEarly.remove(job.id) != nil { cancellation.cancel() }
        return (job, operation, cancellation)
    }

    mutating func didStart(_ task: Task<Void, Never>, _ cancellation: Cancellation) { running = (task, cancellation) }

    mutating func finish(_ id: Int, _ result: Result<String, any Error>, seconds: Double) {
        switch result {
        case .success(let sentence): queue.finish(id, .done, outcome: sentence, seconds: seconds)
        case .failure(let error):
            errors[id] = error
            if error is CancellationError {
                queue.finish(id, .cancelled, outcome: "cancelled; the model is as it was", seconds: seconds)
            } else {
                let said = Explanation(error).description
                queue.finish(id, .failed(said), outcome: said, seconds: seconds)
            }
        }
        running = nil
    }

    /// What a job left undone though it did what it was asked for.
    mutating func note(shortfall: Refusal, of id: Int) { shortfalls[id] = shortfall }
    func shortfall(of id: Int) -> Refusal? { shortfalls[id] }
    func error(of id: Int) -> (any Error)? { errors[id] }

    // MARK: Ending

    /// Cancels a removal that waits or runs, for it can't be undone; else what runs.
    mutating func cancel() -> JobStatus? {
        let removal = queue.jobs.first { $0.kind == .forget && !$0.state.isOver && !cancelledEarly.contains($0.id) }
        guard let job = removal ?? queue.running else { return nil }
        if job.state == .queued { cancelledEarly.insert(job.id) } else { running?.cancellation.cancel() }
        return job
    }

    /// From here on nothing starts; what runs is asked to end.
    ///
    /// - Returns: what runs.
    mutating func close() -> Task<Void, Never>? {
        isClosing = true
        running?.cancellation.cancel()
        return running?.task
    }

    /// Ends what still waits.
    ///
    /// - Returns: the jobs that ended by it.
    mutating func endWaiting() -> [Int] {
        waiting = [:]
        let left = queue.jobs.filter { !$0.state.isOver }.map(\.id)
        for id in left {
            errors[id] = CancellationError()
            queue.finish(id, .cancelled, outcome: "the project was closed", seconds: 0)
        }
        return left
    }

    // MARK: Listening

    mutating func listen(to id: Int, _ continuation: CheckedContinuation<JobStatus, Never>) {
        listeners[id, default: []].append(continuation)
    }

    /// Tells those who wait for a job that it is over.
    mutating func tell(of id: Int) {
        guard let status = queue.status(id) else { return }
        for continuation in listeners.removeValue(forKey: id) ?? [] { continuation.resume(returning: status) }
    }
}

/// Lets ten reports a second through, and every first one of a phase.
final class ProgressThrottle: Sendable {
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
