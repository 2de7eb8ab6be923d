import Fairness
import Foundation
import Journal
import Records
import Testing

@testable import Engine

struct SavePointTests {
    @Test func `Every published model is a save point, the oldest first`() async throws {
        let project = try Project()
        let workspace = try await project.trained(policy: Policy(earlierModels: .always))
        let first = try #require(await workspace.learned?.digest)
        try await workspace.forget(await workspace.training(3))
        try await workspace.forget(await workspace.training(4))
        let points = await workspace.snapshot.savePoints
        #expect(points.map(\.removed) == [0, 3, 4])
        #expect(points.map(\.isCurrent) == [false, false, true])
        #expect(points.map(\.isKept) == [true, true, true])
        #expect(points[0].digest == first)
        #expect(points[0].records - points[2].records == 7)
        let evaluation = try #require(await workspace.evaluation)
        #expect(points[2].accuracy == evaluation.accuracy && points[2].auc == evaluation.auc)
        #expect(try points[2].report.json() == evaluation.report.json())
        await workspace.close()
    }

    @Test func `What is looked at without opening has the save points too`() async throws {
        let project = try Project()
        let workspace = try await project.trained()
        try await workspace.forget(await workspace.training(2))
        let digests = await workspace.snapshot.savePoints.map(\.digest)
        await workspace.close()
        let looking = try ProjectFiles.open(project.directory, session: session("bea"), readOnly: true)
        #expect(await looking.look().savePoints.map(\.digest) == digests)
        #expect(digests.count == 2)
        await looking.close()
    }

    @Test func `Two kept models are compared record by record, as the removal between them was`() async throws {
        let project = try Project()
        let workspace = try await project.trained(policy: Policy(earlierModels: .always))
        try await workspace.forget(await workspace.training(12))
        let points = await workspace.snapshot.savePoints
        try await workspace.finish(.compare(String(points[0].digest.prefix(8)), points[1].digest))
        let compared = try #require(await workspace.snapshot.compared)
        #expect(compared.before.digest == points[0].digest && compared.after.digest == points[1].digest)
        #expect(compared.comparison.isPaired == true)
        let kept = try await workspace.evaluation?.comparison?.json()
        #expect(try compared.comparison.json() == kept)
        await workspace.close()
    }

    @Test func `Comparing writes nothing, so it is done while somebody else has the project open`() async throws {
        let project = try Project()
        let workspace = try await project.trained(policy: Policy(earlierModels: .always))
        try await workspace.forget(await workspace.training(5))
        let looking = try ProjectFiles.open(project.directory, session: session("bea"), readOnly: true)
        let points = await looking.look().savePoints
        let events = await workspace.events.count
        try await looking.finish(.compare(points[1].digest, points[0].digest))
        #expect(await looking.snapshot.compared?.comparison.isPaired == true)
        #expect(try workspace.store.events().count == events)
        await looking.close()
        await workspace.close()
    }

    @Test func `Models whose weights are gone are compared by what is kept of their figures`() async throws {
        let project = try Project()
        let workspace = try await project.trained(policy: Policy(earlierModels: .no))
        try await workspace.forget(await workspace.training(9))
        let points = await workspace.snapshot.savePoints
        #expect(points.map(\.isKept) == [false, true])
        let said = try await workspace.finish(.compare(points[0].digest, points[1].digest))
        let compared = try #require(await workspace.snapshot.compared)
        #expect(compared.comparison.isPaired == false && said.contains("kept counts"))
        #expect(compared.comparison.accuracy.before.value == points[0].accuracy)
        await workspace.close()
    }

    @Test func `An erasure keeps counts and digests, and no score of a record`() async throws {
        let project = try Project()
        let workspace = try await project.trained(policy: Policy(earlierModels: .always))
        let before = await workspace.snapshot.savePoints
        let row = try #require(await workspace.training(1).first)
        let scores = try #require(await workspace.snapshot.overlay.numbers["model.score"])
        _ = try await workspace.perform(.stage(rows: [row], basis: nil, reason: ""))
        try await workspace.finish(.apply(erase: true))
        let after = await workspace.snapshot.savePoints
        #expect(after.count == 2 && after[0].digest == before[0].digest && !after[0].isKept)
        #expect(try after[0].report.json() == before[0].report.json())
        let kept = try #require(try workspace.store.figures(for: before[0].digest))
        let id = await workspace.dataset.identities.ids[row].description
        #expect(!kept.contains("\(scores[row])") && !kept.contains(id))
        await workspace.close()
    }

    @Test func `One save point, an unknown one and an ambiguous beginning are refused`() async throws {
        let project = try Project()
        let workspace = try await project.trained(policy: Policy(earlierModels: .always))
        try await workspace.forget(await workspace.training(2))
        let points = await workspace.snapshot.savePoints
        await #expect(throws: Refusal.self) {
            try await workspace.perform(.compare(points[0].digest, points[0].digest))
        }
        await #expect(throws: Refusal.self) { try await workspace.perform(.compare("zz", points[0].digest)) }
        await #expect(throws: Refusal.self) { try await workspace.perform(.compare("", points[0].digest)) }
        await workspace.close()
    }

    @Test func `The groups that a removal is for are said once and stand in every comparison`() async throws {
        let project = try Project()
        let workspace = try await project.trained()
        try await workspace.declare(targets: [Comparison.Target(column: "sex", group: "woman")])
        await #expect(throws: Refusal.self) {
            try await workspace.declare(targets: [Comparison.Target(column: "sex", group: "women")])
        }
        await workspace.close()
        let again = try await project.reopened()
        let result = try await again.forget(await again.training(4))
        #expect(result?.change.targets == [Comparison.Target(column: "sex", group: "woman")])
        await again.close()
    }
}
