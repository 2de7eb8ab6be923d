import Foundation
import Records
import TestSupport
import Testing

@testable import Journal

@Suite struct ChainTests {
    let folder: TemporaryFolder
    let store: ProjectStore

    init() throws {
        folder = try TemporaryFolder()
        store = try folder.createWithHistory()
        try store.execute("PRAGMA foreign_keys = OFF")
    }

    private func editedEvent() throws -> Int? {
        guard case .edited(let event, _) = try store.verifyChain() else { return nil }
        return event
    }

    @Test func `an untouched journal is intact`() throws {
        #expect(try store.verifyChain() == .intact(events: 5, head: store.head.hash))
    }

    @Test(arguments: 1...5)
    func `an event that was edited is named`(_ event: Int) throws {
        try store.execute("UPDATE events SET line = replace(line, '\"ada\"', '\"eve\"') WHERE seq = \(event)")
        #expect(try editedEvent() == event)
    }

    @Test func `bytes hidden behind a null byte are noticed`() throws {
        try store.execute("UPDATE events SET line = line || char(0) || 'x' WHERE seq = 3")
        #expect(try editedEvent() == 3)
    }

    @Test func `an event that is gone is named`() throws {
        try store.execute("DELETE FROM events WHERE seq = 3")
        #expect(try editedEvent() == 3)
    }

    @Test func `two events that changed places are noticed`() throws {
        try store.execute("UPDATE events SET seq = 30 WHERE seq = 3")
        try store.execute("UPDATE events SET seq = 3 WHERE seq = 4")
        try store.execute("UPDATE events SET seq = 4 WHERE seq = 30")
        #expect(try editedEvent() == 3)
    }

    @Test func `a journal without its end is truncated`() throws {
        try store.execute("DELETE FROM payloads WHERE seq >= 4")
        try store.execute("DELETE FROM events WHERE seq >= 4")
        #expect(try store.verifyChain() == .truncated(expected: 5, found: 3))
        #expect(try store.verifyChain().exitCode == 4)
    }

    @Test func `a payload that was edited, lost, moved or added is named`() throws {
        try store.execute("UPDATE payloads SET body = replace(body, 'rude', 'nice') WHERE seq = 2")
        #expect(try editedEvent() == 2)
        try store.execute("UPDATE payloads SET body = replace(body, 'nice', 'rude') WHERE seq = 2")
        #expect(try store.verifyChain().exitCode == 0)
        try store.execute("UPDATE payloads SET seq = 3 WHERE seq = 2")
        #expect(try editedEvent() == 3)
        try store.execute("DELETE FROM payloads WHERE seq = 3")
        #expect(try editedEvent() == 2)
    }

    @Test func `a tombstone over a payload that is still there is noticed`() throws {
        let commitment = try #require(try store.events(after: 1, limit: 1)[0].object["payload_commit"])
        try store.commit(EventDraft(.tombstone, params: ["seq": 2, "payload_commit": commitment]))
        #expect(try editedEvent() == 2)
    }

    @Test func `a tombstone that names no payload is noticed`() throws {
        try store.commit(EventDraft(.tombstone, params: ["seq": 1, "payload_commit": "ab"]))
        #expect(try editedEvent() == 6)
    }

    @Test func `an event that can't be read is a failure, never a crash`() throws {
        try store.execute("UPDATE events SET line = 'nonsense' WHERE seq = 2")
        let failure = #expect(throws: StoreFailure.self) { try store.events() }
        #expect(failure?.kind == .damaged)
        #expect(failure?.sentence.contains("event 2") == true)
        #expect(try editedEvent() == 2)
    }

    @Test func `each verdict has its sentence and its exit code`() {
        let head = String(repeating: "a", count: 64)
        let verdicts: [(ChainVerdict, Int32, String)] = [
            (.intact(events: 1, head: head), 0, "Intact: 1 event, head aaaaaaaaaaaaaaaa."),
            (
                .tombstones(2, events: 9, head: head), 2,
                "Intact: 9 events, head aaaaaaaaaaaaaaaa; 2 payloads erased, each with its tombstone."
            ),
            (.edited(at: 4, why: "it is not JSON"), 3, "Edited at event 4: it is not JSON."),
            (.edited(at: 0, why: "checkpoint is missing"), 3, "Edited: checkpoint is missing."),
            (.truncated(expected: 9, found: 7), 4, "Truncated: 7 events of 9 are left."),
        ]
        for (verdict, code, sentence) in verdicts {
            #expect(verdict.exitCode == code)
            #expect(verdict.sentence == sentence)
        }
    }
}
