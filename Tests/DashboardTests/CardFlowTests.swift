import Canvas
import Engine
import Records
import Testing

@testable import Dashboard

/// What stands out in a card, also where a line ends in the middle of it.
struct CardFlowTests {
    private static let text = DisplayText("the applicant was told that such people never pay anything back")

    /// What is marked on each line.
    private static func marked(_ lines: [CardLine], _ telling: Telling) -> [String] {
        lines.marked(telling).map { line in
            line.marks.map { line.text.dropping(columns: $0.x).clipped(to: $0.width).string }.joined(separator: "|")
        }
    }

    @Test func `a match that a line end breaks is marked on both lines`() throws {
        let telling = Telling(searches: [try RecordSearch("told that such")])
        let lines = CardLine.flowing(Self.text, 24)
        #expect(lines.map(\.text.string) == ["the applicant was told", "that such people never", "pay anything back"])
        #expect(Self.marked(lines, telling) == ["told", "that such", ""])
        let beside = CardLine.flowing(Self.text, 32, beside: "comment ")
        #expect(Self.marked(beside, telling) == ["told", "that such", ""])
        #expect(beside.marked(telling)[1].marks.first?.x == 8)
    }

    @Test func `a word longer than a line is found across the break within it`() {
        let lines = CardLine.flowing(DisplayText("abcdefghijklmnopqrstuvwxyz"), 10)
        #expect(Self.marked(lines, Telling(texts: ["ijklmnopqrstu"])) == ["ij", "klmnopqrst", "u"])
    }

    @Test func `two texts one below the other are no match, nor is a label`() {
        let lines =
            CardLine.flowing(DisplayText("such"), 20, beside: "people  ")
            + CardLine.flowing(DisplayText("people"), 20, beside: "x       ")
        #expect(Self.marked(lines, Telling(texts: ["such people"])) == ["", ""])
        #expect(Self.marked(lines, Telling(texts: ["people"])) == ["", "people"])
    }

    @Test func `what several blanks were left out of still lines up`() {
        let lines = CardLine.flowing(DisplayText("one two    three"), 8)
        #expect(Self.marked(lines, Telling(texts: ["two    three"])) == ["two", "three"])
    }
}

/// Names that were cut tell groups apart.
struct GroupNameTests {
    @Test(arguments: [10, 14, 20, 30]) func `no two groups look the same`(width: Int) {
        let names = [
            "Regional administration of the northern provinces", "Regional administration of the southern provinces",
            "Self-employed, incorporated", "Self-employed, not incorporated", "public",
        ]
        let shown = GroupNames(names, width: width)
        #expect(Set(names.map { shown[$0].string }).count == names.count, "\(names.map { shown[$0].string })")
        #expect(names.allSatisfy { shown[$0].columns <= width })
        #expect(shown["public"].string == "public")
    }

    @Test func `the same name is shown the same, and an unknown one is cut`() {
        let shown = GroupNames(["a long name of a group", "a long name of a group"], width: 8)
        #expect(shown["a long name of a group"].string == "a long …")
        #expect(shown["another long name"].string == "another…")
    }
}

/// Keys that were bound anew show in panels too.
struct BoundHintTests {
    @Test func `panels name the keys that move and go back, and go back by them`() async throws {
        let keymap = try Keymap(
            reading: "down = \"F6\"\nup = \"F7\"\nback = [\"F8\", \"Esc\"]", named: "keys.toml")
        var sitting = Sitting(Dashboard(snapshot: try await Stages.all.decided, keymap: keymap))
        sitting.start()
        sitting.press("?")
        #expect(sitting.lines.last?.contains(" F6 F7 move") == true && sitting.lines.last?.contains("F8 back") == true)
        sitting.press("q")
        #expect(sitting.dashboard.panel is KeysPanel)
        sitting.press("F8")
        #expect(sitting.dashboard.panel == nil)
    }

    @Test func `by themselves they are j, k and q`() async throws {
        var sitting = Sitting(try await Stages.all.decided)
        sitting.press("?")
        #expect(sitting.lines.last?.contains("j k move") == true && sitting.lines.last?.contains("q back") == true)
        sitting.press("q")
        #expect(sitting.dashboard.panel == nil)
    }
}
