import Foundation
import Records
import TestSupport
import Testing

@testable import Journal

@Suite struct OpeningTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func refusal(_ body: () throws -> Void) -> Refusal? {
        #expect(throws: Refusal.self) { try body() }
    }

    @Test func `a project is found again with its settings`() throws {
        #expect(!ProjectStore.exists(at: folder.project))
        let store = try folder.create(settings: ["target": "approved", "dataset": "credit"])
        let origin = store.origin
        try store.close()
        #expect(ProjectStore.exists(at: folder.project))
        let again = try folder.open()
        #expect(again.origin == origin)
        #expect(try again.settings() == ["target": "approved", "dataset": "credit"])
        #expect(try again.eventCount == 0)
    }

    @Test func `a folder without a project is refused`() {
        #expect(refusal { _ = try folder.open() }?.kind == .noInput)
    }

    @Test func `a project is not created over another`() throws {
        try folder.create().close()
        #expect(refusal { _ = try folder.create() }?.kind == .cannotCreate)
        #expect(try folder.open().verifyChain() == .unfounded(events: 0, why: "there is no event in it"))
    }

    @Test func `a folder that holds other things is left alone`() throws {
        try FileManager.default.createDirectory(atPath: folder.project, withIntermediateDirectories: false)
        try write(Data("mine".utf8), to: folder.project + "/letter.txt")
        let said = refusal { _ = try folder.create() }
        #expect(said?.kind == .cannotCreate)
        #expect(said?.sentence.contains("letter.txt") == true)
        #expect(folder.files.map { String($0.suffix(10)) } == ["letter.txt"])
    }

    @Test(arguments: ["/proc/data.lethe", "/nowhere/data.lethe", "/dev/null/data.lethe"])
    func `where no folder can be made another place is suggested`(_ path: String) {
        let said = refusal { _ = try ProjectStore.create(at: path, session: ada) }
        #expect(said?.kind == .cannotCreate)
        #expect(said?.nextStep.contains("--project DIR") == true)
    }

    @Test func `a second writer is refused, and told who is first`() throws {
        let store = try folder.create()
        let said = refusal { _ = try folder.open() }
        #expect(said?.kind == .busy)
        #expect(said?.sentence.contains("process \(ProcessInfo.processInfo.processIdentifier)") == true)
        try store.close()
        try folder.open().close()
    }

    @Test func `a reader sees what the writer commits, and can't write`() throws {
        let writer = try folder.createWithHistory()
        let reader = try folder.open(readOnly: true)
        #expect(try reader.eventCount == 5)
        try writer.commit(EventDraft(.scan))
        #expect(try reader.eventCount == 6)
        #expect(try reader.verifyChain().exitCode == 0)
        let failure = #expect(throws: StoreFailure.self) { try reader.commit(EventDraft(.scan)) }
        #expect(failure?.kind == .readOnly)
        #expect(throws: StoreFailure.self) { try reader.secureCheckpoint() }
    }

    @Test func `a reader needs no folder that can be written to`() throws {
        try folder.createWithHistory().close()
        let project = ProjectFolder(folder.project)
        #expect(project.readOnlyLocation(canWrite: true) == project.database)
        let archive = ProjectFolder(folder.path + "/a b?#%c")
        try FileManager.default.moveItem(atPath: folder.project, toPath: archive.path)
        let location = archive.readOnlyLocation(canWrite: false)
        #expect(location.hasPrefix("file://") && location.hasSuffix("a%20b%3F%23%25c/project.sqlite?immutable=1"))
    }

    @Test func `a project of a newer version is refused`() throws {
        let store = try folder.create()
        try store.execute("INSERT INTO grdb_migrations VALUES ('99 the future')")
        try store.close()
        let said = refusal { _ = try folder.open() }
        #expect(said?.kind == .badData)
        #expect(said?.sentence.contains("newer") == true)
    }

    @Test func `a damaged project is refused`() throws {
        try folder.createWithHistory().close()
        try write(Data(repeating: 0x5A, count: 9000), to: folder.project + "/project.sqlite")
        #expect(refusal { _ = try folder.open() }?.kind == .badData)
        try write(Data(), to: folder.project + "/project.sqlite")
        #expect(refusal { _ = try folder.open() }?.kind == .badData)
    }

    @Test func `what a creation cut short left behind is no hindrance`() throws {
        try FileManager.default.createDirectory(atPath: folder.project, withIntermediateDirectories: false)
        try write(Data("half a data".utf8), to: folder.project + "/project.sqlite.new")
        try write(Data("half a log".utf8), to: folder.project + "/project.sqlite.new-wal")
        #expect(!ProjectStore.exists(at: folder.project))
        try folder.create().close()
        #expect(folder.files.map { $0.dropFirst(folder.project.count) } == ["/lock", "/project.sqlite"])
    }

    @Test func `a closed store says so instead of crashing`() throws {
        let store = try folder.create()
        try store.close()
        try store.close()
        #expect(throws: StoreFailure.self) { try store.eventCount }
    }

    @Test func `the folder is its owner's alone`() throws {
        let store = try folder.create()
        let attributes = try FileManager.default.attributesOfItem(atPath: store.directory)
        #expect(attributes[.posixPermissions] as? Int == 0o700)
    }
}
