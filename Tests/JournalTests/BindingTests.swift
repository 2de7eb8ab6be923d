import Foundation
import GRDB
import Records
import TestSupport
import Testing

@testable import Journal

/// Whoever edits the database past the journal is found out: at the next opening, before an export, and by `verify`.
@Suite struct BindingTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        let store = try folder.create(settings: ["recipe": "{\"c\":1}"])
        try store.commit(EventDraft(.open, inputs: ["abc"]))
        try store.commit(
            EventDraft(.flag), [.setFlag(.toxic, true, ids(3)), .setReason("rude", [id(2)])])
        try store.commit(EventDraft(.policy), [.setting("approvals", "2")])
        try store.commit(EventDraft(.train), [.publish(model("first"), makeCurrent: true)])
        try store.commit(
            EventDraft(.publish),
            [
                .publish(model("second", parent: digest("first")), makeCurrent: true),
                .figures(id: digest("second"), json: "{\"gap\":\".258\"}"),
            ])
        try store.commit(EventDraft(.stage), [.stage(ids(2), basis: "erasure", reason: "asked")])
        try store.commit(EventDraft(.erase), [.forget([id(1)], erased: true)])
        try store.commit(EventDraft(.flag), [.setTurnFlag(.private, true, id(3), ["messages:2"])])
        try store.commit(EventDraft(.evaluate))
        try store.close()
    }

    /// Writes to the database as a stranger would.
    private func edit(_ sql: String) throws {
        let queue = try DatabaseQueue(path: folder.project + "/project.sqlite")
        try queue.write { db in try db.execute(sql: sql) }
        try queue.close()
    }

    private var verdict: ChainVerdict {
        get throws { try ProjectStore.verify(at: folder.project, session: ada, clock: .fixed()) }
    }

    static let zeros = String(repeating: "0", count: 64)

    @Test(arguments: [
        ("INSERT INTO flags VALUES (x'00112233445566778899aabbccddeeff', 1)", "the flags"),
        ("UPDATE flags SET mask = mask | 2", "the flags"),
        ("DELETE FROM flags WHERE id = (SELECT max(id) FROM flags)", "the flags"),
        ("UPDATE turns SET place = 'messages:1'", "the flags of turns"),
        ("UPDATE reasons SET reason = 'kind'", "the reasons of flags"),
        ("DELETE FROM staged", "the records in the queue"),
        ("UPDATE staged SET actor = 'bea'", "the records in the queue"),
        ("UPDATE settings SET value = '1' WHERE name = 'approvals'", "the settings (policy, recipe, targets)"),
        ("UPDATE settings SET value = '{\"c\":2}' WHERE name = 'recipe'", "the settings (policy, recipe, targets)"),
        ("INSERT INTO settings VALUES ('approved', 'all')", "the settings (policy, recipe, targets)"),
        ("UPDATE figures SET digest = '\(zeros)'", "the figures of models"),
        ("DELETE FROM figures", "the figures of models"),
        ("UPDATE models SET bytes = NULL WHERE place = 1", "the models"),
        ("UPDATE models SET removed = 0 WHERE place = 2", "the models"),
        ("UPDATE models SET proven = '2026-01-01T00:00:00.000Z'", "the models"),
        ("UPDATE current_model SET digest = (SELECT digest FROM models WHERE place = 1)", "the model in use"),
        ("DELETE FROM forgotten", "the forgotten records"),
        ("UPDATE forgotten SET erased = 0", "the forgotten records"),
        ("INSERT INTO jobs VALUES ('1', 'running', '{}')", "the pending jobs"),
        ("UPDATE identity SET value = 'other' WHERE name = 'dataset'", "the project's names"),
        ("UPDATE keys SET bytes = zeroblob(32)", "the project's key"),
        ("DELETE FROM bindings WHERE part = 'head'", "the end of the journal"),
        ("DELETE FROM bindings WHERE part = 'table flags'", "the flags"),
        ("INSERT INTO forgotten_turns VALUES (x'00', 'messages:1', 1)", "the flags of forgotten turns"),
    ])
    func `an edit is found and named`(_ sql: String, _ what: String) throws {
        try edit(sql)
        for readOnly in [false, true] {
            let refusal = #expect(throws: Refusal.self) { try folder.open(readOnly: readOnly) }
            #expect(refusal?.kind == .badData)
            #expect(refusal?.sentence.hasSuffix("changed, in \(what).") == true, "\(refusal?.sentence ?? "")")
        }
        let verdict = try verdict
        #expect(verdict.exitCode == 3)
        #expect(verdict.sentence.contains(what), "\(verdict.sentence)")
    }

    @Test func `an edit with its roots mended is found by the last event`() throws {
        try edit("UPDATE settings SET value = '1' WHERE name = 'approvals'")
        // Whoever mends the roots too, yet not the event.
        let queue = try DatabaseQueue(path: folder.project + "/project.sqlite")
        try queue.write { db in
            let key = try #require(try Data.fetchOne(db, sql: "SELECT bytes FROM keys"))
            let head = try #require(try Row.fetchOne(db, sql: "SELECT size, hash FROM head"))
            try StateRoots(
                try StateWitness().digests(in: db), key: Array(key), head: (head["size"], head["hash"])
            ).keep(in: db)
        }
        try queue.close()
        let refusal = #expect(throws: Refusal.self) { try folder.open() }
        #expect(refusal?.sentence.contains("what event 9 left was changed.") == true)
        #expect(try verdict.exitCode == 3)
    }

    @Test(arguments: [9, 8, 5, 1])
    func `a tail that was cut off is found though the head was corrected`(_ from: Int) throws {
        try edit(
            """
            DELETE FROM payloads WHERE seq >= \(from); DELETE FROM events WHERE seq >= \(from);
            UPDATE head SET size = \(from - 1), hash = coalesce((SELECT hash FROM events WHERE seq = \(from - 1)), '\(Self.zeros)')
            """)
        let refusal = #expect(throws: Refusal.self) { try folder.open() }
        #expect(refusal?.sentence.contains("the end of the journal") == true)
        #expect(try verdict.exitCode != 0)
    }

    @Test func `flipped bytes of a model and of figures are found by verify`() throws {
        try edit("UPDATE models SET bytes = x'00' WHERE place = 1")
        #expect(
            try verdict.sentence.contains("the bytes of model \(digest("first").prefix(16)) are not what was written"))
        try edit("UPDATE models SET bytes = CAST('first' AS BLOB) WHERE place = 1")
        #expect(try verdict.exitCode == 0)
        try edit("UPDATE figures SET json = '{\"gap\":\".001\"}'")
        #expect(try verdict.exitCode == 3)
    }

    @Test func `an export of a state that was edited meanwhile is refused`() throws {
        let store = try folder.open()
        try edit("UPDATE settings SET value = '1' WHERE name = 'approvals'")
        let refusal = #expect(throws: Refusal.self) { try store.exportBundle(to: folder.bundle) }
        #expect(refusal?.sentence.contains("the settings") == true)
        #expect(!FileManager.default.fileExists(atPath: folder.bundle))
    }

    @Test(arguments: [
        "UPDATE events SET line = replace(line, '\"seq\":3', '\"seq\":4') WHERE seq = 3",
        "UPDATE events SET line = replace(line, 'ada', 'eve') WHERE seq = 2",
    ])
    func `a bundle of edited events is not exported`(_ sql: String) throws {
        try edit(sql)
        let store = try folder.openUnchecked()
        let refusal = #expect(throws: Refusal.self) { try store.exportBundle(to: folder.bundle) }
        #expect(refusal?.sentence.contains("is not what was written. Edited at event") == true)
        #expect(try !FileManager.default.fileExists(atPath: folder.bundle) && verdict.exitCode == 3)
    }

    @Test func `a project without an event is bound too`() throws {
        let fresh = try TemporaryFolder()
        try fresh.create(settings: ["recipe": "x"]).close()
        func verdict() throws -> ChainVerdict { try ProjectStore.verify(at: fresh.project, session: ada) }
        #expect(try verdict().exitCode == 0)
        let queue = try DatabaseQueue(path: fresh.project + "/project.sqlite")
        try queue.write { db in try db.execute(sql: "UPDATE settings SET value = 'y'") }
        try queue.close()
        #expect(try verdict().exitCode == 3)
    }

    @Test func `an edit beside a running program is not taken over by its next event`() throws {
        let store = try folder.open()
        try edit("UPDATE flags SET mask = mask | 2 WHERE id = (SELECT max(id) FROM flags)")
        try store.commit(EventDraft(.flag), [.setFlag(.biased, true, [id(40)])])
        try store.close()
        #expect(throws: Refusal.self) { try folder.open() }
    }

    @Test func `what was rolled back leaves no trace in the next root`() throws {
        let store = try folder.open()
        // The forgotten record can't be staged: the flags set before it are rolled back.
        #expect(throws: (any Error).self) {
            try store.commit(
                EventDraft(.stage), [.setFlag(.biased, true, ids(9)), .stage([id(1)], basis: "b", reason: "r")])
        }
        try store.commit(EventDraft(.evaluate))
        try store.close()
        try folder.open().close()
        #expect(try verdict.exitCode == 0)
    }

    /// Whatever is done, what is known of the touched buckets equals a reading of everything.
    @Test(arguments: 1...20)
    func `random histories leave the state that their last event names`(_ seed: UInt64) throws {
        var random = Seeded(seed)
        let store = try folder.open()
        func some() -> [RecordID] {
            (0..<Int.random(in: 1...40, using: &random)).map { _ in id(Int.random(in: 2...600, using: &random)) }
        }
        for step in 0..<40 {
            let changes: [Change]
            switch Int.random(in: 0..<9, using: &random) {
            case 0: changes = [.setFlag(.toxic, true, some())]
            case 1: changes = [.setFlag(.toxic, false, some())]
            case 2: changes = [.setReason("because \(step)", some())]
            case 3: changes = [.setReason(nil, some())]
            case 4: changes = [.unstage(some())]
            case 5: changes = [.setting("s\(step % 5)", step % 3 == 0 ? nil : "\(step)")]
            case 6:
                changes = [
                    .publish(model("m\(step % 7)"), makeCurrent: true), .figures(id: "m\(step % 7)", json: "{}"),
                ]
            case 7: changes = [.forget(some(), erased: step % 2 == 0)]
            default: changes = [.restore(some()), .setFlag(.fine, true, (0...2000).map(id))]
            }
            try store.commit(EventDraft(.evaluate), changes)
            try store.read { db in try store.checkBinding(in: db) }
        }
        try store.close()
        try folder.open().close()
        #expect(try verdict.exitCode == 0)
    }
}
