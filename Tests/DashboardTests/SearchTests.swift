import Canvas
import Engine
import Journal
import Records
import Testing

@testable import Dashboard

/// Searches and jumps, which may have to look at every record.
struct SearchTests {
    static func fresh() async throws -> Sitting { Sitting(try await Stages.all.fresh) }

    @Test func `while a search is under way the keys wait for the record that it finds`() async throws {
        var sitting = try await Self.fresh()
        sitting.isSlow = true
        sitting.press("/")
        sitting.type(Sample.word(of: 50))
        sitting.press("Enter", "t", "j", "b")
        #expect(sitting.asked.isEmpty && sitting.dashboard.currentRow == 0)
        sitting.answerAll()
        #expect(sitting.dashboard.currentRow == 51)
        guard case .flag(.toxic, on: true, rows: [50], reason: "")? = sitting.asked.first,
            case .flag(.biased, on: true, rows: [51], reason: "")? = sitting.asked.last
        else {
            Issue.record("\(sitting.asked)")
            return
        }
    }

    @Test func `Ctrl-C and Esc stop a search and what waits for it; its answer is void`() async throws {
        for key in ["Ctrl-C", "Esc"] {
            var sitting = try await Self.fresh()
            sitting.isSlow = true
            sitting.press("/")
            sitting.type(Sample.word(of: 50))
            sitting.press("Enter", "t", key)
            #expect(sitting.message == "stopped" && sitting.asked.isEmpty && !sitting.hasQuit)
            sitting.answerAll()
            #expect(sitting.dashboard.currentRow == 0 && sitting.asked.isEmpty)
        }
    }

    @Test func `Ctrl-C stops a filter or an order that is being asked for, and the list's own are back`() async throws {
        for keys in [["f"], ["s"]] {
            var sitting = try await Self.fresh()
            sitting.press("f")
            sitting.type("age>40")
            sitting.press("Enter")
            let (rows, text, sort) = (
                sitting.rows, sitting.dashboard.records.filterText, sitting.dashboard.records.sort
            )
            sitting.isSlow = true
            for key in keys { sitting.press(key) }
            if keys == ["f"] {
                sitting.type(" age<20")
                sitting.press("Enter")
            }
            #expect(sitting.dashboard.records.isAwaited)
            sitting.press("t", "Ctrl-C")
            #expect(sitting.message == "stopped: the list is as it was" && sitting.asked.isEmpty)
            #expect(sitting.dashboard.records.filterText == text && sitting.dashboard.records.sort == sort)
            sitting.answerAll()
            #expect(Array(sitting.rows) == Array(rows) && sitting.asked.isEmpty)
        }
    }

    @Test func `what takes long is said, and no longer once it is there`() async throws {
        var sitting = try await Self.fresh()
        sitting.isSlow = true
        sitting.press("/", "q", "Enter")
        #expect(!sitting.text.contains("searching…"))
        sitting.feed(.slow(ticket: sitting.dashboard.lastTicket))
        #expect(sitting.text.contains("searching… Ctrl-C stops"))
        sitting.answerAll()
        #expect(!sitting.text.contains("searching…"))
        sitting.press("f")
        sitting.type("age>30")
        #expect(sitting.lines[2].hasSuffix("600 of 600"))
        sitting.feed(.slow(ticket: sitting.dashboard.lastTicket))
        #expect(sitting.lines[2].hasSuffix("counting…"))
        sitting.answerAll()
        #expect(sitting.lines[2].hasSuffix("\(sitting.rows.count) of 600"))
    }

    @Test func `a regular expression stands between slashes; one that is none is refused`() async throws {
        var sitting = try await Self.fresh()
        sitting.press("/")
        sitting.type("/^q[a-z]+ says the (choir|bridge)/")
        sitting.press("Enter")
        let row = try #require(sitting.dashboard.currentRow)
        let record = try sitting.snapshot.table.record(row).joined()
        #expect(record.contains("says the choir") || record.contains("says the bridge"))
        sitting.press("/")
        sitting.type("/(/")
        sitting.press("Enter")
        #expect(sitting.message.hasPrefix("The pattern can't be used"))
        sitting.press("/")
        sitting.type("(")
        sitting.press("Enter")
        #expect(sitting.message.contains("is in none of"), "words are taken as they are")
    }

    @Test func `what was searched for is marked where it is to be seen`() async throws {
        var sitting = try await Self.fresh().resized(160, 40)
        sitting.press("/")
        sitting.type("BRIDGE")
        sitting.press("Enter")
        let canvas = sitting.canvas
        let marked = (0..<canvas.height).flatMap { canvas.row($0).prefix(90) }.filter { $0.style.role == .match }
        var text = marked.map(\.text).joined()
        #expect(text.contains("bridge") && marked.allSatisfy(\.style.underline))
        // What detectors found stands out as well, and nothing else.
        let snapshot = try sitting.snapshot
        let found = Set(sitting.rows.flatMap { row in snapshot.evidence(row).map(\.text) })
        for known in found.sorted(by: { $0.count > $1.count }) + ["bridge"] { text = text.replacing(known, with: "") }
        // The table ends within one of them.
        #expect(text.isEmpty || found.contains { $0.hasPrefix(text) }, "\(text)")
    }

    @Test func `a share of the way, an id and a row are gone to in any order`() async throws {
        var sitting = try await Self.fresh()
        sitting.command("50%")
        #expect(sitting.dashboard.currentRow == 300)
        sitting.command("100%")
        #expect(sitting.dashboard.currentRow == 599)
        let id = try sitting.snapshot.overlay.ids[123].description
        for typed in ["id:" + id.prefix(10), "id " + id, "ID:" + id.prefix(12).uppercased()] {
            sitting.press("g")
            sitting.command(typed)
            #expect(sitting.dashboard.currentRow == 123, "\(typed)")
        }
        sitting.press("s")
        sitting.command("412")
        #expect(sitting.dashboard.currentRow == 411 && sitting.dashboard.records.cursor.position != 411)
        for (typed, answer) in [
            ("101%", "between 0% and 100%"), ("id:xyz", "hexadecimal"), ("id:", "hexadecimal"),
            ("id:00000000000000000000000000000000", "is not among the 600 shown"),
        ] {
            sitting.command(typed)
            #expect(sitting.message.contains(answer), "\(typed): \(sitting.message)")
        }
    }

    @Test func `w shows long texts over several lines, every record still reached`() async throws {
        var sitting = try await Self.fresh().resized(70, 30)
        sitting.press("w")
        let start = try #require(sitting.lines.firstIndex { $0.hasPrefix(" ▸") })
        #expect(!sitting.lines[start + 1].contains(" 2 "), "the first record goes on below")
        for _ in 0..<30 {
            let row = try #require(sitting.dashboard.currentRow)
            #expect(sitting.lines.contains { $0.hasPrefix(" ▸") && $0.contains(" \(row + 1) ") })
            sitting.press("j")
        }
        sitting.press("G")
        #expect(sitting.lines.contains { $0.hasPrefix(" ▸") && $0.contains(" 600 ") })
        sitting.press("w", "g")
        #expect(sitting.lines[start + 1].contains(" 2 "))
    }

    @Test func `several keys of an order are numbered in the header`() async throws {
        var sitting = try await Self.fresh()
        sitting.press("s", "h", "s")
        #expect(sitting.lines[3].contains("score▾1") && sitting.lines[3].contains("disagree▾2"))
    }
}
