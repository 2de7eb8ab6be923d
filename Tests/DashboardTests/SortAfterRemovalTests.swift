import Engine
import Records
import Testing

@testable import Dashboard

struct SortAfterRemovalTests {
    @Test func `an order by what is being computed anew waits for it without a word`() async throws {
        let snapshot = try await Stages.all.decided
        var sitting = Sitting(snapshot)
        sitting.press("s")
        let sorted = sitting.rows
        var bare = snapshot
        bare.overlay.numbers["model.disagreement"] = nil
        bare.revisions.learned += 1
        sitting.feed(.snapshot(bare))
        #expect(sitting.message.isEmpty)
        #expect(sitting.rows == sorted.sorted())
        var found = snapshot
        found.revisions.learned += 2
        sitting.feed(.snapshot(found))
        #expect(sitting.rows == sorted)
        #expect(sorted != sorted.sorted())
        #expect(sitting.dashboard.records.cursor.position == 0)
    }
}
