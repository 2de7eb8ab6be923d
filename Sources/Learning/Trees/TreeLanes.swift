import Records
import Synchronization

/// Works on many trees, several at once. A tree comes out the same whichever lane it was worked on.
enum TreeLanes {
    private struct State {
        var next = 0
        var done = 0
        var visited = 0
        var failure: (any Error)?
    }

    /// What `body` makes of each of `trees`, in their order, and the records that were gone through. It gets a grower for
    /// the tree and the tree's place among `trees`.
    ///
    /// - Parameter isLarge: whether the work is worth more than one lane.
    /// - Throws: `CancellationError`, before the next tree.
    static func each(
        _ trees: [Int], phase: String, isLarge: Bool, work: Work, grower: @Sendable () -> TreeGrower,
        body: @Sendable (TreeGrower, Int) -> TreeNode?
    ) throws -> (nodes: [TreeNode?], visited: Int) {
        let state = Mutex(State())
        var nodes: [TreeNode?] = Array(repeating: nil, count: trees.count)
        let lanes = Parallel.lanes(trees.count, isWorthwhile: isLarge)
        nodes.withUnsafeMutableBufferPointer { nodes in
            // Each place is written by the lane that took the tree.
            nonisolated(unsafe) let nodes = nodes
            Parallel.each(lanes) { _ in
                let grower = grower()
                while let place = take(state, of: trees.count) {
                    grower.tree = trees[place]
                    nodes[place] = body(grower, place)
                    finish(state, of: trees.count, phase, work)
                }
                state.withLock { $0.visited += grower.visited }
            }
        }
        let end = state.withLock { $0 }
        if let failure = end.failure { throw failure }
        return (nodes, end.visited)
    }

    private static func take(_ state: borrowing Mutex<State>, of count: Int) -> Int? {
        state.withLock { state in
            guard state.failure == nil, state.next < count else { return nil }
            state.next += 1
            return state.next - 1
        }
    }

    /// Reports under the lock, so that progress never goes back.
    private static func finish(_ state: borrowing Mutex<State>, of count: Int, _ phase: String, _ work: Work) {
        state.withLock { state in
            guard state.failure == nil else { return }
            state.done += 1
            do {
                try work.step(
                    Progress(
                        phase: phase, fraction: Double(state.done) / Double(count),
                        detail: "\(state.done) of \(count) trees"))
            } catch {
                state.failure = error
            }
        }
    }
}
