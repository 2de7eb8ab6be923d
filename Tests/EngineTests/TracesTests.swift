import Fairness
import Foundation
import Journal
import Records
import Testing

@testable import Engine
@testable import Journal

/// After an erasure nothing that the project keeps points at the person.
@Suite struct TracesTests {
    let project: Project

    init() throws { project = try Project() }

    /// The files of the project that hold one of the ids, as a table would or spelled out.
    private func filesNaming(_ ids: [RecordID]) throws -> [String] {
        try ids.flatMap { id in
            try project.filesHolding(id.blob) + project.filesHolding(Data(id.description.utf8))
        }
    }

    @Test(arguments: [false, true])
    func `no id of a forgotten record is anywhere in the project or in an exported journal`(erase: Bool) async throws {
        let workspace = try await project.trained(policy: Policy(earlierModels: .always))
        let rows = await workspace.training(6)
        let ids = await workspace.ids(rows)
        _ = try await workspace.perform(.flag(.private, on: true, rows: rows, reason: "asked by letter"))
        _ = try await workspace.perform(.flag(.biased, on: true, rows: [rows[0]], reason: ""))
        _ = try await workspace.perform(.reveal(rows: rows))
        _ = try await workspace.perform(.stage(rows: rows, basis: nil, reason: ""))
        _ = try await workspace.finish(.preview())
        try await workspace.finish(.apply(erase: erase))
        #expect(try filesNaming(ids) == [])
        _ = try await workspace.complete(.write(.bundle(path: project.path("bundle"))))
        for name in try FileManager.default.contentsOfDirectory(atPath: project.path("bundle")) {
            let text = try String(contentsOfFile: project.path("bundle/\(name)"), encoding: .utf8)
            for id in ids { #expect(!text.contains(id.description)) }
        }
        let decided = await workspace.decided
        #expect(try await workspace.stored() == decided)
        #expect(decided.flags[rows[0]].isEmpty == erase)
        await workspace.close()
        let reopened = try await project.reopened()
        #expect(await reopened.decided == decided)
        #expect(try filesNaming(ids) == [])
        await reopened.close()
    }

    @Test func `figures from before are measured again without the person, and no event keeps them`() async throws {
        let workspace = try await project.trained(policy: Policy(earlierModels: .always))
        for _ in 0..<2 { try await workspace.forget(await workspace.training(5)) }
        let test = await workspace.rows(in: .test)
        let gone = test[3]
        let before = try #require(await workspace.snapshot.savePoints.last)
        #expect(await workspace.snapshot.savePoints.map(\.report.n) == [test.count, test.count, test.count])
        _ = try await workspace.perform(.stage(rows: [gone], basis: "erasure", reason: ""))
        try await workspace.finish(.apply(erase: true))
        let points = await workspace.snapshot.savePoints
        // The removal changed no weight, so that there is no fourth model.
        #expect(points.map(\.report.n) == Array(repeating: test.count - 1, count: 3))
        for digest in try workspace.store.figured() {
            let kept = try #require(workspace.store.evaluation(of: digest))
            #expect(kept.report.n == test.count - 1 && kept.records == test.count - 1)
            #expect(kept.before.map(\.n) ?? test.count - 1 == test.count - 1)
        }
        // The chain says how many were held out, never how they were decided.
        let evaluations = await workspace.events.filter { $0.action == .evaluate }
        #expect(evaluations.dropLast().allSatisfy { $0.payload == nil })
        #expect(evaluations.last?.payload?["figures"]?["accuracy"] != nil)
        let accuracy = try #require(before.accuracy).fixed(6)
        #expect(await !workspace.events.contains { $0.line.contains(accuracy) })
        #expect(try project.filesHolding(Data(accuracy.utf8)).isEmpty)
        guard case .tombstones = try workspace.store.verifyChain() else {
            Issue.record("erased figures have tombstones")
            return
        }
        await workspace.close()
    }

    @Test func `figures of a model that is not kept are dropped`() async throws {
        let workspace = try await project.trained(policy: Policy(earlierModels: .no))
        let first = try #require(try workspace.store.currentDigest())
        try await workspace.forget(await workspace.training(5))
        let second = try #require(try workspace.store.currentDigest())
        let (test, training) = await (workspace.rows(in: .test), workspace.training(1))
        _ = try await workspace.perform(.stage(rows: [test[0]] + training, basis: nil, reason: ""))
        try await workspace.finish(.apply(erase: true))
        #expect(try workspace.store.figures(for: first) == nil)
        let kept = try #require(workspace.store.evaluation(of: second))
        #expect(kept.report.n == test.count - 1)
        #expect(await workspace.snapshot.savePoints.count == 2)
        await workspace.close()
    }

    @Test func `what was forgotten before can be erased later`() async throws {
        let workspace = try await project.trained(policy: Policy(earlierModels: .always))
        let rows = await workspace.training(4)
        let old = try #require(try workspace.store.currentModel())
        _ = try await workspace.perform(.flag(.private, on: true, rows: rows, reason: "Hopper's letter"))
        try await workspace.forget(rows)
        let model = try workspace.store.currentModel()
        #expect(try !project.filesHolding(Data("Hopper's letter".utf8)).isEmpty)
        let echo = try await workspace.complete(.eraseForgotten(rows: rows))
        #expect(echo.fact == "erased 4 records that were forgotten before")
        #expect(try project.filesHolding(Data("Hopper's letter".utf8)).isEmpty)
        #expect(try project.filesHolding(#require(old.bytes).suffix(60)).isEmpty)
        #expect(try workspace.store.currentModel() == model)
        #expect(try workspace.store.forgotten().allSatisfy { $0.isErased && $0.flags.isEmpty })
        #expect(try await workspace.stored() == workspace.decided)
        #expect(try workspace.store.pendingJobs().isEmpty)
        #expect(await workspace.pendingErasure == nil)
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await workspace.complete(.eraseForgotten(rows: rows))
        }
        #expect(refusal?.sentence.contains("Nothing is left to erase") == true)
        try await workspace.finish(.prove)
        #expect(await workspace.lastProof?.equal == true)
        await workspace.close()
    }

    @Test func `an export in the project folder stops an erasure, by its name`() async throws {
        let workspace = try await project.trained()
        let rows = await workspace.training(2)
        _ = try await workspace.perform(.stage(rows: rows, basis: nil, reason: ""))
        _ = try await workspace.complete(.write(.bundle(path: project.directory + "/bundle")))
        let report = project.directory + "/report.md"
        try Data("Hopper".utf8).write(to: URL(fileURLWithPath: report))
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await workspace.perform(.apply(erase: true))
        }
        #expect(refusal?.sentence.contains("'bundle', 'report.md'") == true)
        #expect(await workspace.snapshot.counts.forgotten == 0)
        // A removal without erasure takes no notice.
        try await workspace.finish(.apply())
        await #expect(throws: Refusal.self) { _ = try await workspace.complete(.eraseForgotten(rows: rows)) }
        for path in [report, project.directory + "/bundle"] { try FileManager.default.removeItem(atPath: path) }
        _ = try await workspace.complete(.eraseForgotten(rows: rows))
        await workspace.close()
    }

    @Test(arguments: [false, true])
    func `while a reader holds the file, an erasure is pending: said, logged, and finished at the next opening`(
        erase: Bool
    ) async throws {
        let workspace = try await project.trained()
        let rows = await workspace.training(3)
        _ = try await workspace.perform(.flag(.private, on: true, rows: rows, reason: "Hopper's letter"))
        _ = try await workspace.perform(.stage(rows: rows, basis: nil, reason: ""))
        try workspace.store.execute("PRAGMA busy_timeout = 0")
        let reader = try ProjectStore.open(at: project.directory, session: session("eve"), readOnly: true)
        let hold = try reader.hold()
        let job = try #require(try await workspace.perform(.apply(erase: erase)).job)
        let said = try await workspace.outcome(of: job)
        #expect(said.hasSuffix("; bytes of what went may still be in the project's file, until it is opened next"))
        let shortfall = await workspace.shortfall(of: job)
        #expect(shortfall?.kind == (erase ? .busy : nil))
        #expect(await workspace.lastRemoval?.erasurePending == erase)
        #expect(await workspace.snapshot.isErasurePending)
        let pending = await workspace.events.filter { $0.action == .erase && $0.object["outcome"] == "pending" }
        #expect(pending.count == 1)
        await workspace.settled()
        await workspace.close()
        let look = try ProjectFiles.open(project.directory, session: session("ada"), readOnly: true)
        #expect(await look.look().isErasurePending)
        await look.close()
        hold.release()
        try reader.close()
        let reopened = try project.open()
        #expect(try await reopened.begin().first?.hasPrefix("finished the erasure that was pending") == true)
        await reopened.settled()
        #expect(await !reopened.snapshot.isErasurePending)
        #expect(await reopened.events.contains { $0.action == .erase && $0.object["outcome"] == "completed" })
        #expect(try project.filesHolding(Data("Hopper's letter".utf8)).isEmpty == erase)
        await reopened.close()
    }

    @Test func `your own model is measured without the records that were erased, now and later`() async throws {
        let project = try Project(Predictions())
        let workspace = try await project.yours()
        _ = try await workspace.perform(.stage(rows: [3, 8], basis: nil, reason: ""))
        try await workspace.finish(.apply())
        #expect(await workspace.evaluation?.records == 160)
        _ = try await workspace.perform(.stage(rows: [10, 20, 30], basis: nil, reason: ""))
        try await workspace.finish(.apply(erase: true))
        #expect(await workspace.evaluation?.records == 157)
        #expect(workspace.store.evaluation(of: Engine.Predictions.figures)?.records == 157)
        let evaluations = await workspace.events.filter { $0.action == .evaluate }
        #expect(evaluations.count == 2 && evaluations[0].payload == nil)
        _ = try await workspace.complete(.eraseForgotten(rows: [3, 8]))
        #expect(await workspace.evaluation?.records == 155)
        await workspace.close()
        let again = try await project.reopened()
        #expect(await again.evaluation?.records == 155)
        #expect(
            await again.snapshot.jobs.first { $0.kind == .audit }?.outcome.contains("5 records were erased") == true
        )
        await again.close()
    }
}
