import Foundation
import Records
import TestSupport
import Testing

@testable import Journal

@Suite struct StateTests {
    let folder: TemporaryFolder
    let store: ProjectStore

    init() throws {
        folder = try TemporaryFolder()
        store = try folder.create()
    }

    private func commit(_ changes: Change...) throws { try store.commit(EventDraft(.flag), changes) }

    private func flags() throws -> [RecordID: Set<Flag>] {
        Dictionary(uniqueKeysWithValues: try store.flags())
    }

    @Test func `flags are set and taken back one by one`() throws {
        try commit(.setFlag(.toxic, true, [id(1), id(2)]), .setFlag(.private, true, [id(2)]))
        #expect(try flags() == [id(1): [.toxic], id(2): [.toxic, .private]])
        try commit(.setFlag(.toxic, false, [id(1), id(2), id(3)]))
        #expect(try flags() == [id(2): [.private]])
        try commit(.setFlag(.private, false, [id(2)]))
        #expect(try flags().isEmpty)
    }

    @Test func `every flag is kept by itself and beside the others`() throws {
        for flag in Flag.allCases { try commit(.setFlag(flag, true, [id(1)])) }
        #expect(try flags() == [id(1): Set(Flag.allCases)])
        for flag in Flag.allCases { try commit(.setFlag(flag, false, [id(1)])) }
        #expect(try flags().isEmpty)
        #expect(Set(Flag.allCases.map(\.letter)).count == Flag.allCases.count)
    }

    @Test func `flagging twice changes nothing more`() throws {
        try commit(.setFlag(.biased, true, [id(1), id(1)]))
        try commit(.setFlag(.biased, true, [id(1)]))
        #expect(try flags() == [id(1): [.biased]])
    }

    @Test func `lists come in order of id`() throws {
        let shuffled = ids(200)
        try commit(
            .setFlag(.fine, true, shuffled), .setReason("r", shuffled), .stage(shuffled, basis: "b", reason: "r"))
        #expect(try store.flags().map(\.0) == shuffled.sorted())
        #expect(try store.reasons().map(\.0) == shuffled.sorted())
        #expect(try store.staged().map(\.id) == shuffled.sorted())
        try commit(.forget(shuffled, erased: false))
        #expect(try store.forgotten().map(\.reference) == store.references(for: shuffled).sorted())
    }

    @Test func `ids come back whole, whatever their bits`() throws {
        let extremes = [
            RecordID(high: 0, low: 0), RecordID(high: 0, low: .max), RecordID(high: 1 << 63, low: 1),
            RecordID(high: .max, low: .max),
        ]
        try commit(.setFlag(.fine, true, extremes))
        #expect(try store.flags().map(\.0) == extremes)
    }

    @Test func `a reason is replaced and taken away`() throws {
        try commit(.setReason("first", [id(1)]))
        try commit(.setReason("second", [id(1)]))
        #expect(try store.reasons().map(\.1) == ["second"])
        try commit(.setReason(nil, [id(1)]))
        #expect(try store.reasons().isEmpty)
    }

    @Test func `the queue says who asked, why and when`() throws {
        let event = try store.commit(EventDraft(.stage), [.stage([id(1)], basis: "erasure", reason: "letter of May")])
        #expect(
            try store.staged() == [
                StagedRecord(id: id(1), basis: "erasure", reason: "letter of May", actor: "ada", ts: event.ts)
            ])
        try commit(.unstage([id(1), id(2)]))
        #expect(try store.staged().isEmpty)
    }

    @Test func `forgetting moves records out of the queue, and twice is harmless`() throws {
        try commit(.stage(ids(3), basis: "b", reason: "r"), .setReason("why", ids(3)))
        try commit(.forget(ids(2), erased: false))
        try commit(.forget(ids(2), erased: false))
        #expect(try store.forgotten().map(\.reference) == store.references(for: ids(2)).sorted())
        #expect(try store.staged().map(\.id) == [id(3)])
        #expect(try store.reasons().map(\.0) == [id(3)])
        try commit(.restore(ids(2)))
        #expect(try store.forgotten().isEmpty)
    }

    @Test func `a forgotten record can't be staged again, and nothing of that commit stays`() throws {
        try commit(.forget([id(2)], erased: false))
        let events = try store.eventCount
        let said = #expect(throws: Refusal.self) {
            try commit(.setFlag(.toxic, true, ids(3)), .stage(ids(3), basis: "b", reason: "r"))
        }
        #expect(said?.sentence.hasPrefix("1 of 3 records") == true)
        #expect(try store.staged().isEmpty && flags().isEmpty && store.eventCount == events)
    }

    @Test func `models are listed newest first, and one is current`() throws {
        #expect(try store.currentModel() == nil)
        try commit(.publish(model("one"), makeCurrent: true))
        try commit(.publish(model("two", parent: digest("one")), makeCurrent: true))
        try commit(.publish(model("three"), makeCurrent: false))
        #expect(try store.models().map(\.digest) == ["three", "two", "one"].map(digest))
        #expect(try store.currentModel() == model("two", parent: digest("one")))
        try commit(.publish(model("one"), makeCurrent: true))
        #expect(try store.models().map(\.digest) == ["three", "two", "one"].map(digest))
        #expect(try store.currentModel()?.digest == digest("one"))
    }

    @Test func `a proof is added to a model, and a later publication keeps it`() throws {
        var proven = model("one")
        proven.proven = "identical"
        try commit(.publish(model("one"), makeCurrent: true))
        try commit(.publish(proven, makeCurrent: false))
        try commit(.publish(model("one"), makeCurrent: false))
        #expect(try store.currentModel() == proven)
    }

    @Test func `models are listed without their bytes on demand`() throws {
        try commit(.publish(model("one"), makeCurrent: true))
        let listed = try store.models(loadingBytes: false)
        #expect(listed.map(\.bytes) == [nil] && listed.map(\.holdsBytes) == [true])
    }

    @Test func `settings, figures and jobs are kept, replaced and removed`() throws {
        try commit(.setting("k", "1"), .figures(id: "m", json: "{}"), .job(id: "j", state: "running", json: "[1]"))
        try commit(.setting("k", "2"), .figures(id: "m", json: "[]"), .job(id: "j", state: "paused", json: "[2]"))
        #expect(try store.setting("k") == "2")
        #expect(try store.figures(for: "m") == "[]")
        #expect(try store.pendingJobs().map { [$0.id, $0.state, $0.json] } == [["j", "paused", "[2]"]])
        try commit(.setting("k", nil), .job(id: "j", state: nil, json: ""))
        #expect(try store.setting("k") == nil)
        #expect(try store.pendingJobs().isEmpty)
        #expect(try store.figures(for: "other") == nil)
    }

    @Test func `a job that was not ended is there when the project is opened again`() throws {
        try commit(.job(id: "unlearn", state: "running", json: "{}"))
        try store.close()
        #expect(try folder.open().pendingJobs().map(\.id) == ["unlearn"])
    }
}
