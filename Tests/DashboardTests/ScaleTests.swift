import Canvas
import Engine
import TestSupport
import Testing

@testable import Dashboard

struct ScaleTests {
    /// No clock here: were a key or a frame O(records), this test would take minutes.
    @Test func `a frame and a cursor key cost what is on the screen, not what is in the list`() async throws {
        var sitting = Sitting(try await Stages.all.fresh)
        sitting.feed(.rows(ticket: sitting.dashboard.records.ticket, .rows((0..<2_000_000).map { $0 % Sample.count })))
        var random = Seeded(9)
        let keys = ["j", "k", "PgDn", "PgUp", "G", "g", "Ctrl-D", "h", "l", "Space", "Up", "Down"]
        for _ in 0..<150 {
            sitting.press(keys[Int.random(in: 0..<keys.count, using: &random)])
            _ = sitting.canvas
        }
        sitting.press("G")
        #expect(sitting.dashboard.records.cursor.position == 1_999_999)
    }

    @Test func `the window of a list follows the cursor and stays inside`() {
        for count in [0, 1, 5, 100] {
            for height in [0, 1, 4, 100] {
                var cursor = ListCursor()
                var random = Seeded(UInt64(100 * count + height))
                for _ in 0..<50 {
                    cursor.move(by: Int.random(in: -7...7, using: &random), count: count)
                    let window = cursor.window(count: count, height: height)
                    #expect(window.lowerBound >= 0 && window.upperBound <= max(count, window.lowerBound))
                    #expect(window.count <= height)
                    if count > 0, height > 0 { #expect(window.contains(cursor.position)) }
                }
            }
        }
    }
}
