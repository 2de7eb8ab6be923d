import Foundation
import Records
import TestSupport
import Testing

@testable import Journal

/// A project whose folder or files are deleted, moved or replaced while it is open.
@Suite struct FootprintTests {
    let folder: TemporaryFolder
    let store: ProjectStore
    let elsewhere: String

    init() throws {
        folder = try TemporaryFolder()
        store = try folder.createWithHistory()
        elsewhere = folder.path + "/elsewhere"
    }

    private func refusedDecision(_ location: SourceLocation = #_sourceLocation) -> StoreFailure? {
        #expect(throws: StoreFailure.self, sourceLocation: location) {
            try store.commit(EventDraft(.flag), [.setFlag(.toxic, true, [id(9)])])
        }
    }

    private var isKept: Bool { get throws { try store.flags().contains { $0.0 == id(9) } } }

    @Test(arguments: ["deleted", "moved", "replaced", "database", "folder made anew"])
    func `a project that is not there any more takes no decision`(_ what: String) throws {
        let manager = FileManager.default
        let database = folder.project + "/project.sqlite"
        switch what {
        case "deleted": try manager.removeItem(atPath: folder.project)
        case "moved": try manager.moveItem(atPath: folder.project, toPath: elsewhere)
        case "replaced":
            try manager.moveItem(atPath: folder.project, toPath: elsewhere)
            try manager.copyItem(atPath: elsewhere, toPath: folder.project)
        case "database":
            try manager.copyItem(atPath: database, toPath: database + ".copy")
            try check(rename(database + ".copy", database))
        default:
            try manager.removeItem(atPath: folder.project)
            try check(mkdir(folder.project, 0o700))
        }
        for _ in 0..<2 {
            let failure = refusedDecision()
            #expect(failure?.kind == .gone)
            #expect(
                failure?.sentence
                    == "The project '\(folder.project)' was deleted, moved or replaced while it was open; "
                    + "this decision was not kept.")
        }
        #expect(try !isKept)
        #expect(throws: StoreFailure.self) { try store.secureCheckpoint() }
        #expect(throws: StoreFailure.self) { try store.erasePayloads(of: [2], basis: "erasure") }
        // What is there can still be read, and a new project at the old place is not touched.
        #expect(try store.eventCount == 5)
        let before = what == "replaced" ? try bytes(database + "-wal") : nil
        try store.close()
        if let before { #expect(try bytes(database + "-wal") == before) }
        for place in [folder.project, elsewhere] where ProjectStore.exists(at: place) {
            let other = try ProjectStore.open(at: place, session: ada, clock: .fixed(), readOnly: true)
            #expect(try what == "database" || other.eventCount == 5)
        }
    }

    @Test(arguments: ["project.sqlite-wal", "project.sqlite-shm", "lock"], [false, true])
    func `a file of it that is not there any more takes no decision, and what was decided before is kept`(
        _ name: String, isReplaced: Bool
    ) throws {
        let file = "\(folder.project)/\(name)"
        try FileManager.default.copyItem(atPath: file, toPath: elsewhere)
        try check(isReplaced ? rename(elsewhere, file) : unlink(file))
        let failure = refusedDecision()
        #expect(failure?.kind == .gone)
        #expect(
            failure?.sentence.hasPrefix("The file '\(name)' of '\(folder.project)' was deleted or replaced") == true)
        // As it advises.
        try store.close()
        let again = try folder.open()
        #expect(try again.eventCount == 5)
        #expect(try again.verifyChain().exitCode == 0)
        try again.commit(EventDraft(.flag))
    }

    @Test func `what goes while a decision is written is not acknowledged`() throws {
        let project = folder.project
        store.beforeEachStatement { try? FileManager.default.removeItem(atPath: project) }
        let failure = refusedDecision()
        #expect(failure?.kind == .gone)
        #expect(failure?.sentence.hasSuffix("this decision may not have been kept.") == true)
        store.beforeEachStatement(nil)
    }

    @Test func `nothing is said where nothing happened, erasures and large decisions included`() throws {
        for round in 0..<3 {
            try store.commit(
                EventDraft(.flag, payload: .string(String(repeating: "x", count: 300_000))),
                [.setReason("r\(round)", ids(2000))])
            try store.commit(EventDraft(.unlearnResult), [.forget(ids(round + 1), erased: false)])
            try store.secureCheckpoint()
        }
        #expect(try store.verifyChain().exitCode == 0)
    }

    @Test func `two places of one project have two references, and a place keeps its own`() throws {
        let place = try #require(store.place)
        try store.close()
        try FileManager.default.copyItem(atPath: folder.project, toPath: elsewhere)
        let original = try folder.open()
        #expect(original.place == place)
        let copy = try ProjectStore.open(at: elsewhere, session: ada, clock: .fixed())
        #expect(copy.place != nil && copy.place != place)
        try copy.secureCheckpoint()
        try original.close()
        try copy.close()
        let moved = folder.path + "/moved"
        try FileManager.default.moveItem(atPath: folder.project, toPath: moved)
        #expect(try ProjectStore.open(at: moved, session: ada, clock: .fixed()).place == place)
        #expect(try ProjectStore.open(at: elsewhere, session: ada, clock: .fixed(), readOnly: true).place == nil)
    }
}
