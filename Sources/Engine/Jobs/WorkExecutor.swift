public import Dispatch

/// Threads of their own for long work, so that it never takes the ones that keys and frames are served from.
///
/// Swift's pool has one thread a core: two busy jobs on two cores would leave none to resume the screen.
public final class WorkExecutor: TaskExecutor {
    private let queue: DispatchQueue

    /// - Parameter qos: `.userInitiated` where a person waits for the answer.
    public init(_ label: String, qos: DispatchQoS = .utility) {
        queue = DispatchQueue(label: label, qos: qos, attributes: .concurrent)
    }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedTaskExecutor()
        queue.async { job.runSynchronously(on: executor) }
    }
}
