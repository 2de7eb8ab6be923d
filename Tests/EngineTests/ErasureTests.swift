import Fairness
import Foundation
import Journal
import Records
import Testing

@testable import Engine
@testable import Journal

@Suite struct ErasureTests {
    let project: Project

    init() throws { project = try Project() }

    @Test func `held-out records are skipped, counted, and stay in the evaluation`() async throws {
        let workspace = try await project.trained()
        let (test, training) = await (workspace.rows(in: .test), workspace.rows(in: .train))
        let rows = Array(test.prefix(4)) + training.prefix(6)
        _ = try await workspace.perform(.stage(rows: rows, basis: nil, reason: ""))
        let prediction = try #require(await workspace.prediction)
        #expect(prediction.training == 6 && prediction.heldOut == 4 && prediction.heldOutErased == 0)
        let said = try await workspace.finish(.apply())
        #expect(
            said
                == "forgot 6 training records, 4 never trained on stay in the evaluation; identical to a retrain")
        let result = try #require(await workspace.lastRemoval)
        #expect(result.removed == 6 && result.heldOutSkipped == 4 && result.heldOutErased == 0)
        #expect(result.before.n == test.count && result.after.n == test.count)
        #expect(await workspace.evaluation?.records == test.count)
        let decided = await workspace.decided
        #expect(decided.forgotten.indices.filter { decided.forgotten[$0] } == training.prefix(6).sorted())
        #expect(decided.staged.isEmpty)
        #expect(try await workspace.stored() == decided)
        await workspace.close()
    }

    @Test func `erased, they leave the evaluation, and the journal's texts about every one of them go`() async throws {
        let workspace = try await project.trained(policy: Policy(earlierModels: .always))
        let (test, training) = await (workspace.rows(in: .test), workspace.rows(in: .train))
        let rows = Array(test.prefix(4)) + training.prefix(6)
        _ = try await workspace.perform(.flag(.private, on: true, rows: rows, reason: "Hopper's letter"))
        _ = try await workspace.perform(.flag(.toxic, on: true, rows: [training[10]], reason: "Other words"))
        _ = try await workspace.perform(.stage(rows: rows, basis: nil, reason: "asked by Hopper"))
        let ids = await workspace.ids(rows).map(\.description)
        let old = try #require(try workspace.store.currentModel())
        let said = try await workspace.finish(.apply(erase: true))
        #expect(
            said == "forgot 6 training records, 4 never trained on left the evaluation; identical to a retrain")
        let result = try #require(await workspace.lastRemoval)
        #expect(result.heldOutSkipped == 4 && result.heldOutErased == 4 && result.after.n == test.count - 4)
        #expect(await workspace.snapshot.counts.forgotten == 10)
        let events = await workspace.events
        let payloads = events.compactMap { $0.payload?.canonical }.joined()
        for id in ids { #expect(!payloads.contains(id)) }
        #expect(!payloads.contains("Hopper") && payloads.contains("Other words"))
        #expect(try workspace.store.events().map(\.line) == events.map(\.line))
        #expect(events.last { $0.action == .erase }?.object["params"]?["count"] == 10)
        #expect(events.contains { $0.action == .tombstone })
        #expect(try workspace.store.pendingJobs().isEmpty)
        guard case .tombstones = try workspace.store.verifyChain() else {
            Issue.record("erased payloads have tombstones")
            return
        }
        for secret in ["Hopper's letter", "asked by Hopper"] {
            #expect(try project.filesHolding(Data(secret.utf8)).isEmpty)
        }
        // An erasure overrides what policy keeps, and says so where it is asked for.
        #expect(try project.filesHolding(#require(old.bytes).suffix(60)).isEmpty)
        let refusal = await #expect(throws: Refusal.self) { _ = try await workspace.perform(.restore(old.digest)) }
        #expect(refusal?.sentence.contains("were erased") == true)
        let retrained = try await project.retrained(without: workspace)
        #expect(try retrained.store.currentModel()?.digest == result.snapshot.after)
        #expect(retrained.mailbox.latest.evaluation?.records == test.count - 4)
        await retrained.close()
        await workspace.close()
    }

    @Test func `held-out records alone leave nothing to unlearn: refused, naming what would take them out`()
        async throws
    {
        let workspace = try await project.trained()
        let before = try #require(try workspace.store.currentModel())
        let test = await workspace.rows(in: .test)
        let rows = Array(test.prefix(5))
        _ = try await workspace.perform(.stage(rows: rows, basis: nil, reason: ""))
        let decided = await workspace.decided
        for command in [Command.apply(), .preview(), .preview(rows: rows)] {
            let refusal = await #expect(throws: Refusal.self) { _ = try await workspace.perform(command) }
            #expect(
                refusal?.sentence == "None of these 5 records was trained on, so there is nothing to unlearn.")
            #expect(refusal?.nextStep.contains("--erase") == true)
        }
        #expect(await workspace.decided == decided)
        #expect(await !workspace.actions.contains(.unlearnStart))
        try await workspace.finish(.apply(erase: true))
        #expect(await workspace.lastRemoval?.removed == 0)
        #expect(try workspace.store.currentModel()?.bytes == before.bytes)
        #expect(await workspace.evaluation?.records == test.count - 5)
        await workspace.close()
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `whichever copies are asked for, none that trained and was to go stays`(seed: UInt64) async throws {
        // Many copies of few records: parts differ between the copies of one record.
        var sheet = Sheet(12, seed: seed)
        sheet.rows = (0..<60).map { sheet.rows[$0 % 12] } + Sheet(60, seed: seed + 50).rows
        let project = try Project(sheet)
        let workspace = try await project.trained()
        let all = await workspace.assignment
        let rows = Array(stride(from: Int(seed) % 3, to: 60, by: 3))
        let plan = await workspace.plan(rows, erase: false)
        #expect((plan.going + plan.skipped).sorted() == rows)
        try await workspace.forget(rows)
        let result = try #require(await workspace.lastRemoval)
        #expect(result.removed == plan.unlearned.count && result.removed > 0)
        #expect(result.heldOutSkipped + result.heldOutAlong == rows.count - result.removed)
        let now = await workspace.assignment
        // Of each record the ids that were asked for are its last ones; of those none trains any more.
        for first in 0..<12 {
            let asked = rows.count { $0 % 12 == first }
            let copies = stride(from: first, to: 60, by: 12).map { $0 }
            let last = copies.suffix(asked).compactMap { all.ids[$0] }
            let training = Set(now.training.compactMap { now.ids[$0] })
            #expect(training.isDisjoint(with: last))
        }
        let retrained = try await project.retrained(without: workspace)
        #expect(try retrained.store.currentModel()?.digest == result.snapshot.after)
        #expect(retrained.mailbox.latest.counts.test == workspace.mailbox.latest.counts.test)
        await retrained.close()
        await workspace.close()
    }

    @Test func `an erasure that was cut short after its removal was published is ended at the next opening`()
        async throws
    {
        let workspace = try await project.trained()
        let rows = await workspace.training(4)
        _ = try await workspace.perform(.flag(.private, on: true, rows: rows, reason: "Hopper's letter"))
        _ = try await workspace.perform(.stage(rows: rows, basis: nil, reason: ""))
        try workspace.store.execute(
            """
            CREATE TRIGGER fault BEFORE DELETE ON payloads BEGIN SELECT RAISE(ABORT, 'the test says no'); END
            """)
        let echo = try await workspace.perform(.apply(erase: true))
        let job = try #require(echo.job)
        let said = try await workspace.outcome(of: job)
        #expect(said.hasPrefix("forgot 4 training records; identical to a retrain; the erasure of what was said"))
        let shortfall = try #require(await workspace.shortfall(of: job))
        #expect(shortfall.kind == .busy)
        #expect(shortfall.sentence.hasPrefix("The records are forgotten, but the erasure is not finished: "))
        #expect(await workspace.lastRemoval?.erasurePending == true)
        #expect(await workspace.snapshot.counts.forgotten == 4)
        try workspace.store.execute("DROP TRIGGER fault")
        #expect(try !project.filesHolding(Data("Hopper".utf8)).isEmpty)
        await workspace.close()
        let reopened = try project.open()
        #expect(try await reopened.begin() == ["ended the erasure of 4 records that was interrupted"])
        await reopened.settled()
        #expect(try project.filesHolding(Data("Hopper".utf8)).isEmpty)
        #expect(try reopened.store.pendingJobs().isEmpty)
        #expect(await reopened.actions.contains(.erase))
        await reopened.close()
    }
}
