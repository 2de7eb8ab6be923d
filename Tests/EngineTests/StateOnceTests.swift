import Journal
import Records
import TestSupport
import Testing

@testable import Engine

@Suite struct StateOnceTests {
    /// What people do, at random; what is refused is part of it.
    private static func command(_ workspace: Workspace, _ random: inout Seeded) async -> Command {
        let rows = (0..<Int.random(in: 1...5, using: &random)).map { _ in Int.random(in: 0..<80, using: &random) }
        let flag = Flag.allCases.randomElement(using: &random) ?? .toxic
        switch Int.random(in: 0..<24, using: &random) {
        case 0..<5: return .flag(flag, on: true, rows: rows, reason: Bool.random(using: &random) ? "why" : "")
        case 5: return .flag(flag, on: false, rows: rows, reason: "")
        case 6: return .setReason(Bool.random(using: &random) ? "a reason" : "", rows: rows)
        case 7..<11: return .stage(rows: rows, basis: nil, reason: "")
        case 11: return .unstage(rows: rows)
        case 12..<15: return .undo
        case 15: return .redo
        case 16..<19: return .apply(erase: Bool.random(using: &random))
        case 19:
            let digests = await workspace.snapshot.models.map(\.name)
            return .restore(digests.randomElement(using: &random) ?? "0")
        case 20: return .eraseForgotten(rows: Array(0..<80))
        case 21:
            let kept = Policy.EarlierModels.allCases.randomElement(using: &random) ?? .always
            return .setPolicy(Policy(earlierModels: kept))
        case 22: return .train
        default: return .prove
        }
    }

    @Test(arguments: 0..<6) func `whatever is done, memory and project say the same after every step`(
        seed: UInt64
    ) async throws {
        let project = try Project(Sheet(80, twins: 4, seed: seed))
        let workspace = try await project.trained(policy: Policy(earlierModels: .always))
        var random = Seeded(seed)
        var done = 0
        for step in 0..<40 {
            let command = await Self.command(workspace, &random)
            do {
                _ = try await workspace.finish(command)
                done += 1
            } catch is Refusal {}
            let (state, stored) = (await workspace.ledger.state, try await workspace.reread())
            try #require(state == stored, "step \(step): \(command)")
            try await workspace.checkShown("step \(step): \(command)")
        }
        #expect(done > 15)
        // Intact, or with tombstones of what was erased.
        #expect([0, 2].contains(try workspace.store.verifyChain().exitCode))
        await workspace.close()
    }

    @Test func `the marks on turns follow too, also when their records go and come back`() async throws {
        let turns = (0..<60).map { index in
            #"{"messages": [{"role": "user", "content": "question \#(index)"}, {"role": "assistant", "content": "#
                + #""answer \#(index % 7)"}], "good": \#(index % 3 == 0 ? "true" : "false")}"#
        }
        let project = try Project(text: turns.joined(separator: "\n") + "\n", name: "data.jsonl")
        let table = try Table(path: project.file)
        let schema = Schema(target: Target(column: "good", positive: "true"), textColumns: ["assistant"], groups: [])
        let workspace = try ProjectFiles.create(
            for: table, at: project.directory, schema: schema, seed: 3, policy: Policy(earlierModels: .always),
            session: session("ada"), clock: .fixed(), entropy: Entropy.seeded(1))
        try await workspace.ready()
        let rows = await workspace.training(6)
        let places = try #require(table.dialogue(of: rows[0])?.turns.map(\.place))
        for row in rows { _ = try await workspace.perform(.flagTurns(.toxic, on: true, row: row, places: [places[1]])) }
        let first = try #require(await workspace.snapshot.models.first?.name)
        #expect(try await workspace.ledger.state == workspace.reread())
        try await workspace.forget(Array(rows[0..<3]))
        #expect(try await workspace.ledger.state == workspace.reread())
        #expect(await workspace.turnFlags.count == 3)
        try await workspace.finish(.restore(first))
        #expect(try await workspace.ledger.state == workspace.reread())
        #expect(await workspace.turnFlags.count == 6)
        _ = try await workspace.perform(.stage(rows: [rows[0]], basis: nil, reason: ""))
        try await workspace.finish(.apply(erase: true))
        #expect(try await workspace.ledger.state == workspace.reread())
        #expect(await workspace.turnFlags.count == 5)
        await workspace.close()
    }
}

extension Workspace {
    /// The facets that filters ask are those that would be made of the state now, and the counts are its own.
    fileprivate func checkShown(_ when: String) throws {
        var anew = OverlayFollower(dataset)
        anew.refresh(ledger.state, knowledge, subject.outcomes(desk))
        for name in ["flag", "turn", "state"] {
            try #require(shown.overlay.facets[name]?.masks == anew.overlay.facets[name]?.masks, "\(name), \(when)")
        }
        let state = ledger.state
        try #require(state.forgottenCount == state.forgotten.count { $0 }, "\(when)")
        try #require(
            state.flaggedCount == state.flags.indices.count { !state.flags[$0].isEmpty && !state.forgotten[$0] },
            "\(when)")
        try #require(knowledge.assignment.parts == dataset.assignment(without: state.forgotten).parts, "\(when)")
    }
}
