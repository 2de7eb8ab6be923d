import Foundation
import Records
import Synchronization
import TestSupport
import Testing

@testable import Journal

/// A creation that fails: no project, and nothing that was there before is gone.
@Suite struct CreatingTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A creation fails late, with a project on the disk that can't be opened: its key is of the wrong length.
    /// How often a creation changes something on the disk, statements included.
    private func countOfSteps() throws -> Int {
        let count = Mutex(0)
        let other = try TemporaryFolder()
        try Files.$observer.withValue({ count.withLock { $0 += 1 } }) { try other.create(remembering: "ada").close() }
        return count.withLock { $0 }
    }

    @Test func `killed at any step, it leaves no project or one that opens`() throws {
        let (project, base) = (folder.project, folder.path)
        let images = Mutex<[String]>([])
        try Files.$observer.withValue({
            let image = images.withLock { names in
                names.append("\(base)/image\(names.count)")
                return names[names.count - 1]
            }
            // Nothing is there yet before the folder is.
            try? FileManager.default.copyItem(atPath: project, toPath: image)
        }) { try folder.create(remembering: "ada").close() }
        let left = images.withLock { $0 }.filter { FileManager.default.fileExists(atPath: $0) }
        var opened = 0
        for image in left {
            let isProject = ProjectStore.exists(at: image)
            let store =
                isProject
                ? try ProjectStore.open(at: image, session: ada)
                : try ProjectStore.create(at: image, remembering: "ada", session: ada)
            try store.commit(EventDraft(.open))
            #expect(try store.verifyChain().exitCode == 0)
            try store.close()
            let names = try names(in: image)
            #expect(Set(names).isSubset(of: ["actor", "lock", "project.sqlite"]), "\(image): \(names)")
            opened += isProject ? 1 : 0
        }
        #expect(left.count > 25 && opened > 1, "\(left.count) images, \(opened) of them projects")
    }

    @Test func `where a step of it fails, nothing is left behind, and nothing is gone that was there`() throws {
        let steps = try countOfSteps()
        for isThere in [false, true] {
            for failing in 0..<steps {
                try? FileManager.default.removeItem(atPath: folder.project)
                if isThere { try check(mkdir(folder.project, 0o700)) }
                let count = Mutex(0)
                let full = StoreFailure.diskFull(folder.project)
                let made = Files.$observer.withValue({
                    let number = count.withLock { count in
                        count += 1
                        return count
                    }
                    if number == failing + 1 { throw full }
                }) { try? folder.create(remembering: "ada") }
                made?.undoCreation()
                let left = isThere ? try names(in: folder.project) : try names(in: folder.path)
                #expect(left.isEmpty, "step \(failing): \(left)")
            }
        }
    }

    private func createInVain() throws {
        _ = try ProjectStore.create(
            at: folder.project, remembering: "ada", session: ada, clock: .fixed(), entropy: { _ in [1, 2, 3] })
    }

    @Test func `it takes away what it made`() throws {
        #expect(throws: Refusal.self) { try createInVain() }
        #expect(try names(in: folder.path).isEmpty)
        try folder.create().close()
    }

    @Test func `a folder that was there stays, and the lock that a killed creation left`() throws {
        try check(mkdir(folder.project, 0o700))
        #expect(throws: Refusal.self) { try createInVain() }
        #expect(try names(in: folder.project).isEmpty)
        try write(Data("77\n".utf8), to: folder.project + "/lock")
        #expect(throws: Refusal.self) { try createInVain() }
        #expect(try names(in: folder.project) == ["lock"])
        try folder.create().close()
    }

    @Test func `a project that is there stays, whoever made it meanwhile`() throws {
        let store = try folder.createWithHistory()
        #expect(throws: Refusal.self) { try createInVain() }
        try store.close()
        #expect(throws: Refusal.self) { try createInVain() }
        #expect(try folder.open().eventCount == 5)
    }

    @Test(arguments: ["actor", "project.sqlite.news", "project.sqlite.new-wal.txt", ".hidden"])
    func `a file that is not of a creation is not taken for one`(_ name: String) throws {
        try check(mkdir(folder.project, 0o700))
        try write(Data("mine".utf8), to: "\(folder.project)/\(name)")
        let said = #expect(throws: Refusal.self) { try folder.create() }
        #expect(said?.sentence.contains("'\(name)'") == true)
        #expect(try bytes("\(folder.project)/\(name)") == Data("mine".utf8))
        #expect(try names(in: folder.project) == [name])
    }

    @Test func `a project that was just made can be taken back, any other only closed`() throws {
        try folder.create(remembering: "ada").undoCreation()
        #expect(try names(in: folder.path).isEmpty)
        try check(mkdir(folder.project, 0o700))
        try folder.create(remembering: "ada").undoCreation()
        #expect(try names(in: folder.project).isEmpty)
        try folder.createWithHistory().close()
        try folder.open().undoCreation()
        #expect(try folder.open().eventCount == 5)
    }

    @Test func `another project that took its place meanwhile is not taken back`() throws {
        let store = try folder.create()
        try FileManager.default.removeItem(atPath: folder.project)
        try folder.createWithHistory().close()
        store.undoCreation()
        #expect(try folder.open().eventCount == 5)
    }
}
