import Canvas
import Engine
import Journal
import Records
import TestSupport
import Testing

@testable import Dashboard

struct MovingTests {
    static func fresh() async throws -> Sitting { Sitting(try await Stages.all.fresh) }

    @Test func `the cursor stops at both ends and pages by what is shown`() async throws {
        var sitting = try await Self.fresh()
        sitting.press("k", "Up", "PgUp", "Ctrl-U")
        #expect(sitting.dashboard.currentRow == 0)
        sitting.press("G", "j", "Down", "PgDn", "Ctrl-D")
        #expect(sitting.dashboard.currentRow == 599)
        sitting.press("g", "PgDn")
        let page = try #require(sitting.dashboard.currentRow)
        #expect((10...30).contains(page))
        sitting.press("PgUp")
        #expect(sitting.dashboard.currentRow == 0)
        sitting.press("End", "Home")
        #expect(sitting.dashboard.currentRow == 0)
    }

    @Test(arguments: [80, 160]) func `the line of the cursor is always on the screen`(width: Int) async throws {
        var sitting = try await Self.fresh().resized(width, 24)
        var random = Seeded(2)
        let keys = ["j", "k", "PgDn", "PgUp", "G", "g", "Ctrl-D", "Ctrl-U"]
        for _ in 0..<60 {
            sitting.press(keys[Int.random(in: 0..<keys.count, using: &random)])
            let row = try #require(sitting.dashboard.currentRow)
            #expect(sitting.lines.contains { $0.hasPrefix(" ▸") && $0.contains(" \(row + 1) ") })
        }
    }

    @Test func `a number in the palette goes to that row, from any screen, and says when it is not shown`() async throws
    {
        for screen in ["1", "3", "5", "7"] {
            var sitting = try await Self.fresh()
            sitting.press(screen)
            sitting.command("412")
            #expect(sitting.dashboard.screen == .records)
            #expect(sitting.dashboard.currentRow == 411)
        }
        for wrong in ["0", "601", "-1", "9223372036854775807", "-9223372036854775808", "99999999999999999999"] {
            var sitting = try await Self.fresh()
            sitting.command(wrong)
            #expect(sitting.dashboard.currentRow == 0)
            #expect(sitting.dashboard.message?.isRefusal == true, "\(wrong)")
        }
    }

    @Test func `J and K go to flagged records, e and E to hits`() async throws {
        var sitting = Sitting(try await Stages.all.decided)
        let snapshot = try sitting.snapshot
        let flagged = snapshot.flags.indices.filter { !snapshot.flags[$0].isEmpty }
        sitting.press("J")
        #expect(sitting.dashboard.currentRow == flagged.first { $0 > 0 })
        sitting.press("G", "K")
        #expect(sitting.dashboard.currentRow == flagged.last { $0 < 599 })
        let hits = try #require(snapshot.overlay.facets["hit"])
        sitting.press("g", "e")
        #expect(sitting.dashboard.currentRow == hits.masks.indices.first { $0 > 0 && hits.hasAny($0) })
        sitting.press("G", "E")
        #expect(sitting.dashboard.currentRow == hits.masks.indices.last { $0 < 599 && hits.hasAny($0) })
    }

    @Test func `s sorts by the column under the cursor, the most useful end first; S turns around`() async throws {
        var sitting = try await Self.fresh()
        #expect(sitting.dashboard.columnUnderCursor == .added("model.disagreement"))
        sitting.press("j", "j", "s")
        #expect(sitting.dashboard.records.sort == [SortKey(name: "model.disagreement", descending: true)])
        #expect(sitting.dashboard.records.cursor.position == 0)
        #expect(sitting.text.contains("disagree▾"))
        sitting.press("S")
        #expect(sitting.text.contains("disagree▴"))
        sitting.press("s")
        #expect(sitting.text.contains("disagree▾"))
        sitting.press("h", "s")
        #expect(sitting.dashboard.records.sort.map(\.name) == ["model.score", "model.disagreement"])
        sitting.press("h", "h", "h", "h", "s")
        #expect(sitting.dashboard.records.sort.isEmpty, "the order of the file")
        #expect(sitting.rows == Array(0..<600))
        sitting.press("S")
        #expect(sitting.message.hasPrefix("Nothing is sorted"))
    }

    @Test func `a column that is still being computed can't be sorted by`() async throws {
        var sitting = Sitting(Scene.none(try await Stages.all.fresh))
        sitting.press("s")
        #expect(sitting.message == "disagree is still being computed; 4 shows the job.")
        #expect(sitting.dashboard.records.sort.isEmpty)
    }

    @Test func `columns are hidden and shown again, and one always stays`() async throws {
        var sitting = try await Self.fresh()
        let all = sitting.dashboard.records.shownColumns.count
        sitting.press("-")
        #expect(sitting.dashboard.records.shownColumns.count == all - 1)
        #expect(!sitting.lines[3].contains("disagree"))
        for _ in 0..<20 { sitting.press("-", "h") }
        #expect(sitting.dashboard.records.shownColumns.count == 1)
        _ = sitting.canvas
        sitting.press("+")
        #expect(sitting.dashboard.records.shownColumns.count == all)
    }

    @Test func `every column of the file can be brought into view at 80 columns`() async throws {
        var sitting = try await Self.fresh().resized(80, 24)
        for _ in 0..<12 {
            let title = try #require(sitting.dashboard.columnUnderCursor).title(try sitting.snapshot)
            #expect(sitting.lines[3].contains(title), "\(title)")
            sitting.press("l")
        }
    }

    @Test func `the detail scrolls to its end and answers at once on the way back`() async throws {
        var sitting = try await Self.fresh().resized(60, 16)
        sitting.press("Enter")
        let top = sitting.text
        sitting.press("G")
        let bottom = sitting.text
        #expect(bottom != top && bottom.contains(" id "))
        sitting.press("k")
        #expect(sitting.text != bottom)
        sitting.press("g")
        #expect(sitting.text == top)
    }

    @Test func `long explanations scroll to their end on a small screen`() async throws {
        for keys in [["5", "I"], ["7", "Enter"], ["6", "Enter"]] {
            var sitting = Sitting(try await Stages.all.proven).resized(60, 16)
            for key in keys { sitting.press(key) }
            guard let lines = (sitting.dashboard.panel as? TextPanel)?.lines else {
                Issue.record("no text after \(keys)")
                continue
            }
            for _ in 0..<60 { sitting.press("j") }
            let end = try #require(lines.last { !$0.isEmpty }?.suffix(12))
            #expect(sitting.text.contains(end), "\(keys)")
        }
    }

    @Test(arguments: [60, 80, 110, 111, 130, 161, 300]) func `no word of a sheet is cut, however wide the screen`(
        width: Int
    ) async throws {
        for keys in [["5", "I"], ["6", "Enter"], ["Enter"], ["?"]] {
            var sitting = Sitting(try await Stages.all.proven).resized(width, 100)
            for key in keys { sitting.press(key) }
            let lines =
                switch sitting.dashboard.panel {
                case let text as TextPanel: text.lines
                case is CardPanel: sitting.dashboard.detailLines().map(\.text.string)
                default: sitting.dashboard.keySheet().map(\.text.string)
                }
            let shown = sitting.text.filter { !$0.isWhitespace && $0 != "─" }
            for word in lines.flatMap({ $0.split(separator: " ") }) {
                #expect(shown.contains(word), "\(keys): \(word)")
            }
        }
    }

    @Test func `every screen has its number, and q leads back to the records`() async throws {
        for page in Pages.all {
            var sitting = try await Self.fresh()
            sitting.press("\(page.number)")
            #expect(sitting.dashboard.screen == page.id)
            guard page.id != .records else { continue }
            sitting.press("q")
            #expect(sitting.dashboard.screen == .records && !sitting.hasQuit)
        }
        for number in ["8", "9", "0"] {
            var sitting = try await Self.fresh()
            sitting.press(number)
            #expect(sitting.dashboard.screen == .records)
            #expect(sitting.message == "\(number) does nothing here · ? shows the keys")
        }
    }
}
