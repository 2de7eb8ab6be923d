import Foundation
import Journal
import Learning
import Records
import Testing

@testable import Engine

@Suite struct PolicyTests {
    let project: Project

    init() throws { project = try Project(Sheet(120)) }

    /// The bit patterns of some weights of a model, as its bytes hold them: enough to know it by.
    private func trace(_ model: ModelRecord?) throws -> Data { try #require(model?.bytes).suffix(60) }

    @Test(arguments: Policy.EarlierModels.allCases)
    func `earlier models are kept as long as the policy says, and are gone from the disk then`(
        kept: Policy.EarlierModels
    ) async throws {
        let workspace = try await project.trained(policy: Policy(earlierModels: kept))
        var traces = [try trace(try workspace.store.currentModel())]
        for batch in [[0, 1, 2], [3, 4, 5, 6]] {
            let rows = await workspace.rows(in: .train).filter { batch.contains($0) || $0 > 100 }.prefix(4)
            try await workspace.forget(Array(rows))
            traces.append(try trace(try workspace.store.currentModel()))
        }
        let expected: [Bool] =
            switch kept {
            case .no: [true, false, false]
            case .untilNextRemoval: [true, true, false]
            case .always: [true, true, true]
            }
        #expect(try workspace.store.models().map(\.holdsBytes) == expected)
        #expect(await workspace.snapshot.models.map(\.isKept) == expected)
        #expect(await workspace.snapshot.models.map(\.isCurrent) == [true, false, false])
        for (isHeld, trace) in zip(expected.reversed(), traces) {
            #expect(try project.filesHolding(trace).isEmpty == !isHeld)
        }
        #expect(try workspace.store.models().allSatisfy { try workspace.store.figures(for: $0.digest) != nil })
        await workspace.close()
    }

    @Test func `a change of policy is an event, and is there when the project is opened again`() async throws {
        let workspace = try await project.trained()
        let policy = Policy(
            earlierModels: .always, veil: false, minimumDenominator: 5, approvals: 1, mayErase: ["eve"])
        _ = try await workspace.perform(.setPolicy(policy))
        let event = try #require(await workspace.events.last)
        #expect(event.action == .policy && event.object["params"]?["policy"] != nil)
        #expect(await workspace.snapshot.policy == policy)
        await workspace.close()
        let reopened = try project.open()
        #expect(await reopened.snapshot.policy == policy)
        await reopened.close()
    }

    @Test func `only those whom the policy names may apply a removal`() async throws {
        let workspace = try await project.trained(policy: Policy(mayErase: ["eve"]))
        _ = try await workspace.perform(.stage(rows: await workspace.training(1), basis: nil, reason: ""))
        let refusal = await #expect(throws: Refusal.self) { _ = try await workspace.perform(.apply()) }
        #expect(refusal?.nextStep.contains("eve") == true)
        #expect(await !workspace.actions.contains(.unlearnStart))
        await workspace.close()
        let eve = try await project.reopened("eve")
        try await eve.finish(.apply())
        #expect(await eve.snapshot.counts.forgotten == 1)
        await eve.close()
    }

    @Test func `a removal that needs approval waits for another person`() async throws {
        var workspace = try await project.trained(policy: Policy(approvals: 1))
        _ = try await workspace.perform(.stage(rows: await workspace.training(2), basis: nil, reason: ""))
        for command in [Command.apply(), .approve] {
            await #expect(throws: Refusal.self) { _ = try await workspace.perform(command) }
        }
        await workspace.close()

        workspace = try await project.reopened("bob")
        _ = try await workspace.perform(.approve)
        #expect(await workspace.events.last?.action == .approve)
        #expect(await workspace.snapshot.queue.map(\.isApproved) == [true])
        await workspace.close()

        workspace = try await project.reopened("ada")
        _ = try await workspace.perform(.stage(rows: [100], basis: nil, reason: ""))
        await #expect(throws: Refusal.self) { _ = try await workspace.perform(.apply()) }
        _ = try await workspace.perform(.undo)
        try await workspace.finish(.apply())
        #expect(await workspace.snapshot.counts.forgotten == 2)
        await workspace.close()
    }

    @Test func `an approval does not hold for what the approver then stages`() async throws {
        var workspace = try await project.trained(policy: Policy(approvals: 1))
        _ = try await workspace.perform(.stage(rows: [0, 1], basis: nil, reason: ""))
        await workspace.close()
        workspace = try await project.reopened("bob")
        _ = try await workspace.perform(.approve)
        _ = try await workspace.perform(.unstage(rows: [0, 1]))
        _ = try await workspace.perform(.stage(rows: [0, 1], basis: nil, reason: ""))
        await #expect(throws: Refusal.self) { _ = try await workspace.perform(.apply()) }
        await workspace.close()
    }

    @Test func `approving nothing is refused`() async throws {
        let workspace = try await project.trained(policy: Policy(approvals: 1))
        await #expect(throws: Refusal.self) { _ = try await workspace.perform(.approve) }
        await workspace.close()
    }
}
