import Crypto
import Foundation
import Records
import TestSupport
import Testing

@testable import Journal

@Suite struct CommitTests {
    let folder: TemporaryFolder
    let store: ProjectStore

    init() throws {
        folder = try TemporaryFolder()
        store = try folder.create(settings: ["dataset": "credit"])
    }

    @Test func `an event has every key of the design, in canonical form`() throws {
        let event = try store.commit(
            EventDraft(
                .unlearnStart, subject: id(1), inputs: ["in"], outputs: ["out"], params: ["count": 1],
                reasonCode: "gdpr-17",
                basis: "erasure", requestID: "R-1", payload: ["who": "Ann"]))
        let reference = store.reference(for: id(1))
        let state = try store.read { db in try store.state(in: db) }
        let commitment = try #require(event.object["payload_commit"]?.stringValue)
        let expected = """
            {"action":"unlearn-start","actor":"ada","inputs":["in"],"origin":"\(store.origin)","outcome":"ok",\
            "outputs":["out"],"params":{"count":1},"payload_commit":"\(commitment)",\
            "prev":"\(String(repeating: "0", count: 64))",\
            "reason":{"basis":"erasure","code":"gdpr-17","request_id":"R-1"},"seq":1,"session":"s1",\
            "state":"\(state)","subject_ref":"\(reference)","tool":{"digest":"d1","version":"1.0"},\
            "ts":"2026-01-01T00:00:00.000Z","v":2}
            """
        #expect(event.line == expected)
        #expect(event.hash == Hexadecimal.text(Array(SHA256.hash(data: Data(expected.utf8)))))
        #expect(event.payload == ["who": "Ann"])
        #expect(!event.line.contains("Ann"))
    }

    @Test func `each event names the hash of the one before`() throws {
        let events = try (0..<4).map { try store.commit(EventDraft(.scan, params: ["n": .integer($0)])) }
        #expect(events.map(\.seq) == [1, 2, 3, 4])
        for (event, next) in zip(events, events.dropFirst()) {
            #expect(next.object["prev"] == .string(event.hash))
        }
        let head = try store.head
        #expect(head.size == 4 && head.hash == events[3].hash)
    }

    @Test func `events are read as they were written, in pages`() throws {
        let written = try (0..<5).map {
            try store.commit(EventDraft(.flag, payload: $0 == 2 ? nil : ["n": .integer($0)]))
        }
        let read = try store.events()
        #expect(read.map(\.line) == written.map(\.line))
        #expect(read.map(\.hash) == written.map(\.hash))
        #expect(read.map(\.payload) == written.map(\.payload))
        #expect(try store.events(after: 1, limit: 2).map(\.seq) == [2, 3])
        #expect(try store.events(after: 5).isEmpty)
    }

    @Test func `two runs with the same clock and seed write the same journal`() throws {
        let lines = try (0..<2).map { _ in
            let other = try TemporaryFolder()
            return try other.createWithHistory().events().map(\.line)
        }
        #expect(lines[0] == lines[1])
        #expect(lines[0].count == 5)
    }

    @Test func `the payload's commitment is salted`() throws {
        let one = try store.commit(EventDraft(.flag, payload: "same"))
        let two = try store.commit(EventDraft(.flag, payload: "same"))
        #expect(one.object["payload_commit"] != two.object["payload_commit"])
        // SHA-256(02 ‖ 00…1f ‖ {"a":1}), computed apart.
        #expect(
            Payload(seq: 1, salt: Array(0..<32), body: ["a": 1]).commitment
                == "5650adfed4e5522e37f8f6b7c108e347a8d47438eabe75a8a87e957b50ef07ca")
    }

    @Test func `a reference is the keyed hash that the design names`() {
        // Python: hmac(key = 00…1f, u64le(12) ‖ "lethe/record" ‖ u64le(6) ‖ "credit" ‖ u64le(16) ‖ id), computed apart.
        let references = References(key: Array(0..<32), dataset: "credit")
        let record = RecordID(high: 0x0011_2233_4455_6677, low: 0x8899_AABB_CCDD_EEFF)
        #expect(references.reference(for: record) == "f88d1b44db837540c7c89f12bfa6f0f42d15b91d1dc19d606a96bf4435890c00")
    }

    @Test func `references differ between projects and between data sets`() throws {
        let other = try TemporaryFolder()
        let elsewhere = try other.create(settings: ["dataset": "credit"], seed: 5)
        #expect(store.reference(for: id(1)) != elsewhere.reference(for: id(1)))
        #expect(store.reference(for: id(1)) != store.reference(for: id(2)))
        let key = [UInt8](repeating: 1, count: 32)
        #expect(
            References(key: key, dataset: "a").reference(for: id(1))
                != References(key: key, dataset: "b").reference(for: id(1)))
    }

    @Test func `references stay the same when the project is opened again`() throws {
        let reference = store.reference(for: id(1))
        try store.close()
        #expect(try folder.open().reference(for: id(1)) == reference)
    }

    @Test func `a bulk decision logs a count and a root, whatever the order`() throws {
        let params = store.bulkParams(ids(100))
        #expect(params["count"] == 100)
        #expect(store.bulkParams(ids(100).reversed() + ids(3)) == params)
        #expect(store.bulkParams(ids(99))["references_root"] != params["references_root"])
        var tree = MerkleTree()
        for reference in ids(100).map(store.reference(for:)).sorted() { tree.append(Array(reference.utf8)) }
        #expect(params["references_root"]?.stringValue == Hexadecimal.text(tree.root))
    }

    @Test func `ten thousand records are decided in one event`() throws {
        try store.commit(EventDraft(.open))
        let many = ids(10_000)
        let event = try store.commit(
            EventDraft(.flag, params: store.bulkParams(many), payload: .strings(many.map(\.description))),
            [.setFlag(.toxic, true, many)])
        #expect(try store.flags().count == 10_000)
        #expect(event.line.utf8.count < 1000)
        #expect(try store.verifyChain() == .intact(events: 2, head: event.hash))
    }
}
