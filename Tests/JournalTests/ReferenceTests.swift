import Foundation
import GRDB
import Records
import TestSupport
import Testing

@testable import Journal

@Suite struct ReferenceTests {
    let folder: TemporaryFolder
    let store: ProjectStore

    init() throws {
        folder = try TemporaryFolder()
        store = try folder.create()
    }

    /// The files that hold an id, as a table would or spelled out.
    private func filesNaming(_ id: RecordID) throws -> [String] {
        try folder.files.filter { path in
            let content = try bytes(path)
            return content.range(of: id.blob) != nil || content.range(of: Data(id.description.utf8)) != nil
        }
    }

    @Test func `a reference is the beginning of the one that the chain has, and depends on the key`() throws {
        let many = ids(10_000)
        let references = store.references(for: many)
        #expect(Set(references).count == many.count)
        for place in [0, 1, 4095, 4096, 9_999] {
            #expect(store.reference(for: many[place]).hasPrefix(references[place].description))
            #expect(RecordReference(hex: references[place].description) == references[place])
        }
        #expect(store.references(for: []).isEmpty && RecordReference(hex: "zz") == nil)
        let other = try TemporaryFolder().create(seed: 9)
        #expect(Set(other.references(for: ids(100))).isDisjoint(with: references))
    }

    @Test(arguments: [false, true])
    func `no file holds the id of a record that was forgotten`(erased: Bool) throws {
        let gone = [id(3), id(7)]
        try store.commit(
            EventDraft(.flag),
            [
                .setFlag(.private, true, ids(9)), .setReason("r", ids(9)),
                .stage(ids(9), basis: "b", reason: "r"),
            ])
        for id in gone { #expect(try !filesNaming(id).isEmpty) }
        try store.commit(EventDraft(.unlearnResult), [.forget(gone, erased: erased)])
        for id in gone { #expect(try filesNaming(id).isEmpty) }
        #expect(try !filesNaming(id(4)).isEmpty)
        let kept = try store.forgotten()
        #expect(kept.map(\.reference) == store.references(for: gone).sorted())
        #expect(kept.allSatisfy { $0.isErased == erased && $0.flags == (erased ? [] : [.private]) })
    }

    @Test func `what comes back has the flags it had; erased, it has none`() throws {
        try store.commit(
            EventDraft(.flag), [.setFlag(.toxic, true, ids(2)), .setFlag(.biased, true, [id(2)])])
        let before = try store.flags().map { "\($0)" }
        try store.commit(EventDraft(.unlearnResult), [.forget(ids(3), erased: false)])
        #expect(try store.flags().isEmpty)
        try store.commit(EventDraft(.revert), [.restore(ids(3))])
        #expect(try store.flags().map { "\($0)" } == before)
        #expect(try store.forgotten().isEmpty)
        try store.commit(EventDraft(.unlearnResult), [.forget(ids(3), erased: false)])
        try store.commit(EventDraft(.erase), [.forget(ids(3), erased: true)])
        #expect(try store.forgotten().allSatisfy { $0.isErased && $0.flags.isEmpty })
        // To forget it again is harmless, and doesn't take the erasure back.
        try store.commit(EventDraft(.unlearnResult), [.forget(ids(3), erased: false)])
        #expect(try store.forgotten().allSatisfy(\.isErased))
    }

    @Test func `turns of a record that comes back are flagged as they were; of an erased one nothing is left`() throws {
        let turns = ["messages/1", "messages/3"]
        for id in ids(2) {
            try store.commit(
                EventDraft(.flag), [.setFlag(.private, true, [id]), .setTurnFlag(.private, true, id, turns)])
        }
        let flagged = try store.turnFlags().map { "\($0.0) \($0.place) \($0.2)" }
        #expect(flagged.count == 4)
        try store.commit(EventDraft(.unlearnResult), [.forget(ids(2), erased: false)])
        #expect(try store.turnFlags().isEmpty)
        try store.commit(EventDraft(.revert), [.restore([id(1)])])
        #expect(
            try store.turnFlags().map { "\($0.0) \($0.place) \($0.2)" } == flagged.filter { $0.hasPrefix("\(id(1))") })
        try store.commit(EventDraft(.erase), [.forget(ids(2), erased: true)])
        try store.commit(EventDraft(.revert), [.restore(ids(2))])
        #expect(try store.turnFlags().isEmpty)
    }

    @Test func `a project of the first version is brought up to date, and its ids leave the file`() throws {
        try store.commit(EventDraft(.flag), [.setFlag(.toxic, true, ids(4))])
        try store.commit(EventDraft(.evaluate), [.figures(id: "m", json: "{\"a\":1}")])
        try store.execute(
            """
            DROP TABLE forgotten; DROP TABLE figures;
            CREATE TABLE forgotten (id BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
            CREATE TABLE figures (id TEXT PRIMARY KEY NOT NULL, json TEXT NOT NULL) STRICT;
            INSERT INTO forgotten SELECT id FROM flags WHERE id <> x'\(Hexadecimal.text(id(4).bytes))';
            INSERT INTO figures VALUES ('m', '{"a":1}');
            DROP TABLE turns;
            DROP TABLE bindings;
            DROP INDEX events_by_action;
            DROP TABLE forgotten_turns;
            DROP TABLE running;
            DROP TABLE remembered;
            DELETE FROM grdb_migrations WHERE identifier NOT LIKE '1 %';
            """)
        try store.close()
        try spellEventsAsBefore()
        #expect(try !filesNaming(id(1)).isEmpty)
        let said = #expect(throws: Refusal.self) { _ = try folder.open(readOnly: true) }
        #expect(said?.sentence.contains("older version") == true)
        let again = try folder.open()
        #expect(
            try again.forgotten()
                == again.references(for: ids(3)).sorted().map {
                    ForgottenRecord(reference: $0, flags: [.toxic], isErased: false)
                })
        #expect(try again.flags().map(\.0) == [id(4)])
        #expect(try again.figures(for: "m") == "{\"a\":1}")
        #expect(try !again.isErasurePending)
        for id in ids(3) { #expect(try filesNaming(id).isEmpty) }
        // Its events stay as they are, and the next one binds the state.
        let next = try again.commit(EventDraft(.scan))
        #expect(try again.events().map { $0.object["v"] } == [1, 1, 2])
        #expect(next.object["state"] != nil)
        // Well-formed, though nobody opened this project.
        #expect(try again.verifyChain().exitCode == 7)
    }

    /// The chain as versions wrote it whose events named no state.
    private func spellEventsAsBefore() throws {
        let queue = try DatabaseQueue(path: folder.project + "/project.sqlite")
        try queue.write { db in
            var prev = ChainLine.genesis
            for row in try Row.fetchAll(db, sql: "SELECT seq, line FROM events ORDER BY seq") {
                var members = try #require(try JSON(parsing: row["line"] as String).objectValue)
                members["state"] = nil
                members["v"] = 1
                members["prev"] = .string(prev)
                let line = JSON.object(members).canonical
                prev = Digest.line(Array(line.utf8))
                try db.execute(
                    sql: "UPDATE events SET line = ?, hash = ? WHERE seq = ?",
                    arguments: [line, prev, row["seq"] as Int])
            }
            try db.execute(sql: "UPDATE head SET hash = ?", arguments: [prev])
        }
        try queue.close()
    }
}
