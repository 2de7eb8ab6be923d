import Fairness
import Journal
import Learning
import Records
import TestSupport
import Testing

@testable import Engine

@Suite struct RemovalTests {
    /// Forgotten together, and retrained from the redacted copy: the same within what both certificates allow.
    private func expectEqual(_ workspace: Workspace, _ retrained: Workspace) async throws {
        let allowed = try workspace.store.bound() + retrained.store.bound()
        let (mine, theirs) = (try workspace.store.weights(), try retrained.store.weights())
        #expect(mine.keys.sorted() == theirs.keys.sorted())
        #expect(distance(mine, theirs) <= allowed)
        #expect(allowed < 1e-4)
        let (a, b) = (await workspace.snapshot, await retrained.snapshot)
        #expect(a.counts.training == b.counts.training)
        #expect(a.counts.selection == b.counts.selection)
        #expect(a.counts.test == b.counts.test)
        #expect(a.evaluation?.records == b.evaluation?.records)
        let kept = (0..<a.counts.records).filter { !workspace.mailbox.latest.isForgotten($0) }
        let parts = await (workspace.assignment.parts, retrained.assignment.parts)
        #expect(kept.map { parts.0[$0] } == parts.1)
        let margins = (await workspace.learned?.margins ?? [], await retrained.learned?.margins ?? [])
        for (row, other) in zip(kept, margins.1.indices) { #expect(abs(margins.0[row] - margins.1[other]) < 1e-3) }
    }

    private func check(_ project: Project, _ workspace: Workspace, _ batches: [[Int]]) async throws {
        for batch in batches { try await workspace.forget(batch) }
        let retrained = try await project.retrained(without: workspace)
        try await expectEqual(workspace, retrained)
        await retrained.close()
        await workspace.close()
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `forgetting random records equals training on the redacted copy`(seed: UInt64) async throws {
        let project = try Project(Sheet(240, twins: 20, seed: seed))
        var random = Seeded(seed)
        let rows = Array(0..<240).shuffled(using: &random)
        let size = [1, 24, 72][Int(seed) - 1]
        try await check(project, try await project.trained(), [Array(rows.prefix(size))])
    }

    @Test func `several batches in another order reach the same model`() async throws {
        var random = Seeded(5)
        let rows = Array(0..<240).shuffled(using: &random)
        let batches = [Array(rows[0..<3]), Array(rows[3..<30]), Array(rows[30..<31])]
        var reached: [Workspace] = []
        for order in [[0, 1, 2], [2, 0, 1]] {
            let project = try Project(Sheet(240, twins: 12))
            let workspace = try await project.trained()
            for index in order { try await workspace.forget(batches[index]) }
            let retrained = try await project.retrained(without: workspace)
            try await expectEqual(workspace, retrained)
            await retrained.close()
            reached.append(workspace)
        }
        let allowed = try reached[0].store.bound() + reached[1].store.bound()
        #expect(try distance(reached[0].store.weights(), reached[1].store.weights()) <= allowed)
        #expect(await reached[0].decided.forgotten == reached[1].decided.forgotten)
        for workspace in reached { await workspace.close() }
    }

    @Test func `a whole group can be forgotten, and its weight goes with it`() async throws {
        let sheet = Sheet()
        let project = try Project(sheet)
        let workspace = try await project.trained(schema: Sheet.byCity)
        #expect(try workspace.store.weights()["c:city=Corva"] != nil)
        let rows = sheet.rows.indices.filter { sheet.rows[$0][2] == "Corva" }
        _ = try await workspace.perform(.stage(rows: rows, basis: nil, reason: ""))
        #expect(await workspace.prediction?.erodedGroups == ["removes 100 % of city=Corva"])
        try await workspace.finish(.apply(erase: true))
        #expect(try workspace.store.weights()["c:city=Corva"] == nil)
        #expect(await workspace.evaluation?.report.groups.contains { $0.value == "Corva" } == false)
        try await check(project, workspace, [])
    }

    @Test func `of identical records the last occurrences are forgotten`() async throws {
        // Rows 200…239 are copies of rows 0…39.
        let project = try Project(Sheet(240, twins: 40))
        let workspace = try await project.trained()
        _ = try await workspace.perform(.stage(rows: Array(0..<10) + [215, 16, 216], basis: nil, reason: ""))
        let predicted = try #require(await workspace.prediction)
        #expect(predicted.twinsLeft == [15] + Array(200..<210))
        try await workspace.finish(.apply())
        let result = try #require(await workspace.lastRemoval)
        #expect(predicted.training == result.removed)
        #expect(predicted.heldOut == result.heldOutSkipped)
        try await check(project, workspace, [])
    }

    @Test func `every held-out record can be erased`() async throws {
        let project = try Project()
        let workspace = try await project.trained()
        let rows = await workspace.rows(in: .test) + workspace.rows(in: .selection)
        _ = try await workspace.perform(.stage(rows: rows, basis: nil, reason: ""))
        try await workspace.finish(.apply(erase: true))
        let evaluation = try #require(await workspace.evaluation)
        #expect(evaluation.records == 0 && evaluation.auc == nil)
        try await check(project, workspace, [])
    }

    @Test(arguments: ["all", "yes", "no"])
    func `forgetting everything or one class is refused, and nothing has changed`(class label: String) async throws {
        let sheet = Sheet()
        let project = try Project(sheet)
        let workspace = try await project.trained()
        let model = try workspace.store.currentModel()
        let evaluation = try await workspace.evaluation?.json()
        let rows = sheet.rows.indices.filter { label == "all" || sheet.rows[$0][5] == label }
        _ = try await workspace.perform(.stage(rows: rows, basis: nil, reason: ""))
        let decided = await workspace.decided
        let refusal = await #expect(throws: Refusal.self) { try await workspace.finish(.apply()) }
        #expect(refusal?.kind == .badData)
        #expect(await workspace.decided == decided)
        #expect(try await workspace.stored() == decided)
        #expect(try workspace.store.currentModel() == model)
        #expect(try await workspace.evaluation?.json() == evaluation)
        #expect(try workspace.store.pendingJobs().isEmpty)
        let last = try #require(await workspace.events.last)
        #expect(last.action == .unlearnFail && last.object["outcome"] == "failed")
        #expect(await workspace.snapshot.canUndo)
        let few = await workspace.rows(in: .train).filter(rows.contains).prefix(5)
        _ = try await workspace.perform(.unstage(rows: rows.filter { !few.contains($0) }))
        try await workspace.finish(.apply())
        #expect(await workspace.snapshot.counts.forgotten == 5)
        await workspace.close()
    }

    @Test func `by keys or in one command, the result is the same`() async throws {
        let (left, right) = (try Project(), try Project())
        let (keys, headless) = (try await left.trained(), try await right.trained())
        for row in 0..<12 {
            _ = try await keys.perform(.flag(.biased, on: true, rows: [row], reason: ""))
            _ = try await keys.perform(.stage(rows: [row], basis: nil, reason: ""))
        }
        _ = try await keys.perform(.undo)
        _ = try await keys.perform(.redo)
        try await keys.finish(.preview())
        try await keys.finish(.apply())
        _ = try await headless.perform(.stage(rows: Array(0..<12), basis: "bias", reason: ""))
        try await headless.finish(.apply())
        #expect(try keys.store.currentModel()?.bytes == headless.store.currentModel()?.bytes)
        #expect(try await keys.evaluation?.json() == headless.evaluation?.json())
        await keys.close()
        await headless.close()
    }

    @Test func `applying with nothing staged, or without a model yet, is refused`() async throws {
        let project = try Project()
        let workspace = try project.create()
        let nothing = await #expect(throws: Refusal.self) { _ = try await workspace.perform(.apply()) }
        #expect(nothing?.sentence == "Nothing is staged.")
        _ = try await workspace.perform(.stage(rows: [1], basis: nil, reason: ""))
        let early = await #expect(throws: Refusal.self) { _ = try await workspace.perform(.apply()) }
        #expect(early?.sentence.contains("no model") == true)
        #expect(await workspace.actions == [.open, .stage])
        await workspace.close()
    }

    @Test func `training again after a removal does not bring the forgotten back`() async throws {
        let project = try Project()
        let workspace = try await project.trained()
        try await workspace.forget(Array(0..<30))
        let unlearned = (try workspace.store.weights(), try workspace.store.bound())
        try await workspace.finish(.train)
        let allowed = try unlearned.1 + workspace.store.bound()
        #expect(try distance(unlearned.0, workspace.store.weights()) <= allowed)
        #expect(await workspace.lastTraining?.records == workspace.snapshot.counts.training)
        await workspace.close()
    }
}

extension Snapshot {
    func isForgotten(_ row: Int) -> Bool { (overlay.facets["state"]?.masks[row] ?? 0) & 2 != 0 }
}
