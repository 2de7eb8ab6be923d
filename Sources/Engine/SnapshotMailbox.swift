import Synchronization

/// The newest snapshot, for whoever draws: a latest-wins box with one listener.
public final class SnapshotMailbox: Sendable {
    private struct State {
        var snapshot: Snapshot
        var onPost: (@Sendable () -> Void)?
    }

    private let state: Mutex<State>

    init(_ first: Snapshot) {
        state = Mutex(State(snapshot: first, onPost: nil))
    }

    public var latest: Snapshot { state.withLock { $0.snapshot } }

    /// Calls `body` after every change, on any thread; it must only wake somebody.
    public func listen(_ body: @escaping @Sendable () -> Void) {
        state.withLock { $0.onPost = body }
    }

    func post(_ snapshot: Snapshot) {
        let wake = state.withLock { state in
            var snapshot = snapshot
            // Only the mailbox knows how far a running job has come.
            for (index, job) in snapshot.jobs.enumerated() where job.state == .running {
                guard let known = state.snapshot.jobs.first(where: { $0.id == job.id && $0.state == .running })
                else { continue }
                snapshot.jobs[index] = known
            }
            state.snapshot = snapshot
            return state.onPost
        }
        wake?()
    }

    /// Changes what a running job says of itself, between two snapshots.
    func report(job id: Int, phase: String, fraction: Double, detail: String, secondsLeft: Double?) {
        let wake = state.withLock { state -> (@Sendable () -> Void)? in
            guard let index = state.snapshot.jobs.firstIndex(where: { $0.id == id }),
                !state.snapshot.jobs[index].state.isOver
            else { return nil }
            state.snapshot.jobs[index].phase = phase
            state.snapshot.jobs[index].fraction = fraction
            state.snapshot.jobs[index].detail = detail
            state.snapshot.jobs[index].secondsLeft = secondsLeft
            return state.onPost
        }
        wake?()
    }
}
