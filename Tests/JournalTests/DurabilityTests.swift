import Foundation
import Records
import Synchronization
import TestSupport
import Testing

@testable import Journal

@Suite struct DurabilityTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// What can be read of a project's state.
    private func state(_ store: ProjectStore) throws -> [String] {
        [
            try store.events().map(\.line).description,
            try store.flags().map { "\($0.0) \($0.1.map(\.rawValue).sorted())" }.description,
            try store.staged().description, try store.forgotten().description, try store.models().description,
            try store.setting("k") ?? "-",
        ]
    }

    /// Copies the files as `kill -9` would leave them: all that was written, nothing that SQLite holds in memory.
    private static func image(of project: String, to copy: String) {
        let manager = FileManager.default
        try? manager.createDirectory(atPath: copy, withIntermediateDirectories: false)
        for name in ["project.sqlite", "project.sqlite-wal"] {
            try? manager.copyItem(atPath: "\(project)/\(name)", toPath: "\(copy)/\(name)")
        }
    }

    @Test func `killed between any two statements, a project is as before or as after`() throws {
        let store = try folder.createWithHistory()
        try store.commit(EventDraft(.publish), [.publish(model("one"), makeCurrent: true)])
        let before = try state(store)
        let (project, base) = (folder.project, folder.path)
        let images = Mutex<[String]>([])
        store.beforeEachStatement {
            let copy = images.withLock { names in
                names.append("\(base)/image\(names.count)")
                return names[names.count - 1]
            }
            Self.image(of: project, to: copy)
        }
        try store.commit(
            EventDraft(.unlearnResult, payload: ["ids": "x"]),
            [
                .forget(ids(2), erased: false), .publish(model("two"), makeCurrent: true),
                .purgeModels(except: [digest("two")]),
                .setFlag(.biased, true, ids(3)), .setting("k", "v"),
            ])
        store.beforeEachStatement(nil)
        let after = try state(store)
        var seen: Set<[String]> = []
        let copies = images.withLock { $0 }
        for copy in copies {
            let reopened = try ProjectStore.open(at: copy, session: ada)
            let found = try state(reopened)
            #expect(found == before || found == after)
            #expect(try reopened.verifyChain().exitCode == 0)
            #expect(try !reopened.isErasurePending)
            seen.insert(found)
        }
        #expect(copies.count > 15)
        #expect(seen == [before, after])
    }

    @Test func `a power cut that loses or tears what was not synced leaves a project as before`() throws {
        let store = try folder.createWithHistory()
        try store.commit(EventDraft(.publish), [.publish(model("one"), makeCurrent: true)])
        let before = try state(store)
        let (project, base) = (folder.project, folder.path)
        let synced = try Self.size("\(project)/project.sqlite-wal")
        let images = Mutex<[String]>([])
        store.beforeEachStatement {
            let copy = images.withLock { names in
                names.append("\(base)/cut\(names.count)")
                return names[names.count - 1]
            }
            Self.image(of: project, to: copy)
        }
        try store.commit(
            EventDraft(.flag, payload: ["records": "x"]), [.setFlag(.biased, true, ids(3)), .setting("k", "v")])
        store.beforeEachStatement(nil)
        // The last write before the one that makes it durable: all frames are there, and none of them is safe.
        let whole = "\(base)/whole"
        Self.image(of: project, to: whole)
        let after = try state(store)
        let size = try Self.size("\(whole)/project.sqlite-wal")
        try #require(size > synced)
        var random = Seeded(12)
        for turn in 0..<40 {
            let cut = Int.random(in: synced..<size, using: &random)
            let copy = "\(base)/torn\(turn)"
            Self.image(of: project, to: copy)
            let log = try FileHandle(forUpdating: URL(fileURLWithPath: "\(copy)/project.sqlite-wal"))
            try log.truncate(atOffset: UInt64(cut))
            if turn % 2 == 1 {
                // Blocks that were given to the file, with what lay in them before.
                try log.seekToEnd()
                try log.write(contentsOf: Data((cut..<size).map { _ in UInt8.random(in: 0...255, using: &random) }))
            }
            try log.close()
            let reopened = try ProjectStore.open(at: copy, session: ada)
            #expect(try state(reopened) == before, "cut at \(cut) of \(size)")
            #expect(try reopened.verifyChain().exitCode == 0)
        }
        #expect(try state(try ProjectStore.open(at: whole, session: ada)) == after)
        for copy in images.withLock({ $0 }) {
            #expect(try state(try ProjectStore.open(at: copy, session: ada)) == before)
        }
    }

    private static func size(_ path: String) throws -> Int {
        try #require(try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
    }

    @Test func `a full disk is said in a sentence, and changes nothing`() throws {
        let store = try folder.createWithHistory()
        let before = try state(store)
        try store.execute("PRAGMA max_page_count = 1")
        let failure = #expect(throws: StoreFailure.self) {
            try store.commit(
                EventDraft(.flag, payload: .string(String(repeating: "x", count: 100_000))),
                [.setFlag(.toxic, true, ids(1000))])
        }
        #expect(failure?.kind == .diskFull)
        #expect(failure?.description.contains("The disk is full") == true)
        #expect(try state(store) == before)
        try store.execute("PRAGMA max_page_count = 100000")
        try store.commit(EventDraft(.flag), [.setFlag(.toxic, true, ids(1000))])
        #expect(try store.verifyChain().exitCode == 0)
    }

    @Test func `a change that fails takes its event with it`() throws {
        let store = try folder.createWithHistory()
        let before = try state(store)
        try store.execute("CREATE TRIGGER stop BEFORE INSERT ON settings BEGIN SELECT raise(ABORT, 'stop'); END")
        #expect(throws: StoreFailure.self) {
            try store.commit(EventDraft(.policy), [.setFlag(.fine, true, [id(9)]), .setting("k", "v")])
        }
        #expect(try state(store) == before)
    }

    @Test func `commits are synchronous and deletions secure`() throws {
        let store = try folder.create()
        let pragmas = try ["journal_mode", "synchronous", "secure_delete", "foreign_keys", "temp_store"].flatMap {
            try store.fetch("PRAGMA \($0)")
        }
        #expect(pragmas == ["\"wal\"", "2", "1", "1", "2"])
    }
}
