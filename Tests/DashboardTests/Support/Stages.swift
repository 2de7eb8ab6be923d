import Engine
import Journal
import Records
import TestSupport

@testable import Dashboard

/// Snapshots along the loop, from one rehearsal, shared by the tests that only look.
struct Stages: Sendable {
    /// Opened, trained, searched; nothing decided.
    let fresh: Snapshot
    /// One record of each flag, reasons, and a queue with warnings.
    let decided: Snapshot
    /// The queue was measured.
    let previewed: Snapshot
    /// The queue was applied.
    let forgotten: Snapshot
    /// The chain was checked and the model proven.
    let proven: Snapshot

    private static let made = Task { try await make() }

    static var all: Stages { get async throws { try await made.value } }

    private static func make() async throws -> Stages {
        var rehearsal = try await Rehearsal.open()
        func now() -> Snapshot { steady(rehearsal.workspace.mailbox.latest) }
        let fresh = now()
        for (row, key) in [
            (Sample.insult, "t"), (Sample.address, "p"), (Sample.emoji, "b"), (Sample.cjk, "m"), (Sample.newlines, "c"),
            (Sample.controls, "o"), (Sample.duplicate, "b"),
        ] {
            await rehearsal.go(to: row)
            await rehearsal.press(key)
        }
        await rehearsal.go(to: Sample.duplicate)
        await rehearsal.press("t", "r")
        await rehearsal.type("said twice")
        await rehearsal.press("Enter", "d")
        await rehearsal.go(to: Sample.address)
        await rehearsal.press("d", "f")
        await rehearsal.type("group=Belmar toxic=1 row:9..600 split:train")
        await rehearsal.press("Enter", "*", "d", "y")
        let decided = now()
        await rehearsal.press("3", "P")
        let previewed = now()
        await rehearsal.press("A")
        await rehearsal.type("\(decided.counts.staged)")
        await rehearsal.press("Enter")
        let forgotten = now()
        await rehearsal.press("6", "P", "7", "I")
        let proven = now()
        await rehearsal.workspace.close()
        return Stages(fresh: fresh, decided: decided, previewed: previewed, forgotten: forgotten, proven: proven)
    }

    /// Measured durations, replaced by fixed ones: nothing else in a snapshot differs between two runs but what the
    /// project's random key signs (see `Golden.settled`).
    static func steady(_ snapshot: Snapshot) -> Snapshot {
        var snapshot = snapshot
        for index in snapshot.jobs.indices { snapshot.jobs[index].seconds = 0.25 }
        snapshot.prediction?.seconds = 0.4
        return snapshot
    }
}
