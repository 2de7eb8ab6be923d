import Foundation
import Records
import TestSupport
import Testing

@testable import Journal

@Suite struct ErasureTests {
    let folder: TemporaryFolder
    let store: ProjectStore
    let secret = "XK-MARKER-7731"

    init() throws {
        folder = try TemporaryFolder()
        store = try folder.createWithHistory()
    }

    /// Enough other content around that pages split, merge and are reused.
    private func addBulk() throws {
        for round in 0..<5 {
            let some = ids(400).map { RecordID(high: $0.high &+ UInt64(round), low: $0.low) }
            try store.commit(EventDraft(.flag), [.setReason(String(repeating: "long ", count: 20), some)])
        }
    }

    @Test func `purged models are gone from every file, and are still listed`() throws {
        try store.commit(
            EventDraft(.publish), [.publish(model(String(repeating: secret, count: 5000)), makeCurrent: true)])
        try store.commit(EventDraft(.publish), [.publish(model("small"), makeCurrent: true)])
        try store.commit(
            EventDraft(.evaluate), [.figures(id: digest(String(repeating: secret, count: 5000)), json: "{}")])
        #expect(try !folder.filesHolding(secret).isEmpty)
        try store.commit(EventDraft(.erase), [.purgeModels(except: [digest("small")])])
        #expect(try folder.filesHolding(secret).isEmpty)
        #expect(try store.models().map(\.holdsBytes) == [true, false])
        #expect(try store.figures(for: digest(String(repeating: secret, count: 5000))) == "{}")
        #expect(try store.currentModel()?.bytes == Data("small".utf8))
        #expect(try !store.isErasurePending)
    }

    @Test func `what was said about forgotten records is gone from every file`() throws {
        try addBulk()
        try store.commit(EventDraft(.flag), [.setReason("\(secret) one", ids(50))])
        try store.commit(EventDraft(.stage), [.stage(ids(50), basis: "b", reason: "\(secret) two")])
        try addBulk()
        try store.commit(EventDraft(.flag), [.setReason("\(secret) three", ids(25))])
        #expect(try !folder.filesHolding(secret).isEmpty)
        try store.commit(EventDraft(.unlearnResult), [.forget(ids(50), erased: false)])
        #expect(try folder.filesHolding(secret).isEmpty)
    }

    @Test func `an erased payload is gone, its tombstone stays, and the chain holds`() throws {
        let event = try store.commit(EventDraft(.scan, payload: ["filter": .string(secret)]))
        try addBulk()
        #expect(try !folder.filesHolding(secret).isEmpty)
        let graves = try store.erasePayloads(of: [event.seq], reasonCode: "gdpr-17", basis: "erasure", requestID: "R-7")
        #expect(graves.count == 1)
        #expect(graves[0].object["params"]?["seq"]?.integerValue == event.seq)
        #expect(graves[0].object["params"]?["payload_commit"] == event.object["payload_commit"])
        #expect(graves[0].object["reason"]?["request_id"] == "R-7")
        #expect(try folder.filesHolding(secret).isEmpty)
        #expect(try store.events(after: event.seq - 1, limit: 1)[0].payload == nil)
        #expect(try store.verifyChain() == .tombstones(1, events: graves[0].seq, head: graves[0].hash))
    }

    @Test func `the file is rebuilt, so that nothing hangs on how SQLite deletes`() throws {
        try store.execute("PRAGMA secure_delete = OFF")
        try addBulk()
        try store.commit(EventDraft(.flag), [.setReason(secret, ids(50))])
        try store.commit(EventDraft(.flag), [.setReason(nil, ids(50))])
        try store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        #expect(try !folder.filesHolding(secret).isEmpty)
        try store.commit(EventDraft(.unlearnResult), [.forget(ids(1), erased: false)])
        #expect(try folder.filesHolding(secret).isEmpty)
    }

    @Test func `erasing twice is harmless`() throws {
        try store.erasePayloads(of: [2, 4], basis: "erasure")
        let head = try store.head
        #expect(try store.erasePayloads(of: [2, 4, 1, 99], basis: "erasure").isEmpty)
        #expect(try store.head == head)
        #expect(try store.verifyChain() == .tombstones(2, events: 7, head: head.hash))
    }

    @Test func `the events that name a record or belong to a request are found`() throws {
        #expect(try store.eventsNaming([id(1)]) == [2, 4])
        #expect(try store.eventsNaming([id(3)]) == [4])
        #expect(try store.eventsNaming([id(8)]) == [])
        #expect(try store.eventsNaming(request: "R-7") == [4])
        try store.erasePayloads(of: [4], basis: "erasure")
        #expect(try store.eventsNaming([id(1)], request: "R-7") == [2])
    }

    @Test func `while another program reads, the erasure waits and says so`() throws {
        try store.commit(
            EventDraft(.publish), [.publish(model(String(repeating: secret, count: 5000)), makeCurrent: true)])
        try store.execute("PRAGMA busy_timeout = 0")
        let reader = try folder.open(readOnly: true)
        try reader.whileReading {
            try store.commit(EventDraft(.erase), [.purgeModels(except: [])])
            #expect(try store.isErasurePending)
            let failure = #expect(throws: StoreFailure.self) { try store.secureCheckpoint() }
            #expect(failure?.kind == .busy)
        }
        try reader.close()
        try store.close()
        let again = try folder.open()
        #expect(try !again.isErasurePending)
        #expect(try folder.filesHolding(secret).isEmpty)
    }
}
