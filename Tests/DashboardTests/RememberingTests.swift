import Canvas
import Engine
import Records
import Testing

@testable import Dashboard

struct RememberingTests {
    @Test func `a project is found as its screen was left`() async throws {
        let snapshot = try await Stages.all.forgotten
        var first = Sitting(snapshot)
        first.press("f")
        first.type("sex=Female")
        first.press("Enter", "l", "s", "-", "j", "j", " ", "j")
        first.press("5", "l")
        let left = try #require(first.dashboard.remembered)
        #expect(left.page == "fairness" && left.filter == "sex=Female" && left.marks.count == 1)
        var again = Sitting(snapshot)
        again.feed(.remembered(left))
        #expect(again.dashboard.remembered == left)
        #expect(again.text == first.text)
        again.press("1")
        first.press("1")
        #expect(again.lines.dropLast(2) == first.lines.dropLast(2))
    }

    @Test func `who works already is not interrupted, and what no longer exists is left out`() async throws {
        let snapshot = try await Stages.all.decided
        var left = Remembered()
        (left.page, left.filter, left.group, left.metric) = ("nowhere", "((", "nothing", "noMetric")
        left.sort = [.init(column: "gone", descending: true)]
        (left.cursor, left.marks) = ("ff", ["ff"])
        var sitting = Sitting(snapshot)
        sitting.feed(.remembered(left))
        #expect(sitting.dashboard.screen == .records && sitting.dashboard.records.sort.isEmpty)
        #expect(sitting.dashboard.records.filterText.isEmpty && sitting.marks.isEmpty)
        sitting.press(" ")
        left.page = "journal"
        sitting.feed(.remembered(left))
        #expect(sitting.dashboard.screen == .records)
    }
}

struct FilterBarTests {
    private static func typed(_ text: String) async throws -> Sitting {
        var sitting = Sitting(try await Stages.all.decided, width: 140)
        sitting.press("f")
        sitting.type(text)
        return sitting
    }

    private static func text(_ sitting: Sitting) -> String? { (sitting.dashboard.panel as? FilterPanel)?.field.text }

    @Test func `Tab completes columns, and values with their counts`() async throws {
        var sitting = try await Self.typed("se")
        sitting.press("Tab")
        #expect(Self.text(sitting) == "sex")
        sitting.type("=")
        sitting.press("Tab")
        let first = try #require(Self.text(sitting))
        let count = sitting.rows.count
        #expect(first == "sex=Female" || first == "sex=Male")
        #expect(sitting.text.contains("[\(first.dropFirst(4)) \(count)]"))
        sitting.press("Tab")
        #expect(Self.text(sitting) != first)
        sitting.press("Shift-Tab")
        #expect(Self.text(sitting) == first)
        sitting = try await Self.typed("sex=Male -flag:")
        sitting.press("Tab")
        #expect(
            Self.text(sitting)?.hasPrefix("sex=Male -flag:") == true && sitting.dashboard.records.filterError == nil)
        sitting = try await Self.typed("zzz")
        sitting.press("Tab")
        #expect(Self.text(sitting) == "zzz")
    }

    @Test func `after ~ Tab completes the words of the texts, the most frequent first, and no veiled ones`()
        async throws
    {
        var sitting = try await Self.typed("sex~fe")
        sitting.press("Tab")
        let people = try sitting.snapshot.table
        let place = try #require(people.columnNames.firstIndex(of: "sex"))
        let count = (0..<people.rowCount).count { people.field($0, place) == "Female" }
        #expect(Self.text(sitting) == "sex~female")
        #expect(sitting.text.contains("[female \(count)]"))
        sitting = try await Self.typed("sex~zzz")
        sitting.press("Tab")
        #expect(Self.text(sitting) == "sex~zzz")
        #expect(Dashboard.words(in: "Don't shout, DON'T SHOUT; x", beginning: "") == ["don't", "shout"])
        #expect(Dashboard.words(in: "north-west wind", beginning: "nor") == ["north-west"])
        // A word that only a covered text holds is not offered.
        let snapshot = try sitting.snapshot
        let veiled = Set((0..<snapshot.table.rowCount).filter { snapshot.isVeiled($0) })
        let column = try #require(snapshot.schema.textColumns.first)
        let index = try #require(snapshot.table.columnNames.firstIndex(of: column))
        var (hidden, open): (Set<String>, Set<String>) = ([], [])
        for row in 0..<snapshot.table.rowCount {
            let words = Dashboard.words(in: snapshot.table.field(row, index), beginning: "")
            if veiled.contains(row) { hidden.formUnion(words) } else { open.formUnion(words) }
        }
        let only = try #require(hidden.subtracting(open).min())
        #expect(sitting.dashboard.words(of: column, beginning: only, snapshot).isEmpty)
    }

    @Test func `Up and Down go through the filters that were used`() async throws {
        var sitting = try await Self.typed("sex=Female")
        sitting.press("Enter", "f", "Ctrl-U")
        sitting.type("row:1..9")
        sitting.press("Enter", "f", "Ctrl-U")
        sitting.type("ag")
        sitting.press("Up")
        #expect(Self.text(sitting) == "row:1..9" && sitting.rows.count == 9)
        sitting.press("Up", "Up")
        #expect(Self.text(sitting) == "sex=Female")
        sitting.press("Down", "Down")
        #expect(Self.text(sitting) == "ag")
        sitting.press("F1")
        #expect(sitting.text.contains("A name before an operator is a column of the file"))
        sitting.press("q")
        #expect(Self.text(sitting) == "ag")
    }

    @Test(arguments: [
        (
            "sex=Female fool comment~/idiots?/ -rude text~\"two words\" (a or b)",
            ["fool", "/idiots?/", "two words", "a", "b"]
        ),
        ("text!~no -x~y flag:toxic row:1..5 \"an exact\"", ["an exact"]), ("", []),
    ]) func `the words that a filter looks for`(filter: String, words: [String]) {
        #expect(FilterWords.words(in: filter) == words)
    }

    @Test func `what is looked for is marked in the text, underlined`() async throws {
        var plain = try await Stages.all.decided
        plain.policy.veil = false
        var sitting = Sitting(plain, width: 140)
        let row = try #require(sitting.rows.first)
        let snapshot = try sitting.snapshot
        let column = try #require(snapshot.table.columnNames.firstIndex(of: "sex"))
        let value = snapshot.table.field(row, column)
        sitting.press("f")
        sitting.type("sex~\(value)")
        sitting.press("Enter")
        let canvas = sitting.canvas
        var marked = ""
        for y in 3..<canvas.height {
            for x in 0..<canvas.width where canvas[x, y].style.role == .match && canvas[x, y].style.underline {
                marked += canvas[x, y].text
            }
        }
        #expect(marked.contains(value))
    }
}

struct MouseTests {
    @Test func `a click selects a line, a second one opens it, and the wheel scrolls`() async throws {
        var sitting = Sitting(try await Stages.all.decided)
        let start = sitting.dashboard.records.cursor.position
        sitting.feed(.key(.mouse(.init(.wheelDown, x: 1, y: 9))))
        #expect(sitting.dashboard.records.cursor.position == start + 3)
        let canvas = sitting.canvas
        let y = try #require((0..<30).first { canvas.item(y: $0) == 5 })
        sitting.feed(.key(.mouse(.init(.press, x: 8, y: y))))
        #expect(sitting.dashboard.records.cursor.position == 5 && sitting.dashboard.panel == nil)
        sitting.feed(.key(.mouse(.init(.press, x: 8, y: y))))
        #expect(sitting.dashboard.panel is CardPanel)
        let tabs = sitting.canvas
        let x = try #require((0..<100).first { tabs.tab(x: $0, y: 1) == 7 })
        sitting.feed(.key(.mouse(.init(.press, x: x, y: 1))))
        #expect(sitting.dashboard.screen == .journal && sitting.dashboard.panel == nil)
        #expect(sitting.asked.isEmpty)
    }

    @Test func `pages, quitting and the key sheet work over every panel and in the form`() async throws {
        for scene in try await Scene.all() where scene.sitting.dashboard.panel != nil {
            let isTyped = scene.sitting.dashboard.panel?.isTyped == true
            var sitting = scene.sitting
            sitting.press(isTyped ? "Alt-3" : "3")
            #expect(sitting.dashboard.screen == .queue && sitting.dashboard.panel == nil, "\(scene)")
            sitting = scene.sitting
            sitting.press(isTyped ? "Alt-Q" : "Q")
            #expect(sitting.hasQuit, "\(scene)")
            sitting = scene.sitting
            let wasKeys = sitting.dashboard.panel is KeysPanel
            sitting.press(isTyped ? "F1" : "?")
            #expect(wasKeys || sitting.dashboard.panel is KeysPanel, "\(scene)")
            #expect(scene.sitting.asked.count == sitting.asked.count)
        }
    }
}
