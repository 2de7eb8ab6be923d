import Foundation
import GRDB
import Records
import TestSupport
import Testing

@testable import Journal

/// Numbers, lengths and kinds of values in a database that a stranger wrote.
@Suite struct NumberTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private static let hostile = [
        Int64.max, .max - 1, .min, -1, 9_007_199_254_740_991, 9_007_199_254_740_992, 4, 6, 1 << 32,
    ]

    private func change(_ sql: String, _ arguments: StatementArguments = []) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let stranger = try DatabaseQueue(path: folder.project + "/project.sqlite", configuration: configuration)
        try stranger.writeWithoutTransaction { try $0.execute(sql: sql, arguments: arguments) }
        try stranger.close()
    }

    /// Everything that can be read of a project.
    private func readAll(_ store: ProjectStore) throws {
        _ = try (store.head, store.eventCount, store.events(), store.settings(), store.setting("approvals"))
        _ = try (
            store.flags(), store.reasons(), store.staged(), store.forgotten(), store.models(), store.currentModel()
        )
        _ = try (store.figures(for: digest("one")), store.pendingJobs(), store.isErasurePending)
        _ = try (store.eventsNaming(ids(3)), store.verifyChain(), store.figured(), store.currentDigest())
        do { try store.exportBundle(to: folder.path + "/\(UUID().uuidString)") } catch let refusal as Refusal {
            #expect(refusal.kind == .badData)
        }
    }

    @Test(arguments: hostile)
    func `a head that counts what is not there is damage, never a crash`(_ size: Int64) throws {
        try folder.createWithHistory().close()
        try change("UPDATE head SET size = ?", [size])
        #expect(#expect(throws: Refusal.self) { try folder.open() }?.kind == .badData)
        let store: ProjectStore
        do { store = try folder.openUnchecked() } catch is Refusal { return }
        #expect(try ![0, 2].contains(store.verifyChain().exitCode))
        let failure = #expect(throws: StoreFailure.self) { try store.commit(EventDraft(.scan)) }
        #expect(failure?.kind == .damaged)
        #expect(throws: StoreFailure.self) { try store.erasePayloads(of: [2], basis: "erasure") }
        #expect(try store.fetch("SELECT count(*) FROM events") == ["5"])
    }

    @Test(arguments: hostile)
    func `an event, a payload or a flag with any number is damage or nothing, never a crash`(_ number: Int64) throws {
        for sql in [
            "UPDATE events SET seq = ? WHERE seq = 5", "UPDATE payloads SET seq = ? WHERE seq = 4",
            "UPDATE events SET line = replace(line, '\"seq\":3', '\"seq\":' || ?) WHERE seq = 3",
            "UPDATE flags SET mask = ?", "UPDATE keys SET epoch = ?",
            "UPDATE models SET records = ?1, removed = ?1, place = ?1",
        ] {
            try? FileManager.default.removeItem(atPath: folder.project)
            let store = try folder.createWithHistory()
            try store.commit(EventDraft(.publish), [.publish(model("one"), makeCurrent: true)])
            try store.close()
            // A number that is taken is none that a stranger can put there.
            do { try change(sql, [number]) } catch is DatabaseError { continue }
            do { try folder.open().close() } catch let refusal as Refusal { #expect(refusal.kind == .badData) }
            let hostile = try folder.openUnchecked()
            do { try readAll(hostile) } catch let failure as StoreFailure { #expect(failure.kind == .damaged) }
            do { try hostile.commit(EventDraft(.scan), [.setFlag(.fine, true, ids(3))]) } catch let failure
                as StoreFailure
            {
                #expect(failure.kind == .damaged)
            }
            try hostile.close()
        }
    }

    @Test(arguments: hostile)
    func `a tombstone may name any number`(_ number: Int64) throws {
        let store = try folder.createWithHistory()
        let grave: JSON = .string(String(repeating: "ab", count: 32))
        try store.commit(EventDraft(.tombstone, params: ["seq": .integer(number), "payload_commit": grave]))
        #expect(try store.verifyChain().exitCode == 3)
        #expect(#expect(throws: Refusal.self) { try store.exportBundle(to: folder.bundle) }?.kind == .badData)
    }

    @Test(arguments: [
        "UPDATE keys SET bytes = x''", "UPDATE keys SET bytes = zeroblob(1000)", "DELETE FROM keys",
        "UPDATE identity SET value = 'x' || char(10) || '9' WHERE name = 'project'",
        "UPDATE identity SET value = '' WHERE name = 'project'", "DELETE FROM identity",
    ])
    func `a key or a name of another length is damage`(_ sql: String) throws {
        try folder.createWithHistory().close()
        try change(sql)
        #expect(#expect(throws: Refusal.self) { try folder.open().close() }?.kind == .badData)
    }

    /// STRICT tables refuse such values from SQL; whoever writes the pages does not ask.
    @Test(arguments: [
        "UPDATE head SET size = 'many'", "UPDATE head SET size = x'00', hash = 7", "UPDATE events SET line = x'FF00FF'",
        "UPDATE events SET line = NULL WHERE seq = 3", "UPDATE events SET hash = 1.5e300",
        "UPDATE payloads SET salt = NULL",
        "UPDATE payloads SET salt = 'short'", "UPDATE payloads SET body = 12", "UPDATE settings SET value = NULL",
        "UPDATE flags SET mask = 'all'", "UPDATE flags SET mask = 1e300", "UPDATE flags SET id = id || 'x'",
        "UPDATE reasons SET reason = NULL", "UPDATE staged SET ts = NULL, actor = 5",
        "UPDATE forgotten SET reference = 'x'", "UPDATE forgotten SET mask = NULL, erased = 'x'",
        "UPDATE models SET records = 'x'", "UPDATE models SET digest = NULL", "UPDATE models SET bytes = 12",
        "UPDATE current_model SET digest = NULL", "UPDATE figures SET json = NULL", "UPDATE jobs SET state = NULL",
        "UPDATE keys SET bytes = 'text'", "UPDATE identity SET value = NULL", "UPDATE erasing SET one = 'x'",
    ])
    func `a value of another kind than its column's is damage, never a crash`(_ sql: String) throws {
        let store = try folder.createWithHistory()
        try store.commit(
            EventDraft(.publish),
            [
                .publish(model("one"), makeCurrent: true), .setReason("why", ids(2)), .forget([id(3)], erased: false),
                .setFlag(.toxic, true, [id(2)]), .figures(id: digest("one"), json: "{}"),
                .job(id: "j", state: "s", json: "{}"),
            ])
        try store.close()
        try change("PRAGMA writable_schema = ON")
        let schema = try DatabaseQueue(path: folder.project + "/project.sqlite").read { db in
            try Row.fetchAll(db, sql: "SELECT name, sql FROM sqlite_schema WHERE sql LIKE '%STRICT%'").map {
                (name: $0[0] as String, sql: $0[1] as String)
            }
        }
        // Loosened, changed, and made to look as it was.
        for (name, made) in schema {
            let loose = made.replacing(" STRICT, WITHOUT", with: " WITHOUT").replacing(" STRICT", with: "")
                .replacing(" NOT NULL", with: "").replacing(" CHECK (one = 1)", with: "")
            try forge("UPDATE sqlite_schema SET sql = ? WHERE name = ?", [loose, name])
        }
        try change(sql)
        for (name, made) in schema { try forge("UPDATE sqlite_schema SET sql = ? WHERE name = ?", [made, name]) }
        do { try folder.open().close() } catch let refusal as Refusal { #expect(refusal.kind == .badData) }
        do {
            let hostile = try folder.openUnchecked()
            defer { try? hostile.close() }
            do { try readAll(hostile) } catch let failure as StoreFailure { #expect(failure.kind == .damaged) }
            do { try hostile.commit(EventDraft(.scan), [.setFlag(.fine, true, ids(3))]) } catch is StoreFailure {}
        } catch let refusal as Refusal { #expect(refusal.kind == .badData) }
    }

    private func forge(_ sql: String, _ arguments: StatementArguments) throws {
        let stranger = try DatabaseQueue(path: folder.project + "/project.sqlite")
        try stranger.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA writable_schema = ON")
            try db.execute(sql: sql, arguments: arguments)
        }
        try stranger.close()
    }

    /// Whatever bytes: a message, or what can still be read of it.
    @Test func `a database of which any byte was changed is damaged or read, never a crash`() throws {
        let store = try folder.createWithHistory()
        try store.commit(
            EventDraft(.publish), [.publish(model("one"), makeCurrent: true), .forget([id(3)], erased: false)])
        try store.close()
        let database = folder.project + "/project.sqlite"
        let original = try bytes(database)
        var generator = Seeded(17)
        var refused = 0
        for round in 0..<300 {
            var changed = original
            switch round % 3 {
            case 0:
                for _ in 0..<3 {
                    changed[Int.random(in: 0..<changed.count, using: &generator)] = UInt8.random(
                        in: .min ... .max, using: &generator)
                }
            case 1: changed = changed.prefix(Int.random(in: 0..<changed.count, using: &generator))
            default:
                // The first page says where everything is.
                changed[Int.random(in: 0..<4096, using: &generator)] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            }
            try write(Data(changed), to: database)
            if round % 10 == 0 {
                for suffix in ["-wal", "-shm"] {
                    let noise = (0..<40_000).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
                    try write(Data(noise), to: database + suffix)
                }
            }
            do {
                do { try folder.open().close() } catch is Refusal {} catch is StoreFailure {}
                let hostile = try folder.openUnchecked()
                do {
                    try readAll(hostile)
                    try hostile.commit(EventDraft(.scan), [.setFlag(.fine, true, ids(3))])
                } catch is StoreFailure { refused += 1 }
                try? hostile.close()
            } catch is Refusal { refused += 1 } catch is StoreFailure { refused += 1 }
            for suffix in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: database + suffix) }
        }
        #expect(refused > 100)
    }
}
