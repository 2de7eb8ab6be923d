import Canvas
import Engine
import Records
import TestSupport
import Testing

@testable import Dashboard

/// A file that is looked at without its project.
struct BrowseTests {
    static func snapshot(
        _ table: Table, loaded fraction: Double = 1, records: Int? = nil, opening: Bool = false
    ) -> Snapshot {
        .browsing(
            table, schema: .guessed(for: table), actor: "",
            Browsing(loadedFraction: fraction, isOpeningProject: opening), records: records)
    }

    /// The form of the sample, with its records known in part.
    static func form(loaded fraction: Double = 1, records: Int? = nil) async throws -> Sitting {
        let table = try await Stages.all.fresh.table
        var sitting = Sitting(try Scene.setUp(table))
        sitting.feed(.snapshot(snapshot(table, loaded: fraction, records: records)))
        return sitting
    }

    @Test func `v in the form shows the records, and q goes back to it`() async throws {
        for key in ["q", "Esc"] {
            var sitting = try await Self.form()
            sitting.press("v")
            #expect(sitting.lines[0].contains("600 records") && sitting.lines[0].contains("no project yet"))
            #expect(sitting.lines[1].hasPrefix(" 1 Records  2 Values") && !sitting.lines[1].contains("3 Queue"))
            sitting.press("j", key)
            #expect(sitting.text.contains("set up") && !sitting.hasQuit)
            sitting.press("v")
            #expect(sitting.dashboard.currentRow == 1, "the cursor stays where it was")
        }
    }

    @Test func `everything that needs no project works on the bare file`() async throws {
        var sitting = try await Self.form()
        sitting.press("v", "f")
        sitting.type("sex=Female")
        sitting.press("Enter")
        let women = sitting.rows
        #expect(women.count > 200 && women.count < 600)
        sitting.press("s")
        #expect(sitting.dashboard.records.sort.map(\.name) == ["toxic"])
        sitting.press("Space", "*", "y", "/")
        sitting.type("bridge")
        sitting.press("Enter", "n", "N")
        #expect(sitting.copied.count == 1)
        sitting.command("50%")
        #expect(sitting.dashboard.records.cursor.position == women.count / 2)
        sitting.press("F")
        #expect(sitting.dashboard.screen == .values && sitting.text.contains("where sex=Female"))
        sitting.press("I")
        #expect(sitting.dashboard.values.summary.count == 6)
    }

    @Test func `deciding says in one sentence that a project is needed, and how`() async throws {
        for key in ["t", "b", "p", "m", "c", "o", "d", "r", "R", "u", "W", "z", "A", "J", "e", "3", "5", "7"] {
            var sitting = try await Self.form()
            sitting.press("v", key)
            #expect(
                sitting.message == "This needs a project: q goes back to the form, Enter there starts one.", "\(key)")
            #expect(sitting.asked.isEmpty && sitting.dashboard.panel == nil)
        }
    }

    @Test func `ids are said to come with the project`() async throws {
        var sitting = try await Self.form()
        sitting.press("v")
        sitting.command("id:7f3a")
        #expect(sitting.message == "Records have ids once there is a project.")
    }

    // MARK: While it loads

    @Test func `the list grows while the file loads, and the cursor stays`() async throws {
        let table = try await Stages.all.fresh.table
        var sitting = try await Self.form(loaded: 0.1, records: 60)
        #expect(sitting.text.contains("60 records so far…") && sitting.text.contains("loading 10 %"))
        sitting.press("v", "G")
        #expect(sitting.dashboard.currentRow == 59)
        sitting.feed(.snapshot(Self.snapshot(table, loaded: 0.43, records: 258)))
        #expect(sitting.dashboard.currentRow == 59 && sitting.rows.count == 258)
        #expect(sitting.lines[0].contains("258 records so far…") && sitting.lines[0].contains("loading 43 %"))
        sitting.press("Space", "G")
        #expect(sitting.dashboard.currentRow == 257)
        sitting.feed(.snapshot(Self.snapshot(table)))
        #expect(sitting.rows.count == 600 && sitting.marks == [59])
        #expect(sitting.lines[0].contains("600 records ") && !sitting.lines[0].contains("so far"))
    }

    @Test func `a question asked while the file loads is asked again once it is there`() async throws {
        let table = try await Stages.all.fresh.table
        var sitting = try await Self.form(loaded: 0.5, records: 300)
        sitting.isSlow = true
        sitting.press("v", "f")
        sitting.type("sex=Female")
        sitting.press("Enter")
        sitting.answerAll()
        sitting.feed(.snapshot(Self.snapshot(table, loaded: 0.9, records: 540)))
        #expect(sitting.open.isEmpty, "not at every step")
        sitting.feed(.snapshot(Self.snapshot(table)))
        #expect(sitting.open.count == 1)
    }

    @Test func `a project is started once every record is read, and the way there can be left`() async throws {
        var sitting = try await Self.form(loaded: 0.5, records: 300)
        sitting.press("Enter")
        #expect(sitting.created.count == 1)
        #expect(sitting.text.contains("reading the records: 50 %") && sitting.text.contains("Esc stops"))
        sitting.press("x", "v", "Enter")
        #expect(sitting.created.count == 1 && sitting.text.contains("reading the records: 50 %"))
        sitting.press("Esc")
        #expect(sitting.open.count == 1 && !sitting.hasQuit)
        #expect(sitting.message == "stopped; no project was made")
    }

    // MARK: A project that is being opened

    @Test func `the records of a project are there before it is, and the cursor keeps its record`() async throws {
        let fresh = try await Stages.all.fresh
        let shown = Self.snapshot(fresh.table, opening: true)
        var sitting = Sitting(Dashboard(snapshot: shown))
        sitting.feed(.snapshot(shown))
        #expect(sitting.lines[0].contains("opening the project…") && sitting.rows.count == 600)
        sitting.command("300")
        sitting.press("t")
        #expect(sitting.message == "The project is still being opened; this waits for it.")
        sitting.feed(.snapshot(fresh))
        #expect(sitting.dashboard.currentRow == 299)
        #expect(sitting.lines[1].contains("3 Queue"))
        #expect(sitting.dashboard.columnUnderCursor == .added("model.disagreement"))
        sitting.press("t")
        #expect(sitting.asked.count == 1)
    }

    @Test func `where some records are veiled, all texts are until it is known which`() async throws {
        let decided = try await Stages.all.decided
        var shown = Self.snapshot(decided.table, opening: true)
        shown.schema = decided.schema
        shown.browsing?.coversTexts = true
        var sitting = Sitting(Dashboard(snapshot: shown), 160, 40)
        sitting.feed(.snapshot(shown))
        for keys in [[], ["Enter"], ["q", "2", "l", "l", "l", "l", "l", "l"], ["I"]] {
            for key in keys { sitting.press(key) }
            #expect(!sitting.text.contains("ababix") && !sitting.text.contains("says"), "\(keys)")
        }
    }

    @Test func `a filter, an order and a chosen column outlast the opening`() async throws {
        let fresh = try await Stages.all.fresh
        let shown = Self.snapshot(fresh.table, opening: true)
        var sitting = Sitting(Dashboard(snapshot: shown))
        sitting.feed(.snapshot(shown))
        sitting.press("l", "s", "f")
        sitting.type("age>40")
        sitting.press("Enter", "j")
        let (rows, row) = (sitting.rows, sitting.dashboard.currentRow)
        let column = try #require(sitting.dashboard.columnUnderCursor)
        sitting.feed(.snapshot(fresh))
        #expect(sitting.rows == rows && sitting.dashboard.currentRow == row)
        #expect(sitting.dashboard.columnUnderCursor == column)
    }

    @Test func `what became of the file stays in the title, and is said once`() async throws {
        for (title, sentence) in [("file changed", "'a.csv' was changed."), ("not opened", "It changed since.")] {
            var sitting = try await Self.form()
            sitting.press("v")
            sitting.feed(.trouble(title: title, Sentence(sentence)))
            #expect(sitting.message == sentence && sitting.lines[0].hasSuffix(title))
            sitting.press("j")
            #expect(sitting.message.isEmpty && sitting.lines[0].hasSuffix(title))
        }
    }

    // MARK: How it is read

    @Test func `a field of the reading is changed by arrows, and reads the file anew`() async throws {
        var sitting = try await Self.form()
        SetUpFormTests.goToFirst(&sitting)
        for _ in 0..<6 { sitting.press("Down") }
        #expect(sitting.text.contains("delimiter ‹comma›"))
        sitting.press("Right")
        #expect(sitting.reopened.last?.delimiter == 9)
        #expect(sitting.text.contains("reading the file in another way"))
        sitting.press("Right", "Enter")
        #expect(sitting.reopened.count == 1 && sitting.created.isEmpty, "one after the other")
        sitting.feed(.refusal("No tab in it."))
        #expect(sitting.text.contains("No tab in it.") && sitting.text.contains("‹comma›"))
        sitting.type(";")
        #expect(sitting.reopened.last?.delimiter == 59)
        let other = MemoryRows.table(["x", "y"], [["1", "2"], ["3", "4"]])
        sitting.feed(
            .form(SetUpForm(table: other, schema: .guessed(for: other), actor: "z", choice: sitting.reopened[1])))
        sitting.feed(.snapshot(Self.snapshot(other)))
        #expect(sitting.text.contains("2 records, 2 columns"))
        #expect(
            sitting.text.contains("▸  read as") || sitting.text.contains("‹comma›"), "the cursor stays on its field")
        sitting.press("Down", "Right")
        #expect(sitting.reopened.last?.delimiter == 59 && sitting.reopened.last?.hasHeader == false)
    }

    @Test func `what stands for no value is typed, and holds once it is left`() async throws {
        var sitting = try await Self.form()
        SetUpFormTests.goToFirst(&sitting)
        let fields = try #require(sitting.dashboard.form).shownFields
        for _ in 0..<(try #require(fields.firstIndex(of: .missing))) { sitting.press("Down") }
        sitting.type("n/v, -")
        #expect(sitting.text.contains("missing ‹n/v, -▏›") && sitting.reopened.isEmpty)
        sitting.press("Backspace", "Esc")
        #expect(sitting.reopened.isEmpty && sitting.text.contains("missing ‹usual marks›"))
        sitting.type("q,n/v ,k A")
        sitting.press("Enter")
        #expect(sitting.reopened.last?.values == .listed(["q", "n/v", "k A"]) && sitting.created.isEmpty)
        sitting.feed(.refusal("No."))
        sitting.type("?")
        sitting.press("Down")
        #expect(sitting.reopened.last?.values == .listed(["?"]))
        sitting.feed(.refusal("No."))
        sitting.press("Right")
        #expect(sitting.reopened.count == 3, "arrows change it as before")
    }

    @Test func `a delimiter of any one character is typed`() async throws {
        var sitting = try await Self.form()
        SetUpFormTests.goToFirst(&sitting)
        let fields = try #require(sitting.dashboard.form).shownFields
        for _ in 0..<(try #require(fields.firstIndex(of: .delimiter))) { sitting.press("Down") }
        sitting.type("¦")
        #expect(sitting.reopened.last?.delimiterText == "¦" && sitting.reopened.last?.delimiter == nil)
    }

    @Test func `what was typed in the form outlasts reading the file anew`() async throws {
        let table = try await Stages.all.fresh.table
        var sitting = try await Self.form()
        try SetUpFormTests.go(to: "city", &sitting)
        sitting.press("g")
        SetUpFormTests.goToFirst(&sitting)
        sitting.press("Down", "Down", "Ctrl-U")
        sitting.type("42")
        sitting.feed(.form(SetUpForm(table: table, schema: .guessed(for: table), actor: "somebody")))
        sitting.press("Enter")
        let choices = try #require(sitting.created.first)
        #expect(choices.seed == 42 && choices.actor == "auditor" && choices.schema.groups.contains("city"))
    }
}
