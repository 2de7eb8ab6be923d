import Foundation
import Journal
import Learning
import Records
import Testing

@testable import Engine
@testable import Journal

@Suite struct RestoringTests {
    let project: Project

    init() throws { project = try Project(Sheet(160, twins: 10)) }

    private func digest(_ workspace: Workspace) throws -> String {
        try #require(try workspace.store.currentModel()?.digest)
    }

    @Test func `an earlier model comes back with its records, by the beginning of its digest; both events stay`()
        async throws
    {
        let workspace = try await project.trained(policy: Policy(earlierModels: .always))
        let before = (await workspace.decided, await workspace.snapshot)
        let old = try digest(workspace)
        try await workspace.forget(await workspace.training(9))
        let new = try digest(workspace)
        #expect(old != new)
        let said = try await workspace.finish(.restore(String(old.prefix(7))))
        #expect(said == "\(old.prefix(6)) is current again, with 9 records that were forgotten")
        #expect(try digest(workspace) == old)
        #expect(await workspace.decided == before.0)
        #expect(try await workspace.stored() == before.0)
        let after = await workspace.snapshot
        #expect(after.currentModel?.digest == old && after.counts == before.1.counts)
        #expect(after.overlay.numbers["model.score"] == before.1.overlay.numbers["model.score"])
        #expect(after.evaluation?.accuracy == before.1.evaluation?.accuracy)
        #expect(await workspace.actions.contains(.unlearnResult))
        let event = try #require(await workspace.events.last { $0.action == .revert })
        #expect(event.object["inputs"] == .strings([new]) && event.object["outputs"] == .strings([old]))
        #expect(event.object["params"]?["count"] == 9)
        try await workspace.finish(.prove)
        #expect(await workspace.lastProof?.equal == true)
        #expect(try workspace.store.verifyChain().exitCode == 0)
        await workspace.close()
        let reopened = try await project.reopened()
        #expect(try digest(reopened) == old)
        #expect(await reopened.decided == before.0)
        await reopened.close()
    }

    @Test func `from one model to another and back, each has the records it had`() async throws {
        let workspace = try await project.trained(policy: Policy(earlierModels: .always))
        var seen = [(try digest(workspace), await workspace.forgotten)]
        for _ in 0..<2 {
            try await workspace.forget(await workspace.training(6))
            seen.append((try digest(workspace), await workspace.forgotten))
        }
        for index in [0, 2, 1, 0, 1] {
            try await workspace.finish(.restore(seen[index].0))
            #expect(try digest(workspace) == seen[index].0)
            #expect(await workspace.forgotten == seen[index].1)
            #expect(try await workspace.stored().forgotten == seen[index].1)
        }
        try await workspace.forget(await workspace.training(3))
        try await workspace.finish(.prove)
        #expect(await workspace.lastProof?.equal == true)
        await workspace.close()
    }

    @Test func `what policy purged is refused with the reason, and so is a name that is none, or two`() async throws {
        let workspace = try await project.trained(policy: Policy(earlierModels: .no))
        let old = try digest(workspace)
        try await workspace.forget(await workspace.training(4))
        let model = try workspace.store.currentModel()
        let decided = await workspace.decided
        let purged = await #expect(throws: Refusal.self) { _ = try await workspace.perform(.restore(old)) }
        #expect(purged?.sentence.contains("was purged: the policy keeps earlier models 'no'") == true)
        let current = await #expect(throws: Refusal.self) {
            _ = try await workspace.perform(.restore(model?.digest ?? ""))
        }
        #expect(current?.sentence.contains("is the current model") == true)
        let unknown = await #expect(throws: Refusal.self) { _ = try await workspace.perform(.restore("zzz")) }
        #expect(unknown?.sentence.contains("keeps no earlier one") == true)
        let two = await #expect(throws: Refusal.self) { _ = try await workspace.perform(.restore("")) }
        #expect(two != nil)
        #expect(try workspace.store.currentModel() == model)
        #expect(await workspace.decided == decided)
        #expect(await !workspace.actions.contains(.revert))
        await workspace.close()
    }

    @Test func `a mistyped digest is asked about`() async throws {
        let workspace = try await project.trained()
        let old = try digest(workspace)
        try await workspace.forget(await workspace.training(4))
        var typed = Array(old.prefix(8))
        typed[5] = typed[5] == "0" ? "1" : "0"
        let refusal = await #expect(throws: Refusal.self) { _ = try await workspace.perform(.restore(String(typed))) }
        #expect(refusal?.nextStep == "Did you mean '\(old.prefix(8))'?")
        await workspace.close()
    }

    @Test func `a policy that keeps no earlier model deletes them at once`() async throws {
        let workspace = try await project.trained()
        let old = try #require(try workspace.store.currentModel())
        try await workspace.forget(await workspace.training(4))
        #expect(try !project.filesHolding(#require(old.bytes).suffix(60)).isEmpty)
        _ = try await workspace.perform(.setPolicy(Policy(earlierModels: .no)))
        await workspace.settled()
        #expect(try project.filesHolding(#require(old.bytes).suffix(60)).isEmpty)
        #expect(await workspace.snapshot.models.map(\.isKept) == [true, false])
        await #expect(throws: Refusal.self) { _ = try await workspace.perform(.restore(old.digest)) }
        await workspace.close()
    }

    @Test func `records that can't be matched are not brought back`() async throws {
        let workspace = try await project.trained(policy: Policy(earlierModels: .always))
        try await workspace.forget(await workspace.training(3))
        let middle = try digest(workspace)
        try await workspace.forget(await workspace.training(3))
        let results = await workspace.events.filter { $0.action == .unlearnResult }.map(\.seq)
        try workspace.store.erasePayloads(of: [results[0]], basis: "test")
        await workspace.close()
        let reopened = try await project.reopened()
        let model = try digest(reopened)
        let refusal = await #expect(throws: Refusal.self) { _ = try await reopened.perform(.restore(middle)) }
        #expect(refusal?.sentence.contains("can't be matched any more") == true)
        #expect(try digest(reopened) == model)
        await reopened.close()
    }

    @Test func `a model that is not that of its records is not believed`() async throws {
        let workspace = try await project.trained(policy: Policy(earlierModels: .always))
        let old = try digest(workspace)
        let bytes = try #require(try workspace.store.currentModel()?.bytes)
        try await workspace.forget(await workspace.training(3))
        let new = try digest(workspace)
        // The old entry now holds the weights of the new one: as many records, another model.
        try workspace.store.execute(
            """
            UPDATE models SET bytes = (SELECT bytes FROM models WHERE digest = '\(new)') WHERE digest = '\(old)'
            """)
        let decided = await workspace.decided
        let damaged = await #expect(throws: Refusal.self) { try await workspace.finish(.restore(old)) }
        #expect(damaged?.kind == .badData && damaged?.sentence.contains("are damaged") == true)
        try workspace.store.execute(
            "UPDATE models SET bytes = x'\(Hexadecimal.text(Array(bytes)))', records = records + 1 WHERE digest = '\(old)'"
        )
        let refusal = await #expect(throws: Refusal.self) { try await workspace.finish(.restore(old)) }
        #expect(refusal?.sentence.contains("is not the model of the records") == true)
        #expect(try digest(workspace) == new)
        #expect(await workspace.decided == decided)
        await workspace.close()
    }

    @Test func `turns that were flagged are flagged again when their record comes back`() async throws {
        var sheet = Sheet(160)
        for row in sheet.rows.indices {
            sheet.rows[row][4] =
                #"[{"role": "user", "content": "note \#(row)"}, {"role": "assistant", "content": "read \#(row)"}]"#
        }
        let project = try Project(sheet)
        let workspace = try await project.trained(policy: Policy(earlierModels: .always))
        let old = try digest(workspace)
        let row = try #require(await workspace.training(1).first)
        let place = TurnPlace(column: "note", index: 1)
        _ = try await workspace.perform(.flagTurns(.private, on: true, row: row, places: [place]))
        let marks = await workspace.turnFlags
        #expect(marks == [row: [place: FlagMask(.private)]])
        try await workspace.forget([row])
        #expect(await workspace.turnFlags.isEmpty)
        try await workspace.finish(.restore(old))
        #expect(await workspace.turnFlags == marks)
        #expect(await workspace.snapshot.turns == marks)
        #expect(await workspace.overlay.facets["turn"]?.masks[row] == UInt32(FlagMask(.private).rawValue))
        await workspace.close()
        let reopened = try await project.reopened()
        #expect(await reopened.turnFlags == marks)
        await reopened.close()
    }

    @Test func `the exported bundle holds no model, neither the old one nor the new`() async throws {
        let workspace = try await project.trained(policy: Policy(earlierModels: .always))
        try await workspace.forget(await workspace.training(4))
        let models = try workspace.store.models()
        #expect(models.count == 2 && models.allSatisfy(\.holdsBytes))
        _ = try await workspace.complete(.write(.bundle(path: project.path("bundle"))))
        for name in try FileManager.default.contentsOfDirectory(atPath: project.path("bundle")) {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: project.path("bundle/\(name)")))
            for model in models {
                let weights = try #require(model.bytes).suffix(60)
                #expect(bytes.range(of: weights) == nil)
                #expect(bytes.range(of: Data(weights.base64EncodedString().utf8)) == nil)
            }
        }
        await workspace.close()
    }
}
