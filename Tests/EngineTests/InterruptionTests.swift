import Foundation
import Journal
import Records
import Synchronization
import Testing

@testable import Engine
@testable import Journal

/// Copies a project as `kill -9` would leave it: what was written, nothing that a process holds in memory.
private func image(of project: String, at copy: String) {
    let manager = FileManager.default
    try? manager.createDirectory(atPath: copy, withIntermediateDirectories: false)
    for name in ["project.sqlite", "project.sqlite-wal"] {
        try? manager.copyItem(atPath: "\(project)/\(name)", toPath: "\(copy)/\(name)")
    }
}

/// Makes numbered copies of a project.
private final class Camera: Sendable {
    private let project: String
    private let base: String
    private let count = Mutex(0)

    init(_ project: Project) {
        self.project = project.directory
        base = project.path("image")
    }

    var images: [String] { (0..<count.withLock { $0 }).map { "\(base)\($0)" } }

    func shoot() {
        let number = count.withLock { count in
            defer { count += 1 }
            return count
        }
        image(of: project, at: "\(base)\(number)")
    }
}

@Suite struct InterruptionTests {
    let project: Project

    init() throws { project = try Project(Sheet(120)) }

    @Test func `a removal cancelled at any step leaves model, figures and queue as they were`() async throws {
        let workspace = try await project.trained()
        let model = try workspace.store.currentModel()
        _ = try await workspace.perform(.stage(rows: await workspace.training(20), basis: nil, reason: "x"))
        let decided = await workspace.decided
        let before = await workspace.snapshot
        var step = 0
        while true {
            let left = Mutex(step)
            let wanted = step
            await workspace.atEachStep { kind in
                kind == .forget
                    && left.withLock { left in
                        defer { left -= 1 }
                        return left <= 0
                    }
            }
            let job = try #require(try await workspace.perform(.apply()).job)
            let status = await workspace.finished(job)
            if status.state == .done { break }
            #expect(status.state == .cancelled)
            #expect(await workspace.decided == decided)
            #expect(try await workspace.stored() == decided)
            #expect(try workspace.store.currentModel() == model)
            #expect(try workspace.store.models(loadingBytes: false).count == 1)
            #expect(try workspace.store.pendingJobs().isEmpty)
            let snapshot = await workspace.snapshot
            #expect(snapshot.models == before.models)
            #expect(try snapshot.evaluation?.json() == before.evaluation?.json())
            #expect(snapshot.overlay.numbers["model.score"] == before.overlay.numbers["model.score"])
            let last = try #require(snapshot.events.last)
            #expect(last.action == .unlearnFail && last.object["outcome"] == "cancelled", "step \(wanted)")
            step += 1
        }
        #expect(step > 5)
        #expect(await workspace.snapshot.counts.forgotten == 20)
        #expect(try workspace.store.verifyChain().exitCode == 0)
        await workspace.close()
    }

    @Test func `X cancels the removal, also while it waits behind another job`() async throws {
        let workspace = try await project.trained(schema: Sheet.byCity)
        let model = try workspace.store.currentModel()
        let rows = await workspace.training(2)
        _ = try await workspace.perform(.stage(rows: rows, basis: nil, reason: ""))
        let gate = Gate()
        await workspace.atEachStep { _ in
            gate.wait()
            return false
        }
        let search = try #require(try await workspace.perform(.find(column: "city")).job)
        let removal = try #require(try await workspace.perform(.apply()).job)
        _ = try await workspace.perform(.cancelJob)
        gate.open()
        #expect(await workspace.finished(removal).state == .cancelled)
        #expect(await workspace.finished(search).state == .done)
        #expect(try workspace.store.currentModel() == model)
        #expect(await workspace.snapshot.counts.staged == 2)
        #expect(await workspace.events.last?.object["outcome"] == "cancelled")
        await workspace.settled()
        await #expect(throws: Refusal.self) { _ = try await workspace.perform(.cancelJob) }
        await workspace.close()
    }

    @Test func `cancelling up to the last moment means that nothing is published`() async throws {
        let workspace = try await project.trained()
        let rows = await workspace.training(2)
        _ = try await workspace.perform(.stage(rows: rows, basis: nil, reason: ""))
        let steps = Mutex(0)
        await workspace.atEachStep { kind in
            if kind == .preview { steps.withLock { $0 += 1 } }
            return false
        }
        try await workspace.finish(.preview())
        // The figures come last and take longest: there must be a step after them.
        let seen = steps.withLock { $0 }
        let removal = Mutex(0)
        await workspace.atEachStep { kind in
            if kind == .forget { removal.withLock { $0 += 1 } }
            return false
        }
        try await workspace.finish(.apply())
        #expect(removal.withLock { $0 } == seen + 1)
        await workspace.close()
    }

    @Test func `what is being forgotten can't be taken back meanwhile, nor forgotten twice`() async throws {
        let workspace = try await project.trained()
        let rows = await workspace.training(2)
        _ = try await workspace.perform(.stage(rows: rows, basis: nil, reason: ""))
        let gate = Gate()
        await workspace.atEachStep { _ in
            gate.wait()
            return false
        }
        let removal = try #require(try await workspace.perform(.apply()).job)
        for command in [Command.undo, .unstage(rows: [rows[1]]), .apply()] {
            let refusal = await #expect(throws: Refusal.self) { _ = try await workspace.perform(command) }
            #expect(refusal?.kind == .busy)
        }
        _ = try await workspace.perform(.stage(rows: [100], basis: nil, reason: ""))
        _ = try await workspace.perform(.flag(.toxic, on: true, rows: [101], reason: ""))
        _ = try await workspace.perform(.unstage(rows: [100]))
        _ = try await workspace.perform(.undo)
        gate.open()
        #expect(await workspace.finished(removal).state == .done)
        #expect(await workspace.snapshot.queue.map(\.rows) == [[100]])
        #expect(try await workspace.stored() == workspace.decided)
        _ = try await workspace.perform(.unstage(rows: [100]))
        await workspace.close()
    }

    @Test func `killed at any step of a removal, a project goes on with it when it is opened, and says so`()
        async throws
    {
        let workspace = try await project.trained()
        let rows = await workspace.training(8)
        _ = try await workspace.perform(.stage(rows: rows, basis: nil, reason: ""))
        let camera = Camera(project)
        await workspace.atEachStep { kind in
            if kind == .forget { camera.shoot() }
            return false
        }
        let model = try workspace.store.currentModel()
        let decided = await workspace.decided
        try await workspace.finish(.apply())
        let new = try workspace.store.currentModel()?.digest
        await workspace.close()
        let images = camera.images
        #expect(images.count > 5)
        for path in [images[0], images[images.count / 2], images[images.count - 1]] {
            let reopened = try project.open(at: path)
            #expect(try reopened.store.currentModel() == model)
            #expect(try await reopened.begin() == ["resuming the removal of 8 records that was interrupted"])
            await reopened.settled()
            #expect(try reopened.store.currentModel()?.digest == new)
            #expect(try reopened.store.pendingJobs().isEmpty)
            let starts = await reopened.events.filter { $0.action == .unlearnStart }.map { $0.object["outcome"] }
            #expect(starts == ["ok", "resumed"])
            #expect(
                await reopened.snapshot.jobs.map(\.title).contains(
                    "resuming the removal of 8 records that was interrupted"))
            #expect(await reopened.snapshot.counts.forgotten == 8)
            #expect(await reopened.lastTraining == nil)
            #expect(try reopened.store.verifyChain().exitCode == 0)
            await reopened.close()
        }
        // Declined, it stays staged and the old model is current.
        let declined = try await project.reopened(at: images[1], resuming: false)
        #expect(try declined.store.currentModel() == model)
        #expect(await declined.decided == decided)
        #expect(try declined.store.pendingJobs().isEmpty)
        #expect(await declined.events.last?.object["outcome"] == "interrupted")
        try await declined.finish(.apply())
        #expect(try declined.store.currentModel()?.digest == new)
        await declined.close()
    }

    @Test
    func `killed at any statement of a removal, a project opens with the old model or the new, and ends with the new`()
        async throws
    {
        let workspace = try await project.trained()
        let rows = await workspace.training(8)
        _ = try await workspace.perform(.stage(rows: rows, basis: nil, reason: ""))
        let old = try #require(try workspace.store.currentModel()?.digest)
        let camera = Camera(project)
        workspace.store.beforeEachStatement { camera.shoot() }
        try await workspace.finish(.apply())
        workspace.store.beforeEachStatement(nil)
        let new = try #require(try workspace.store.currentModel()?.digest)
        await workspace.close()
        var seen: Set<String> = []
        var ends: Set<String> = []
        for path in camera.images {
            let store = try ProjectStore.open(at: path, session: session("ada"))
            let digest = try #require(try store.currentModel()?.digest)
            seen.insert(digest)
            #expect(try store.staged().count == (digest == new ? 0 : 8))
            #expect(try store.forgotten().count == (digest == new ? 8 : 0))
            #expect(try store.figures(for: digest) != nil)
            #expect(try store.verifyChain().exitCode == 0)
            let actions = try store.events().map(\.action)
            let isPending = try !store.pendingJobs().isEmpty
            #expect(isPending == (digest == old && actions.contains(.unlearnStart)))
            #expect(actions.contains(.unlearnResult) == (digest == new))
            try store.close()
            let reopened = try await project.reopened(at: path)
            let end = try #require(try reopened.store.currentModel()?.digest)
            // Before it was announced nothing is known of it.
            #expect(end == (isPending || digest == new ? new : old))
            ends.insert(end)
            #expect(await reopened.snapshot.counts.forgotten == (end == new ? 8 : 0))
            #expect(try await reopened.stored() == reopened.decided)
            #expect(try reopened.store.pendingJobs().isEmpty)
            #expect(try reopened.store.verifyChain().exitCode == 0)
            await reopened.close()
        }
        #expect(seen == [old, new] && ends == [old, new])
    }

    @Test func `closed while a removal runs and another waits, both go on as one; cancelled, neither does`()
        async throws
    {
        let workspace = try await project.trained()
        let model = try workspace.store.currentModel()
        let rows = await workspace.training(9)
        let (gate, arrived) = (Gate(), Gate())
        await workspace.atEachStep { kind in
            guard kind == .forget else { return false }
            arrived.open()
            gate.wait()
            return false
        }
        _ = try await workspace.perform(.stage(rows: Array(rows.prefix(4)), basis: nil, reason: ""))
        _ = try await workspace.perform(.apply())
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                arrived.wait()
                continuation.resume()
            }
        }
        _ = try await workspace.perform(.stage(rows: Array(rows.suffix(5)), basis: nil, reason: ""))
        _ = try await workspace.perform(.apply())
        let closing = Task { await workspace.close() }
        while await !workspace.isClosing { await Task.yield() }
        gate.open()
        await closing.value
        image(of: project.directory, at: project.path("left"))
        image(of: project.directory, at: project.path("cancelled"))

        let left = try project.open(at: project.path("left"))
        #expect(try left.store.currentModel() == model && left.store.pendingJobs().count == 2)
        #expect(try await left.begin() == ["resuming the removal of 9 records that was interrupted"])
        await left.settled()
        let result = try #require(await left.lastRemoval)
        #expect(result.removed == 9 && result.requests.map(\.records) == [4, 5])
        #expect(try left.store.pendingJobs().isEmpty)
        await left.close()

        let cancelled = try project.open(at: project.path("cancelled"))
        try await cancelled.begin()
        _ = try await cancelled.perform(.cancelJob)
        await cancelled.settled()
        #expect(try cancelled.store.currentModel() == model)
        #expect(await cancelled.snapshot.counts.staged == 9)
        #expect(try cancelled.store.pendingJobs().isEmpty)
        await cancelled.close()
        let again = try project.open(at: project.path("cancelled"))
        #expect(try await again.begin().isEmpty)
        await again.close()
    }

    @Test func `cancelled training leaves no model, and can be done again`() async throws {
        let workspace = try project.create()
        await workspace.atEachStep { $0 == .train }
        try await workspace.ready()
        #expect(await workspace.snapshot.models.isEmpty)
        #expect(await workspace.snapshot.jobs.first?.state == .cancelled)
        await workspace.atEachStep(nil)
        try await workspace.finish(.train)
        #expect(await workspace.snapshot.currentModel != nil)
        await workspace.close()
    }

    @Test func `a failed job says why, and the next one runs`() async throws {
        let workspace = try await project.trained()
        _ = try await workspace.perform(.stage(rows: Array(0..<120), basis: nil, reason: ""))
        let removal = try #require(try await workspace.perform(.apply()).job)
        let proof = try #require(try await workspace.perform(.prove).job)
        guard case .failed(let why) = await workspace.finished(removal).state else {
            Issue.record("it did not fail")
            return
        }
        #expect(why.contains("No record would be left"))
        #expect(await workspace.finished(proof).state == .done)
        await workspace.close()
    }
}

/// Shut until it is opened.
final class Gate: Sendable {
    private let isOpen = Mutex(false)
    private let signal = DispatchSemaphore(value: 0)

    func wait() {
        if isOpen.withLock({ $0 }) { return }
        signal.wait()
        signal.signal()
    }

    func open() {
        isOpen.withLock { $0 = true }
        signal.signal()
    }
}
