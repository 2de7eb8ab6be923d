import Journal
import Records
import TestSupport
import Testing

@testable import Engine

@Suite struct DecisionTests {
    let project: Project

    init() throws { project = try Project(Sheet(120)) }

    @Test func `flags come and go, in the project as on the screen`() async throws {
        let workspace = try await project.trained()
        _ = try await workspace.perform(.flag(.toxic, on: true, rows: [4, 5], reason: ""))
        _ = try await workspace.perform(.flag(.private, on: true, rows: [5], reason: ""))
        #expect(await workspace.flags[4].flags == [.toxic])
        #expect(await workspace.flags[5].flags == [.toxic, .private])
        _ = try await workspace.perform(.flag(.toxic, on: false, rows: [4, 5], reason: ""))
        #expect(await workspace.flags[4].isEmpty)
        #expect(await workspace.flags[5].flags == [.private])
        #expect(try await workspace.stored() == workspace.decided)
        let snapshot = await workspace.snapshot
        #expect(Array(try snapshot.rows(Query(filter: try Filter(parsing: "flag:any")))) == [5])
        #expect(snapshot.counts.flagged == 1)
        await workspace.close()
    }

    @Test func `fine and unsure stand alone`() async throws {
        let workspace = try await project.trained()
        for flag in [Flag.toxic, .biased, .fine] {
            _ = try await workspace.perform(.flag(flag, on: true, rows: [0], reason: ""))
        }
        #expect(await workspace.flags[0].flags == [.fine])
        _ = try await workspace.perform(.flag(.unsure, on: true, rows: [0], reason: ""))
        #expect(await workspace.flags[0].flags == [.unsure])
        _ = try await workspace.perform(.flag(.mislabelled, on: true, rows: [0], reason: ""))
        #expect(await workspace.flags[0].flags == [.mislabelled])
        #expect(try await workspace.stored() == workspace.decided)
        for _ in 0..<2 { _ = try await workspace.perform(.undo) }
        #expect(await workspace.flags[0].flags == [.fine])
        _ = try await workspace.perform(.undo)
        #expect(await workspace.flags[0].flags == [.toxic, .biased])
        await workspace.close()
    }

    @Test func `flagging again changes nothing and is no event`() async throws {
        let workspace = try await project.trained()
        _ = try await workspace.perform(.flag(.toxic, on: true, rows: [0], reason: ""))
        let events = await workspace.events.count
        #expect(
            try await workspace.perform(.flag(.toxic, on: true, rows: [0], reason: "")).fact.contains("already"))
        #expect(try await workspace.perform(.flag(.biased, on: false, rows: [0], reason: "")).fact.contains("not"))
        #expect(try await workspace.perform(.unstage(rows: [0])).sentence == "not staged")
        #expect(await workspace.events.count == events)
        await workspace.close()
    }

    @Test func `what is staged takes its basis from the flags and its reason from the record`() async throws {
        let workspace = try await project.trained()
        _ = try await workspace.perform(.flag(.private, on: true, rows: [1], reason: "an address"))
        _ = try await workspace.perform(.flag(.biased, on: true, rows: [2], reason: ""))
        _ = try await workspace.perform(.stage(rows: [1, 2, 3], basis: nil, reason: ""))
        let queue = await workspace.snapshot.queue
        #expect(queue.map(\.basis) == ["bias", "other", "privacy"])
        #expect(queue.map(\.rows) == [[2], [3], [1]])
        #expect(queue[2].reason == "an address")
        #expect(queue.allSatisfy { $0.actor == "ada" && !$0.isApproved })
        #expect(try await workspace.perform(.stage(rows: [1], basis: nil, reason: "")).sentence == "already staged")
        #expect(try await workspace.stored() == workspace.decided)
        await workspace.close()
    }

    @Test func `undoing a flag gives the reason back that it replaced`() async throws {
        let workspace = try await project.trained()
        _ = try await workspace.perform(.setReason("first thought", rows: [0]))
        let before = await workspace.decided
        _ = try await workspace.perform(.flag(.toxic, on: true, rows: [0, 1], reason: "second thought"))
        #expect(await workspace.reasons == [0: "second thought", 1: "second thought"])
        _ = try await workspace.perform(.undo)
        #expect(await workspace.decided == before)
        _ = try await workspace.perform(.redo)
        #expect(await workspace.reasons == [0: "second thought", 1: "second thought"])
        let flagged = await workspace.decided
        _ = try await workspace.perform(.flag(.toxic, on: false, rows: [0], reason: "a slip"))
        _ = try await workspace.perform(.undo)
        #expect(await workspace.decided == flagged)
        await workspace.close()
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `n random decisions and n undos leave nothing; n redos bring everything back`(seed: UInt64) async throws {
        let workspace = try await project.trained()
        var random = Seeded(seed)
        _ = try await workspace.perform(.flag(.toxic, on: true, rows: [0, 1, 2], reason: "there before"))
        _ = try await workspace.perform(.stage(rows: [1], basis: nil, reason: ""))
        var states = [await workspace.decided]
        while states.count < 60 {
            let rows = (0..<Int.random(in: 1...4, using: &random)).map { _ in Int.random(in: 0..<12, using: &random) }
            let reason = ["", "why", "because"].randomElement(using: &random) ?? ""
            let flag = Flag.allCases.randomElement(using: &random) ?? .toxic
            let commands: [Command] = [
                .flag(flag, on: true, rows: rows, reason: reason), .flag(flag, on: false, rows: rows, reason: reason),
                .setReason(reason, rows: rows), .stage(rows: rows, basis: nil, reason: reason), .unstage(rows: rows),
            ]
            let events = await workspace.events.count
            _ = try await workspace.perform(commands.randomElement(using: &random) ?? .undo)
            if await workspace.events.count > events { states.append(await workspace.decided) }
        }
        for state in states.dropLast().reversed() {
            _ = try await workspace.perform(.undo)
            #expect(await workspace.decided == state)
            #expect(try await workspace.stored() == state)
        }
        for state in states.dropFirst() {
            _ = try await workspace.perform(.redo)
            #expect(await workspace.decided == state)
        }
        #expect(try await workspace.stored() == states.last)
        await #expect(throws: Refusal.self) { _ = try await workspace.perform(.redo) }
        _ = try await workspace.perform(.undo)
        _ = try await workspace.perform(.flag(.unsure, on: true, rows: [100], reason: ""))
        #expect(await !workspace.snapshot.canRedo)
        #expect(try workspace.store.verifyChain().exitCode == 0)
        await workspace.close()
    }

    @Test func `applying a removal empties the undo stack`() async throws {
        let workspace = try await project.trained()
        let row = await workspace.training(1)
        _ = try await workspace.perform(.flag(.toxic, on: true, rows: row, reason: ""))
        try await workspace.forget(row)
        let snapshot = await workspace.snapshot
        #expect(!snapshot.canUndo && !snapshot.canRedo)
        await #expect(throws: Refusal.self) { _ = try await workspace.perform(.undo) }
        await workspace.close()
    }

    @Test func `forgotten records can't be decided about`() async throws {
        let workspace = try await project.trained()
        let rows = await workspace.training(2)
        try await workspace.forget([rows[0]])
        for command in [
            Command.flag(.toxic, on: true, rows: [rows[0]], reason: ""), .setReason("x", rows: [rows[0]]),
            .stage(rows: [rows[0]], basis: nil, reason: ""),
        ] {
            await #expect(throws: Refusal.self) { _ = try await workspace.perform(command) }
        }
        _ = try await workspace.perform(.stage(rows: rows, basis: nil, reason: ""))
        #expect(await workspace.snapshot.queue.map(\.rows) == [[rows[1]]])
        await workspace.close()
    }
}
