import Foundation
import Journal
import Records
import Synchronization
import Testing

@testable import Engine

@Suite struct QueueingTests {
    let project: Project

    init() throws { project = try Project(Sheet(160)) }

    @Test func `requests that come while a removal waits join it: one unlearning, one result that lists them`()
        async throws
    {
        let workspace = try await project.trained()
        let rows = await workspace.training(9)
        let gate = Gate()
        await workspace.atEachStep { _ in
            gate.wait()
            return false
        }
        let proof = try #require(try await workspace.perform(.prove).job)
        var removals: [Int?] = []
        for part in [rows[0..<2], rows[2..<5], rows[5..<9]] {
            _ = try await workspace.perform(.stage(rows: Array(part), basis: nil, reason: ""))
            removals.append(try await workspace.perform(.apply()).job)
        }
        #expect(Set(removals).count == 1)
        #expect(await workspace.snapshot.jobs.last?.title == "forgetting 9 records of 3 requests")
        // All of them are being forgotten now: none can be asked for again, or taken back.
        for command in [Command.apply(), .unstage(rows: [rows[8]])] {
            let refusal = await #expect(throws: Refusal.self) { _ = try await workspace.perform(command) }
            #expect(refusal?.kind == .busy)
        }
        gate.open()
        let job = try #require(removals[0])
        #expect(await workspace.finished(proof).state == .done)
        #expect(await workspace.finished(job).state == .done)
        await workspace.settled()
        let result = try #require(await workspace.lastRemoval)
        #expect(result.removed == 9)
        #expect(result.requests.map(\.records) == [2, 3, 4])
        #expect(result.requests.map(\.actor) == ["ada", "ada", "ada"])
        let events = await workspace.events
        #expect(result.requests.allSatisfy { events[$0.event - 1].action == .unlearnStart })
        #expect(events.count { $0.action == .unlearnResult } == 1)
        let keys = events.filter { $0.action == .unlearnStart || $0.action == .unlearnResult }.map {
            $0.object["params"]?["job"]
        }
        #expect(Set(keys).count == 1)
        #expect(try workspace.store.pendingJobs().isEmpty)
        #expect(try await workspace.stored() == workspace.decided)
        #expect(await workspace.applying.isEmpty)
        await workspace.close()
    }

    @Test func `a removal that runs is left alone: the next one waits for it`() async throws {
        let workspace = try await project.trained()
        let rows = await workspace.training(5)
        let (gate, arrived) = (Gate(), Gate())
        await workspace.atEachStep { kind in
            guard kind == .forget else { return false }
            arrived.open()
            gate.wait()
            return false
        }
        _ = try await workspace.perform(.stage(rows: Array(rows[0..<2]), basis: nil, reason: ""))
        let first = try #require(try await workspace.perform(.apply()).job)
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                arrived.wait()
                continuation.resume()
            }
        }
        _ = try await workspace.perform(.stage(rows: Array(rows[2..<5]), basis: nil, reason: ""))
        // What runs is staged still; asked for all that is staged, only the new ones are taken.
        let second = try #require(try await workspace.perform(.apply()).job)
        #expect(first != second)
        gate.open()
        #expect(await workspace.finished(first).state == .done)
        #expect(await workspace.finished(second).state == .done)
        let results = await workspace.events.filter { $0.action == .unlearnResult }
        #expect(results.map { $0.object["params"]?["removed"] } == [2, 3])
        #expect(await workspace.snapshot.counts.forgotten == 5)
        try await workspace.finish(.prove)
        #expect(await workspace.lastProof?.equal == true)
        await workspace.close()
    }

    @Test func `X takes all requests of a removal back at once; they stay staged`() async throws {
        let workspace = try await project.trained()
        let model = try workspace.store.currentModel()?.digest
        let rows = await workspace.training(4)
        let gate = Gate()
        await workspace.atEachStep { _ in
            gate.wait()
            return false
        }
        _ = try await workspace.perform(.prove)
        for part in [rows[0..<2], rows[2..<4]] {
            _ = try await workspace.perform(.stage(rows: Array(part), basis: nil, reason: ""))
            _ = try await workspace.perform(.apply())
        }
        _ = try await workspace.perform(.cancelJob)
        gate.open()
        await workspace.settled()
        #expect(try workspace.store.currentModel()?.digest == model)
        #expect(await workspace.snapshot.counts.staged == 4)
        #expect(try workspace.store.pendingJobs().isEmpty)
        try await workspace.finish(.apply())
        #expect(await workspace.lastRemoval?.removed == 4)
        await workspace.close()
    }

    @Test func `the time to come is what was expected less what it took, then by the phase's share`() {
        let toCome = TimeToCome(expected: 10)
        #expect(toCome.left(elapsed: 4, phase: (1, 0.9)) == 6)
        #expect(toCome.left(elapsed: 12, phase: (3, 0.75)) == 1)
        #expect(TimeToCome(expected: nil).left(elapsed: 4, phase: (4, 0.5)) == 4)
        #expect(TimeToCome(expected: nil).left(elapsed: 4, phase: (4, 0.01)) == nil)
        #expect(toCome.left(elapsed: 12, phase: (3, 1)) == nil)
        #expect([0.2, 1.4, 59.6, 240].map(\.asTimeToCome) == ["under 1 s", "≈ 1 s", "≈ 60 s", "≈ 4 min"])
    }

    @Test func `a job says how long it will take while it waits and runs, and no longer once it is over`() async throws
    {
        let workspace = try await project.trained()
        _ = try await workspace.perform(.stage(rows: await workspace.training(3), basis: nil, reason: ""))
        #expect(await workspace.knowledge.solving?.seconds ?? 0 > 0)
        let expected = try #require(await workspace.prediction?.seconds)
        #expect(expected > 0)
        let gate = Gate()
        await workspace.atEachStep { _ in
            gate.wait()
            return false
        }
        _ = try await workspace.perform(.prove)
        let removal = try #require(try await workspace.perform(.apply()).job)
        #expect(await workspace.jobs.status(removal)?.secondsLeft == expected)
        gate.open()
        #expect(await workspace.finished(removal).secondsLeft == nil)
        await workspace.close()
    }
}
