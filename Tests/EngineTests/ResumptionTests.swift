import Foundation
import Journal
import Records
import Synchronization
import TestSupport
import Testing

@testable import Engine

/// Copies of a project as `kill -9` leaves it at each step of an operation, reopened.
@Suite struct ResumptionTests {
    private final class Images: Sendable {
        private let project: Project
        private let count = Mutex(0)

        init(_ project: Project) { self.project = project }

        var all: [String] { (0..<count.withLock { $0 }).map { project.path("image\($0)") } }

        func take() {
            let number = count.withLock { count in
                defer { count += 1 }
                return count
            }
            let (manager, copy) = (FileManager.default, project.path("image\(number)"))
            try? manager.createDirectory(atPath: copy, withIntermediateDirectories: false)
            for name in ["project.sqlite", "project.sqlite-wal"] {
                try? manager.copyItem(atPath: "\(project.directory)/\(name)", toPath: "\(copy)/\(name)")
            }
        }
    }

    enum Work: String, CaseIterable, Sendable {
        case train, prove, apply, preview, restore, compare, write

        var kind: JobStatus.Kind {
            switch self {
            case .train: .train
            case .prove: .prove
            case .apply: .forget
            case .preview: .preview
            case .restore: .restore
            case .compare: .compare
            case .write: .write
            }
        }

        func command(_ workspace: Workspace, _ project: Project) async throws -> Command {
            let models = await workspace.snapshot.models
            switch self {
            case .train: return .train
            case .prove: return .prove
            case .apply: return .apply()
            case .preview: return .preview()
            case .restore: return .restore(try #require(models.last).name)
            case .compare: return .compare(try #require(models.last).digest, try #require(models.first).digest)
            case .write: return .write(.redactedCopy(path: project.path("copy.csv")))
            }
        }
    }

    @Test(arguments: Work.allCases) func `killed at any step, it goes on or is given up, and says so`(
        _ work: Work
    ) async throws {
        let project = try Project(Sheet(120))
        let workspace = try await project.trained(policy: Policy(earlierModels: .always))
        try await workspace.forget(await workspace.training(3))
        _ = try await workspace.perform(.stage(rows: await workspace.training(5), basis: nil, reason: ""))
        if work == .train { try await workspace.configure(family: "ridge") }
        let before = try #require(try workspace.store.currentDigest())
        let images = Images(project)
        await workspace.atEachStep { kind in
            if kind == work.kind { images.take() }
            return false
        }
        _ = try await workspace.finish(work.command(workspace, project))
        let after = try #require(try workspace.store.currentDigest())
        await workspace.close()
        #expect(images.all.count > 1)
        for image in images.all {
            let again = try project.open(at: image)
            let said = try await again.begin()
            #expect(said.count == 1, "\(said)")
            #expect(said.allSatisfy { $0.contains("interrupted") }, "\(said)")
            await again.settled()
            let now = try again.store.currentDigest()
            switch work {
            case .train, .apply: #expect(now == after, "\(said)")
            case .prove, .preview, .restore, .compare, .write: #expect(now == before, "\(said)")
            }
            #expect(try again.store.pendingJobs().isEmpty)
            #expect(try await again.ledger.state == again.reread())
            #expect(try again.store.verifyChain().exitCode == 0)
            await again.close()
            // Said once.
            let once = try project.open(at: image)
            #expect(try await once.begin().isEmpty)
            await once.settled()
            #expect(try once.store.currentDigest() == now)
            await once.close()
        }
    }

    @Test func `a training is given up where that is asked for, and the model is as it was`() async throws {
        let project = try Project(Sheet(120))
        let workspace = try await project.trained()
        let before = try workspace.store.currentDigest()
        try await workspace.configure(family: "ridge")
        let images = Images(project)
        await workspace.atEachStep { kind in
            if kind == .train { images.take() }
            return false
        }
        try await workspace.finish(.train)
        await workspace.close()
        let again = try project.open(at: images.all[images.all.count - 1])
        #expect(try await again.begin(resuming: false) == ["a training was interrupted; the model is as it was"])
        await again.settled()
        #expect(try again.store.currentDigest() == before)
        #expect(await again.events.contains { $0.action == .train && $0.outcome == .interrupted })
        await again.close()
    }

    @Test func `what was closed in good order was not interrupted`() async throws {
        let project = try Project(Sheet(120))
        let workspace = try await project.trained()
        _ = try await workspace.perform(.stage(rows: await workspace.training(5), basis: nil, reason: ""))
        let gate = Gate()
        await workspace.atEachStep { kind in
            if kind == .preview { gate.wait() }
            return false
        }
        _ = try await workspace.perform(.preview())
        gate.open()
        await workspace.close()
        let again = try project.open()
        #expect(try await again.begin().isEmpty)
        await again.settled()
        await again.close()
    }
}
