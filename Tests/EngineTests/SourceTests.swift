import Foundation
import Journal
import Records
import Synchronization
import Testing

@testable import Engine

@Suite struct SourceTests {
    /// What another program may do to a file.
    enum Harm: String, CaseIterable, Sendable {
        case rewritten, shortened, swapped, taken

        func befall(_ path: String) throws {
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            switch self {
            case .rewritten:
                let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
                try handle.seek(toOffset: UInt64(whole.count / 2))
                try handle.write(contentsOf: Data("99".utf8))
                try handle.close()
            case .shortened:
                let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
                try handle.truncate(atOffset: UInt64(whole.count / 2))
                try handle.close()
            case .swapped:
                try whole.write(to: URL(fileURLWithPath: path + ".new"))
                guard rename(path + ".new", path) == 0 else { throw CocoaError(.fileWriteUnknown) }
            case .taken: try FileManager.default.removeItem(atPath: path)
            }
        }
    }

    /// Harms the file at the first look in a phase.
    private static func arm(_ workspace: Workspace, _ path: String, _ harm: Harm, _ phase: SourceWatch.Phase) async {
        let isDone = Mutex(false)
        await workspace.atEachLook { now in
            guard now == phase, !isDone.withLock({ $0 }) else { return }
            isDone.withLock { $0 = true }
            try? harm.befall(path)
        }
    }

    @Test(arguments: Harm.allCases, SourceWatch.Phase.allCases)
    func `a file that is harmed under a training ends in a refusal and the old model`(
        _ harm: Harm, _ phase: SourceWatch.Phase
    ) async throws {
        let project = try Project(Sheet(120))
        let workspace = try await project.trained()
        let before = try workspace.store.currentModel()
        let state = await workspace.ledger.state
        try await workspace.configure(family: "bayes")
        await Self.arm(workspace, project.file, harm, phase)
        let refusal = await #expect(throws: Refusal.self) { try await workspace.finish(.train) }
        #expect(refusal?.kind == .badData)
        #expect(refusal?.sentence.contains("nothing that was computed from it is published") == true)
        #expect(try workspace.store.currentModel() == before)
        #expect(try workspace.store.pendingJobs().isEmpty)
        #expect(await workspace.ledger.state == state)
        #expect(await workspace.events.last?.outcome == .failed)
        await workspace.close()
    }

    @Test(arguments: [SourceWatch.Phase.beforeReading, .beforeCommit], Harm.allCases)
    func `a removal from it publishes nothing, and what was staged still is`(
        _ phase: SourceWatch.Phase, _ harm: Harm
    ) async throws {
        let project = try Project(Sheet(120))
        let workspace = try await project.trained()
        let before = try workspace.store.currentModel()
        let rows = await workspace.training(4)
        _ = try await workspace.perform(.stage(rows: rows, basis: nil, reason: ""))
        await Self.arm(workspace, project.file, harm, phase)
        await #expect(throws: Refusal.self) { try await workspace.finish(.apply()) }
        #expect(try workspace.store.currentModel() == before)
        #expect(await workspace.snapshot.counts.staged == 4)
        #expect(await workspace.snapshot.counts.forgotten == 0)
        #expect(try workspace.store.pendingJobs().isEmpty)
        await workspace.close()
    }

    @Test func `a file that is only touched by a look goes on`() async throws {
        let project = try Project(Sheet(120))
        let workspace = try await project.trained()
        let looks = Mutex<[SourceWatch.Phase]>([])
        await workspace.atEachLook { phase in looks.withLock { $0.append(phase) } }
        _ = try await workspace.perform(.train)
        await workspace.settled()
        // The training itself; then the records worth a look.
        #expect(looks.withLock { $0.prefix(3) } == [.beforeReading, .afterReading, .beforeCommit])
        await workspace.close()
    }
}
