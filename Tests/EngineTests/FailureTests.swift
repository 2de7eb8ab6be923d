import Foundation
import Journal
import Learning
import Records
import Synchronization
import Testing

@testable import Engine
@testable import Journal

@Suite struct FailureTests {
    let project: Project

    init() throws { project = try Project(Sheet(120)) }

    /// From now on the project can't write events of `action`.
    private func block(_ action: Action, _ store: ProjectStore) throws {
        try store.execute(
            """
            CREATE TRIGGER fault BEFORE INSERT ON events WHEN new.line LIKE '%"action":"\(action.rawValue)"%'
            BEGIN SELECT RAISE(ABORT, 'the test says no'); END
            """)
    }

    private func unblock(_ store: ProjectStore) throws { try store.execute("DROP TRIGGER fault") }

    @Test func `a removal whose result can't be written has not happened`() async throws {
        let workspace = try await project.trained()
        _ = try await workspace.perform(.stage(rows: await workspace.training(9), basis: nil, reason: ""))
        let model = try workspace.store.currentModel()
        let decided = await workspace.decided
        try block(.unlearnResult, workspace.store)
        await #expect(throws: StoreFailure.self) { try await workspace.finish(.apply()) }
        #expect(await workspace.decided == decided)
        #expect(try await workspace.stored() == decided)
        #expect(try workspace.store.currentModel() == model)
        #expect(await workspace.events.last?.object["outcome"] == "failed")
        try unblock(workspace.store)
        try await workspace.finish(.apply())
        #expect(await workspace.snapshot.counts.forgotten == 9)
        await workspace.close()
    }

    @Test func `a removal whose figures can't be logged has not happened either: both are written or none`()
        async throws
    {
        let workspace = try await project.trained()
        _ = try await workspace.perform(.stage(rows: await workspace.training(9), basis: nil, reason: ""))
        let (decided, model) = (await workspace.decided, try workspace.store.currentModel())
        try block(.evaluate, workspace.store)
        await #expect(throws: StoreFailure.self) { try await workspace.finish(.apply()) }
        try unblock(workspace.store)
        await workspace.settled()
        #expect(await workspace.decided == decided)
        #expect(try await workspace.stored() == decided)
        #expect(try workspace.store.currentModel() == model)
        #expect(await !workspace.actions.contains(.unlearnResult))
        #expect(await workspace.events.last?.object["outcome"] == "failed")
        try await workspace.finish(.apply())
        try await workspace.finish(.prove)
        #expect(await workspace.lastProof?.equal == true)
        await workspace.close()
    }

    @Test func `a removal that can't even be given up says that it is pending, and goes on at the next opening`()
        async throws
    {
        let workspace = try await project.trained()
        _ = try await workspace.perform(.stage(rows: await workspace.training(9), basis: nil, reason: ""))
        try workspace.store.execute(
            """
            CREATE TRIGGER fault BEFORE INSERT ON events
            WHEN new.line LIKE '%"action":"unlearn-result"%' OR new.line LIKE '%"action":"unlearn-fail"%'
            BEGIN SELECT RAISE(ABORT, 'the test says no'); END
            """)
        let refusal = await #expect(throws: Refusal.self) { try await workspace.finish(.apply()) }
        #expect(refusal?.kind == .inputOutput)
        #expect(refusal?.sentence.hasSuffix("so the removal is still pending.") == true)
        #expect(refusal?.nextStep == "It goes on when the project is opened next; --no-resume gives it up.")
        #expect(await workspace.snapshot.counts.forgotten == 0)
        try unblock(workspace.store)
        await workspace.close()
        let reopened = try project.open()
        #expect(try await reopened.begin() == ["resuming the removal of 9 records that was interrupted"])
        await reopened.settled()
        #expect(await reopened.snapshot.counts.forgotten == 9)
        await reopened.close()
    }

    @Test func `a removal that can't be announced does not start`() async throws {
        let workspace = try await project.trained()
        _ = try await workspace.perform(.stage(rows: await workspace.training(1), basis: nil, reason: ""))
        try block(.unlearnStart, workspace.store)
        await #expect(throws: StoreFailure.self) { _ = try await workspace.perform(.apply()) }
        #expect(await workspace.snapshot.jobs.map(\.kind) == [.train, .find, .find])
        try unblock(workspace.store)
        _ = try await workspace.perform(.undo)
        await workspace.close()
    }

    @Test func `a decision that can't be written is not shown either`() async throws {
        let workspace = try await project.trained()
        let decided = await workspace.decided
        try block(.flag, workspace.store)
        await #expect(throws: StoreFailure.self) {
            _ = try await workspace.perform(.flag(.toxic, on: true, rows: [0], reason: "x"))
        }
        #expect(await workspace.decided == decided)
        #expect(await !workspace.snapshot.canUndo)
        await workspace.close()
    }

    @Test func `a training that can't be published leaves the model before it`() async throws {
        let workspace = try await project.trained()
        let model = try workspace.store.currentModel()
        try await workspace.configure { $0.family = .logistic(LogisticRecipe(form: .sum(c: 0.5))) }
        try block(.publish, workspace.store)
        await #expect(throws: StoreFailure.self) { try await workspace.finish(.train) }
        #expect(try workspace.store.currentModel() == model)
        #expect(await workspace.snapshot.currentModel?.digest == model?.digest)
        try unblock(workspace.store)
        try await workspace.finish(.train)
        #expect(await workspace.snapshot.models.count == 2)
        #expect(await workspace.snapshot.currentModel?.digest != model?.digest)
        await workspace.close()
    }

    @Test func `a recipe that nothing can be learned by is given up for that of the model`() async throws {
        let workspace = try await project.trained()
        let model = try workspace.store.currentModel()
        let recipe = try await workspace.frozenRecipe()
        // Without a penalty the columns of a category and the intercept have no unique solution.
        try await workspace.configure(family: "ridge") { $0.family = .ridge(RidgeRecipe(lambda: 0)) }
        #expect(try await workspace.frozenRecipe() != recipe)
        await #expect(throws: Refusal.self) { try await workspace.finish(.train) }
        #expect(try await workspace.frozenRecipe() == recipe)
        #expect(try workspace.store.currentModel() == model)
        try await workspace.finish(.train)
        #expect(try workspace.store.currentModel()?.digest == model?.digest)
        await workspace.close()
    }

    @Test func `jobs wait for one another, in the order they were asked for`() async throws {
        let workspace = try await project.trained()
        _ = try await workspace.perform(.stage(rows: await workspace.training(3), basis: nil, reason: ""))
        let kinds = Mutex<[JobStatus.Kind]>([])
        await workspace.atEachStep { kind in
            kinds.withLock { if $0.last != kind { $0.append(kind) } }
            return false
        }
        for command in [Command.preview(), .prove, .apply(), .train, .prove] {
            _ = try await workspace.perform(command)
        }
        await workspace.settled()
        #expect(kinds.withLock { $0 } == [.preview, .prove, .forget, .train, .prove, .find])
        #expect(await workspace.jobs.jobs.allSatisfy { $0.state == .done })
        #expect(await workspace.lastProof?.equal == true)
        #expect(await workspace.lastTraining?.records == workspace.snapshot.counts.training)
        #expect(try workspace.store.verifyChain().exitCode == 0)
        await workspace.close()
    }

    @Test func `a decision during a job does not set its progress back`() async throws {
        let workspace = try await project.trained()
        let (steps, step) = AsyncStream.makeStream(of: Int.self)
        let count = Mutex(0)
        let mayGo = DispatchSemaphore(value: 0)
        await workspace.atEachStep { _ in
            let number = count.withLock { count in
                count += 1
                return count
            }
            // The first step has been reported when the second begins.
            if number == 2 {
                step.yield(number)
                mayGo.wait()
            }
            return false
        }
        let job = try #require(try await workspace.perform(.prove).job)
        for await _ in steps { break }
        let phase = try #require(await workspace.snapshot.runningJob?.phase)
        #expect(phase == "solving")
        _ = try await workspace.perform(.flag(.toxic, on: true, rows: [0], reason: ""))
        #expect(await workspace.snapshot.runningJob?.phase == phase)
        mayGo.signal()
        #expect(await workspace.finished(job).state == .done)
        await workspace.close()
    }
}
