import Canvas
import Engine
import Records
import TestSupport
import Testing

@testable import Dashboard

struct ScaleTests {
    /// Ten million places in a list, of a table that is not that long.
    private static let tenMillion = RowList(
        [UInt32](unsafeUninitializedCapacity: 10_000_000) { buffer, count in
            for place in 0..<10_000_000 { buffer.initializeElement(at: place, to: UInt32(place % Sample.count)) }
            count = 10_000_000
        }, isAscending: false)

    private static func long() async throws -> Sitting {
        var sitting = Sitting(try await Stages.all.fresh)
        sitting.isSlow = true
        sitting.feed(.key(.char("i")))
        let found = FoundRows(rows: tenMillion, set: .all(10_000_000), place: nil)
        sitting.open = []
        sitting.feed(.rows(ticket: sitting.dashboard.records.ticket, .rows(found)))
        return sitting
    }

    /// No clock here: were a key or a frame O(records), this test would take minutes.
    @Test func `a frame and a cursor key cost what is on the screen, not what is in the list`() async throws {
        var sitting = try await Self.long()
        var random = Seeded(9)
        let keys = ["j", "k", "PgDn", "PgUp", "G", "g", "Ctrl-D", "h", "l", "Space", "Up", "Down", "w"]
        for _ in 0..<150 {
            sitting.press(keys[Int.random(in: 0..<keys.count, using: &random)])
            _ = sitting.canvas
        }
        sitting.press("G")
        #expect(sitting.dashboard.records.cursor.position == 9_999_999)
        #expect(sitting.open.isEmpty, "nothing of this had to be looked for")
    }

    @Test func `whatever may have to look at every record is sent for, not done by the key`() async throws {
        for keys in [
            ["J"], ["K"], ["e"], ["E"], ["R"], ["/", "x", "Enter"], [":", "5", "Enter"], ["s"], ["F"], ["2"],
        ] {
            var sitting = try await Self.long()
            if keys == ["F"] { while sitting.dashboard.columnUnderCursor != .file(0) { sitting.press("l") } }
            for key in keys { sitting.press(key) }
            #expect(sitting.open.count == 1, "\(keys)")
            #expect(sitting.dashboard.records.cursor.position == 0)
        }
    }

    @Test func `marking all, none and the others of ten million is a bit each`() async throws {
        var sitting = try await Self.long()
        for count in [10_000_000, 0, 10_000_000, 9_999_999, 1] {
            switch count {
            case 9_999_999: sitting.press("g", "Space")
            case 1: sitting.press("V")
            default: sitting.press("*")
            }
            #expect(sitting.dashboard.records.marks.count == count)
            _ = sitting.canvas
        }
    }

    @Test func `marks are kept by row, however many rows there come to be`() {
        var random = Seeded(3)
        var marks = MarkedRows()
        var expected: Set<Int> = []
        for step in 0..<2000 {
            let row = Int.random(in: 0..<(1 + step), using: &random)
            marks.toggle(row)
            if expected.remove(row) == nil { expected.insert(row) }
            #expect(marks.count == expected.count)
        }
        #expect(Array(marks.list) == expected.sorted())
        let even = RowSet(count: 1500) { $0 % 2 == 0 }
        var others = marks
        others.invert(in: even)
        #expect(Set(others.list) == Set((0..<1500).filter { $0 % 2 == 0 }).subtracting(expected))
        marks.formIntersection(even)
        #expect(Set(marks.list) == expected.filter { $0 < 1500 && $0 % 2 == 0 })
        #expect(!marks.isAll(of: even) && MarkedRows(even).isAll(of: even))
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
