import Fairness
import Journal
import Records
import Testing

@testable import Engine

@Suite struct TrainingAgainTests {
    let project: Project

    init() throws { project = try Project(Sheet(240)) }

    @Test func `the same records trained again keep before, after and harm`() async throws {
        let workspace = try await project.trained()
        try await workspace.forget(await workspace.training(20))
        let removed = try #require(await workspace.evaluation)
        let change = try #require(removed.comparison)
        #expect(await workspace.snapshot.trainingChangesNothing)
        try await workspace.finish(.train)
        let again = try #require(await workspace.evaluation)
        #expect(again.digest == removed.digest)
        #expect(again.beforeDigest == removed.beforeDigest && again.removed == 20)
        #expect(again.comparison?.n == change.n && again.comparison?.isPaired == change.isPaired)
        #expect(try again.json() == removed.json())
        #expect(await workspace.lastTraining?.digest == removed.digest)
        await workspace.close()
        let later = try await project.reopened()
        #expect(try await later.evaluation?.json() == removed.json())
        await later.close()
    }

    @Test(arguments: [Policy.EarlierModels.untilNextRemoval, .no])
    func `another family of model on the same records is compared with the model from before the removal`(
        _ kept: Policy.EarlierModels
    ) async throws {
        let workspace = try await project.trained(policy: Policy(earlierModels: kept))
        try await workspace.forget(await workspace.training(20))
        let removed = try #require(await workspace.evaluation)
        try await workspace.configure(family: "bayes")
        await workspace.publishSnapshot()
        #expect(await !workspace.snapshot.trainingChangesNothing)
        try await workspace.finish(.train)
        let again = try #require(await workspace.evaluation)
        #expect(again.digest != removed.digest)
        #expect(again.beforeDigest == removed.beforeDigest && again.removed == 20)
        // Record by record while the weights of before are kept, else by the kept counts.
        #expect(again.comparison?.isPaired == (kept != .no))
        #expect(again.before?.n == removed.before?.n)
        await workspace.close()
    }

    @Test func `records that came back have no removal to be compared with`() async throws {
        let workspace = try await project.trained(policy: Policy(earlierModels: .always))
        let first = try #require(try workspace.store.currentDigest())
        try await workspace.forget(await workspace.training(20))
        try await workspace.finish(.restore(first))
        try await workspace.finish(.train)
        #expect(await workspace.evaluation?.comparison == nil)
        await workspace.close()
    }
}
