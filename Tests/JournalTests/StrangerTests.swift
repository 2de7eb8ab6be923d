import Foundation
import Records
import TestSupport
import Testing

@testable import Journal

/// A project that somebody else made: nothing in its folder leads out of it, and nothing is waited for.
@Suite struct StrangerTests {
    let folder: TemporaryFolder
    /// A file of the user's own.
    let letter: String

    init() throws {
        folder = try TemporaryFolder()
        letter = folder.path + "/letter.txt"
        try write(Data("my own words, which nobody may touch\n".utf8), to: letter)
    }

    private func refusal(_ location: SourceLocation = #_sourceLocation, _ body: () throws -> Void) -> Refusal? {
        #expect(throws: Refusal.self, sourceLocation: location) { try body() }
    }

    @Test(arguments: ["lock", "actor", "project.sqlite", "project.sqlite-wal", "project.sqlite-shm"], Thing.allCases)
    func `what is no file is refused at once, and nothing behind it is touched`(_ name: String, _ thing: Thing) throws {
        try folder.createWithHistory().close()
        // Where SQLite would follow, what it finds is even a database of Lethe's.
        let there = name == "project.sqlite" ? folder.path + "/outside.sqlite" : letter
        if name == "project.sqlite" {
            try FileManager.default.copyItem(atPath: folder.project + "/project.sqlite", toPath: there)
        }
        let before = try bytes(there)
        let nowhere = folder.path + "/nowhere"
        try thing.put(at: "\(folder.project)/\(name)", target: (there, nowhere))
        for readOnly in [false, true] {
            let said = refusal { try folder.open(readOnly: readOnly).close() }
            #expect(said?.kind == .badData)
            #expect(said?.sentence.contains("/\(name)'") == true)
        }
        #expect(try bytes(there) == before)
        #expect(!FileManager.default.fileExists(atPath: nowhere))
    }

    @Test(arguments: ["lock", "project.sqlite.new", "project.sqlite.new-wal", "project.sqlite.new-actor"])
    func `a new project is written through nothing that was put in its place`(_ name: String) throws {
        let nowhere = folder.path + "/nowhere"
        for thing in Thing.allCases {
            try? FileManager.default.removeItem(atPath: folder.project)
            try check(mkdir(folder.project, 0o700))
            try thing.put(at: "\(folder.project)/\(name)", target: (letter, nowhere))
            do {
                try folder.create().close()
                #expect(name != "lock" && thing != .folder)
            } catch let refusal as Refusal {
                #expect(refusal.sentence.contains(name))
                #expect(name == "lock" || thing == .folder)
                #expect(try names(in: folder.project) == [name], "nothing of its own is left behind")
            }
            #expect(try bytes(letter) == Data("my own words, which nobody may touch\n".utf8))
            #expect(!FileManager.default.fileExists(atPath: nowhere))
        }
    }

    @Test(arguments: ["lock", "project.sqlite", "actor"])
    func `a second name of another file is not written to, and what is advised helps`(_ name: String) throws {
        try folder.create(remembering: "ada").close()
        let inside = "\(folder.project)/\(name)"
        let outside = folder.path + "/outside"
        if name == "lock" { try check(unlink(inside)) }
        try check(name == "lock" ? link(letter, inside) : link(inside, outside))
        let before = try bytes(inside)
        let said = refusal { try folder.open().close() }
        #expect(said?.kind == .badData)
        #expect(said?.sentence.contains("second name") == true)
        #expect(try bytes(inside) == before)
        try folder.open(readOnly: true).close()
        // cp -p F F.copy && mv F.copy F
        try FileManager.default.copyItem(atPath: inside, toPath: inside + ".copy")
        try check(rename(inside + ".copy", inside))
        if name == "lock" {
            #expect(refusal { try folder.open().close() }?.sentence.contains("no lock of Lethe's") == true)
            #expect(try bytes(inside) == bytes(letter))
            try check(unlink(inside))
        }
        try folder.open().close()
        #expect(try bytes(letter) == Data("my own words, which nobody may touch\n".utf8))
    }

    @Test func `a journal that tells SQLite to remove a file of the user's is refused before SQLite sees it`() throws {
        try folder.createWithHistory().close()
        let journal = folder.project + "/project.sqlite-journal"
        try write(Data(Self.journal(naming: letter)), to: journal)
        for readOnly in [false, true] {
            let said = refusal { try folder.open(readOnly: readOnly).close() }
            #expect(said?.kind == .badData)
            #expect(said?.sentence.contains("project.sqlite-journal") == true)
            #expect(FileManager.default.fileExists(atPath: letter))
        }
        try check(unlink(journal))
        #expect(try folder.open().eventCount == 5)
    }

    /// A rollback journal of no pages that names a super-journal, which SQLite removes when all is rolled back.
    private static func journal(naming path: String) -> [UInt8] {
        func number(_ value: Int) -> [UInt8] {
            [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
        }
        let magic: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]
        let name = Array(path.utf8)
        let header = magic + [0, 1, 20, 512, 4096].flatMap(number)
        let end = number(0x4000_0000 / 4096 + 1) + name + number(name.count) + number(name.reduce(0) { $0 + Int($1) })
        return header + Array(repeating: 0, count: 512 - header.count) + end + magic
    }

    @Test func `a project that the user names through a link is opened, made and kept there`() throws {
        let alias = folder.path + "/alias"
        try check(symlink(folder.project, alias))
        try folder.create().close()
        let store = try ProjectStore.open(at: alias, session: ada, clock: .fixed(), entropy: Entropy.seeded(2))
        try store.commit(EventDraft(.open))
        #expect(store.directory == alias)
        try store.close()
        #expect(try folder.open().eventCount == 1)

        let empty = folder.path + "/empty"
        try check(mkdir(empty, 0o755))
        try check(symlink(empty, folder.path + "/alias2"))
        try ProjectStore.create(at: folder.path + "/alias2", session: ada).close()
        #expect(ProjectStore.exists(at: empty))
        #expect(try permissions(empty) == 0o700)
    }

    @Test func `the lock is signed over another process's number, and over nothing else`() throws {
        try folder.create().close()
        let lock = folder.project + "/lock"
        for earlier in ["", "7\n", "4194304\n", "12345     \n"] {
            try write(Data(earlier.utf8), to: lock)
            try folder.open().close()
            let number = "\(ProcessInfo.processInfo.processIdentifier)"
            #expect(
                try String(decoding: bytes(lock), as: UTF8.self) == number.padding(
                    toLength: 10, withPad: " ", startingAt: 0) + "\n")
        }
        for other in ["x", "12", "12 34\n", "once upon a time there was a lock\n", "\n\n"] {
            try write(Data(other.utf8), to: lock)
            #expect(refusal { try folder.open().close() }?.kind == .badData)
            #expect(try bytes(lock) == Data(other.utf8))
        }
    }

    @Test func `a remembered name is a short text in a file`() throws {
        try folder.create(remembering: "Ada L.").close()
        let file = folder.project + "/actor"
        #expect(ProjectStore.rememberedActor(at: folder.project) == "Ada L.")
        #expect(try permissions(file) == 0o600)
        for thing in Thing.allCases {
            try thing.put(at: file, target: (letter, folder.path + "/nowhere"))
            #expect(ProjectStore.rememberedActor(at: folder.project) == nil)
        }
        try FileManager.default.removeItem(atPath: file)
        for content in [Data(), Data([0xFF, 0xFE]), Data(repeating: 0x61, count: 2000)] {
            try write(content, to: file)
            #expect(ProjectStore.rememberedActor(at: folder.project) == nil)
        }
    }
}
