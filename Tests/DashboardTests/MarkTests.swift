import Canvas
import Engine
import Journal
import Records
import Testing

@testable import Dashboard

struct MarkTests {
    static func fresh() async throws -> Sitting { Sitting(try await Stages.all.fresh) }

    @Test func `Space marks and goes on, and again takes the mark back`() async throws {
        var sitting = try await Self.fresh()
        sitting.press("Space", "Space")
        #expect(sitting.marks == [0, 1])
        #expect(sitting.dashboard.currentRow == 2)
        sitting.press("g", "Space")
        #expect(sitting.marks == [1])
    }

    @Test func `v marks a range, upwards too`() async throws {
        var sitting = try await Self.fresh()
        sitting.press("j", "j", "v", "j", "j", "j", "v")
        #expect(sitting.marks == [2, 3, 4, 5])
        sitting.press("j", "j", "v", "k", "k", "v")
        #expect(sitting.marks == [2, 3, 4, 5, 6, 7])
    }

    @Test func `a range that was begun ends with the list it was begun in`() async throws {
        var sitting = try await Self.fresh()
        sitting.press("j", "j", "v", "f")
        sitting.type("sex=Female")
        sitting.press("Enter", "j", "v")
        #expect(sitting.dashboard.records.marks.isEmpty, "the first v here only begins a range")
    }

    @Test func `* marks everything shown and again nothing; V marks the others; comma the same value`() async throws {
        var sitting = try await Self.fresh()
        sitting.press("f")
        sitting.type("row:1..10")
        sitting.press("Enter", "*")
        #expect(sitting.marks == Array(0..<10))
        sitting.press("*")
        #expect(sitting.dashboard.records.marks.isEmpty)
        sitting.press("Space", "V")
        #expect(sitting.marks == Array(1..<10))
        sitting.press("V", "V", "*", "*")
        // The column under the cursor is not of the file yet.
        sitting.press(",")
        #expect(sitting.message.hasPrefix("Move to a column of the file first"))
        while sitting.dashboard.columnUnderCursor.map({ if case .file = $0 { false } else { true } }) == true {
            sitting.press("l")
        }
        sitting.press("g", ",")
        let toxic = try sitting.snapshot.table.column(named: "toxic")
        let same = (0..<10).filter { toxic.codes[$0] == toxic.codes[0] }
        #expect(Set(sitting.marks).isSuperset(of: same))
    }

    @Test func `mark-first marks the first ones shown`() async throws {
        var sitting = try await Self.fresh()
        sitting.command("mark-first 25")
        #expect(sitting.marks == Array(0..<25))
        sitting.command("mark-first 0")
        #expect(sitting.dashboard.records.marks.isEmpty)
        sitting.command("mark-first 1000000")
        #expect(sitting.dashboard.records.marks.count == 600)
        sitting.command("mark-first -1")
        #expect(sitting.dashboard.records.marks.isEmpty)
    }

    @Test func `commands act on the marked records, and Esc lets go of them before it asks to quit`() async throws {
        var sitting = try await Self.fresh()
        sitting.press("Space", "j", "Space", "t")
        guard case .flag(.toxic, on: true, rows: [0, 2], reason: "")? = sitting.asked.last else {
            Issue.record("\(String(describing: sitting.asked.last))")
            return
        }
        sitting.press("Esc")
        #expect(sitting.dashboard.records.marks.isEmpty && sitting.dashboard.panel == nil)
        sitting.press("Esc")
        #expect(sitting.text.contains("Quit?") && !sitting.hasQuit)
        sitting.press("n")
        #expect(!sitting.hasQuit)
        sitting.press("q", "y")
        #expect(sitting.hasQuit)
    }

    @Test func `the screen says how many are marked`() async throws {
        var sitting = try await Self.fresh()
        sitting.press("*")
        for width in [60, 80, 160] { #expect(sitting.resized(width, 24).text.contains("600 marked"), "at \(width)") }
    }

    @Test func `more than a hundred at once are asked about first`() async throws {
        for (keys, count) in [(["t"], 101), (["d"], 101), (["r", "x", "Enter"], 101), (["t"], 100), (["d"], 100)] {
            var sitting = try await Self.fresh()
            sitting.command("mark-first \(count)")
            for key in keys { sitting.press(key) }
            guard count > 100 else {
                #expect(sitting.asked.count == 1)
                continue
            }
            #expect(sitting.asked.isEmpty, "\(keys)")
            #expect(sitting.text.contains("101 records"), "\(keys)")
            var refused = sitting
            refused.press("n")
            #expect(refused.asked.isEmpty && refused.message == "left as it was")
            sitting.press("y")
            #expect(sitting.asked.count == 1)
        }
    }

    @Test func `in the detail, commands act on the record that is shown, whatever is marked`() async throws {
        var sitting = try await Self.fresh()
        sitting.press("Space", "Space", "Enter", "t", "r")
        sitting.type("because")
        sitting.press("Enter")
        #expect(sitting.asked.count == 2)
        guard case .flag(.toxic, on: true, rows: [2], reason: "")? = sitting.asked.first else {
            Issue.record("\(sitting.asked)")
            return
        }
        guard case .setReason("because", rows: [2])? = sitting.asked.last else {
            Issue.record("\(sitting.asked)")
            return
        }
    }
}
