import Foundation
import GRDB
import Records
import TestSupport
import Testing

@testable import Journal

/// Reading some of the events without the others.
@Suite struct EventReadingTests {
    let folder: TemporaryFolder
    let store: ProjectStore

    init() throws {
        folder = try TemporaryFolder()
        store = try folder.create()
        for number in 1...30 {
            try store.commit(EventDraft(FlagEntry(Marking("toxic", store.named([id(number)]), reason: "r\(number)"))))
            if number.isMultiple(of: 10) {
                try store.commit(EventDraft(PublishEntry(model: "m\(number)", records: number)))
            }
        }
        try store.commit(EventDraft(RevertEntry(nil, model: "m10", before: "m30", records: 10, forgotten: ["x"])))
    }

    @Test func `the last events come in their order, with their payloads`() throws {
        #expect(try store.events(latest: 3).map(\.seq) == [32, 33, 34])
        #expect(try store.events(latest: 99).map(\.seq) == Array(1...34))
        #expect(try store.events(latest: 0).isEmpty && store.events(latest: -1).isEmpty)
        #expect(try store.events(latest: 1)[0].payload == ["forgotten": ["x"]])
    }

    @Test func `events are found by what they say was done`() throws {
        #expect(try store.publications().map(\.seq) == [11, 22, 33, 34])
        #expect(try store.publications().map(\.line) == [11, 22, 33, 34].map { try store.events()[$0 - 1].line })
        #expect(try store.events(of: [.flag]).count == 30)
        #expect(try store.events(of: [.flag, .revert]).count == 31)
        #expect(try store.events(of: [Action(rawValue: "transplant")]).isEmpty && store.events(of: []).isEmpty)
        try store.commit(EventDraft(Action(rawValue: "transplant")))
        #expect(try store.events(of: [Action(rawValue: "transplant")]).map(\.seq) == [35])
    }

    @Test func `what became of models is found without looking at decisions`() throws {
        let details = try store.read { db in
            try Row.fetchAll(
                db,
                sql: "EXPLAIN QUERY PLAN SELECT seq, line, hash, body FROM events LEFT JOIN payloads USING (seq) "
                    + "WHERE \(Migrations.actionOfLine) IN ('publish', 'revert') AND \(Migrations.isRare) ORDER BY seq"
            ).map { $0["detail"] as String }
        }
        #expect(details.contains { $0.contains("events_by_action") }, "\(details)")
    }
}
