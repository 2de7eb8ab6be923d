import Journal
import Records
import Testing

@testable import Engine

@Suite struct ProofTests {
    let project: Project

    init() throws { project = try Project() }

    @Test func `a cold retrain equals the model within the bound; this is logged and noted`() async throws {
        let workspace = try await project.trained()
        try await workspace.forget(Array(0..<25))
        let before = try #require(try workspace.store.currentModel())
        let evaluation = try await workspace.evaluation?.json()
        try await workspace.finish(.prove)
        let proof = try #require(await workspace.lastProof)
        #expect(proof.equal)
        #expect(proof.distance.map { $0 <= proof.bound } == true)
        #expect(proof.digestUnlearned == before.digest)
        #expect(proof.decisionsThatDiffer == 0)
        let event = try #require(await workspace.events.last)
        #expect(event.action == .prove && event.object["outcome"] == "equal")
        #expect(event.object["inputs"] == .strings([before.digest]))
        #expect(event.object["params"]?["bound"] == .string("\(proof.bound)"))
        let after = try #require(try workspace.store.currentModel())
        #expect(after.bytes == before.bytes && after.holdsBytes && after.proven != nil)
        #expect(after.removed == before.removed && after.parent == before.parent)
        let models = await workspace.snapshot.models
        #expect(models.map { $0.proof != nil } == [true, false])
        #expect(models.map(\.isCurrent) == [true, false])
        #expect(try await workspace.evaluation?.json() == evaluation)
        await workspace.close()
        let reopened = try await project.reopened()
        #expect(await reopened.snapshot.currentModel?.proof == after.proven)
        await reopened.close()
    }

    @Test func `a model that was never unlearned is bit for bit that of a retrain`() async throws {
        let workspace = try await project.trained()
        try await workspace.finish(.prove)
        let proof = try #require(await workspace.lastProof)
        #expect(proof.kind == "bit-identical" && proof.distance == 0)
        #expect(proof.digestRetrained == proof.digestUnlearned)
        #expect(proof.recipeDifferences.isEmpty)
        await workspace.close()
    }

    @Test func `a recipe that the retained records would not propose is named, and does not hide equality`()
        async throws
    {
        let sheet = Sheet()
        let workspace = try await project.trained(policy: Policy(recipe: .frozen))
        let rich = sheet.rows.indices.filter { (Int(sheet.rows[$0][1]) ?? 0) > 55 }
        try await workspace.forget(rich)
        try await workspace.finish(.prove)
        let proof = try #require(await workspace.lastProof)
        #expect(proof.equal)
        #expect(proof.recipeDifferences.contains { $0.hasPrefix("income:") })
        await workspace.close()
    }

    @Test func `a model that is not the retrained one is not called proven`() async throws {
        let workspace = try await project.trained()
        try await workspace.pretend()
        try await workspace.finish(.prove)
        #expect(await workspace.lastProof?.equal == false)
        #expect(await workspace.events.last?.object["outcome"] == "different")
        #expect(await workspace.snapshot.currentModel?.proof == nil)
        await workspace.close()
    }

    @Test func `a cancelled proof says that it was cancelled, and nothing else`() async throws {
        let workspace = try await project.trained()
        await workspace.atEachStep { $0 == .prove }
        await #expect(throws: CancellationError.self) { try await workspace.finish(.prove) }
        #expect(await workspace.lastProof == nil)
        let outcomes = await workspace.events.filter { $0.action == .prove }.map { $0.object["outcome"] }
        #expect(outcomes == ["started", "cancelled"])
        await workspace.close()
    }
}

extension Workspace {
    /// Marks rows as forgotten without unlearning them: the lie that a proof must find.
    fileprivate func pretend() throws {
        var gone = forgotten
        for row in 0..<40 { gone[row] = true }
        knowledge.assignment = dataset.assignment(without: gone)
    }
}
