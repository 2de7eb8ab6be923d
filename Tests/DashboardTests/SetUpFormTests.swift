import Canvas
import Engine
import Records
import Testing

@testable import Dashboard

struct SetUpFormTests {
    static func sitting() async throws -> Sitting { Sitting(try Scene.setUp(try await Stages.all.fresh.table)) }

    /// Moves to a column of the file.
    static func go(to name: String, _ sitting: inout Sitting) throws {
        let form = try #require(sitting.dashboard.form)
        let index = try #require(form.columns.firstIndex { $0.name == name })
        goToFirst(&sitting)
        for _ in 0..<(SetUpForm.Field.allCases.count + index) { sitting.press("Down") }
        #expect(sitting.dashboard.form?.column == name)
    }

    /// Moves to the first field.
    static func goToFirst(_ sitting: inout Sitting) { for _ in 0..<3 { sitting.press("PgUp") } }

    @Test func `Enter at once starts with everything as guessed`() async throws {
        var sitting = try await Self.sitting()
        sitting.press("Enter")
        let choices = try #require(sitting.created.first)
        #expect(choices.schema == Schema.guessed(for: try await Stages.all.fresh.table))
        #expect(choices.schema.target?.column == "toxic" && choices.schema.textColumns == ["comment"])
        #expect(choices.seed == 1 && choices.actor == "auditor")
        sitting.press("Enter")
        #expect(sitting.created.count == 1, "once is enough")
        #expect(sitting.text.contains("reading the records"))
        sitting.feed(.refusal("No space left."))
        #expect(sitting.text.contains("No space left."))
        sitting.press("Enter")
        #expect(sitting.created.count == 2, "after a refusal it can be tried again")
    }

    @Test func `every use of a column can be given and taken back`() async throws {
        for (key, name) in [("t", "city"), ("x", "city"), ("f", "city"), ("g", "city"), ("i", "city"), ("u", "city")] {
            var sitting = try await Self.sitting()
            try Self.go(to: name, &sitting)
            let before = try #require(sitting.dashboard.form).uses(name)
            sitting.press(key)
            #expect(try #require(sitting.dashboard.form).uses(name) != before, "\(key)")
            sitting.press(key)
            #expect(try #require(sitting.dashboard.form).uses(name).count == before.count, "\(key)")
        }
    }

    @Test func `no target is a choice: browse and flag only`() async throws {
        var sitting = try await Self.sitting()
        try Self.go(to: "toxic", &sitting)
        sitting.press("t")
        #expect(sitting.text.contains("none yet: browse and flag only"))
        sitting.press("Enter")
        #expect(try #require(sitting.created.first).schema.target == nil)
    }

    @Test func `the target is never also an input`() async throws {
        var sitting = try await Self.sitting()
        for (key, use) in [("f", SetUpForm.Use.feature), ("x", .text)] {
            try Self.go(to: "toxic", &sitting)
            sitting.press(key)
            let uses = try #require(sitting.dashboard.form).uses("toxic")
            #expect(!(uses.contains(.target) && uses.contains(use)), "\(key): \(uses)")
        }
    }

    @Test func `fields are typed in; arrows choose the positive value`() async throws {
        var sitting = try await Self.sitting()
        Self.goToFirst(&sitting)
        sitting.press("Left")
        #expect(sitting.text.contains("positive     0"))
        sitting.press("Right", "Down", "Ctrl-U")
        sitting.type("40")
        sitting.press("Down", "Ctrl-U")
        sitting.type("7")
        sitting.press("Tab", "Ctrl-U")
        sitting.type("Q. Tj")
        sitting.press("Enter")
        let choices = try #require(sitting.created.first)
        #expect(choices.schema.testFraction == 0.4 && choices.seed == 7 && choices.actor == "Q. Tj")
        #expect(choices.schema.target?.positiveText == "1")
    }

    @Test(arguments: [(1, "100"), (1, "x"), (1, ""), (1, "-1"), (2, "1.5"), (2, ""), (3, "")])
    func `a field that can't be read is refused by name and nothing starts`(field: Int, typed: String) async throws {
        var sitting = try await Self.sitting()
        Self.goToFirst(&sitting)
        for _ in 0..<field { sitting.press("Down") }
        sitting.press("Ctrl-U")
        sitting.type(typed)
        sitting.press("Enter")
        #expect(sitting.created.isEmpty)
        #expect(sitting.dashboard.message?.isRefusal == true)
    }

    @Test func `Esc leaves, also on a screen that is too small`() async throws {
        for size in [(100, 30), (20, 5)] {
            var sitting = try await Self.sitting().resized(size.0, size.1)
            sitting.press("Esc")
            #expect(sitting.hasQuit && sitting.created.isEmpty)
        }
    }

    @Test func `the form gives way to the project once it is open`() async throws {
        var sitting = try await Self.sitting()
        sitting.press("Enter")
        sitting.feed(.snapshot(try await Stages.all.fresh))
        #expect(sitting.lines[1].hasPrefix(" 1 Records"))
        #expect(sitting.dashboard.records.rows.count == 600)
        #expect(sitting.dashboard.columnUnderCursor == .added("model.disagreement"))
    }

    @Test func `groups are typed with bands and terms, and g proposes them`() async throws {
        var sitting = try await Self.sitting()
        func go() {
            Self.goToFirst(&sitting)
            for _ in 0..<SetUpForm.Field.groups.rawValue { sitting.press("Down") }
            sitting.press("Ctrl-U")
        }
        go()
        sitting.type("city,age:<25,25..45,>45,comment:woman|women")
        let form = try #require(sitting.dashboard.form)
        #expect(form.uses("age").contains(.group) && form.uses("comment").contains(.group))
        sitting.press("Enter")
        let chosen = try #require(sitting.created.first).schema
        #expect(chosen.groups == ["city", "age"] && chosen.bands?["age"]?.map(\.name) == ["<25", "25..45", ">45"])
        #expect(chosen.terms?.map(\.title) == ["mentions woman"])
        // A line that can't be read starts nothing.
        for (typed, words) in [("agee", "agee"), ("age:<x", "<x"), ("city,nope", "nope")] {
            var sitting = try await Self.sitting()
            Self.goToFirst(&sitting)
            for _ in 0..<SetUpForm.Field.groups.rawValue { sitting.press("Down") }
            sitting.press("Ctrl-U")
            sitting.type(typed)
            sitting.press("Enter")
            #expect(sitting.created.isEmpty && sitting.dashboard.message?.text.contains(words) == true, "\(typed)")
        }
    }

    @Test func `g on a column of many numbers takes proposed bands, on a text its terms`() async throws {
        var sitting = try await Self.sitting()
        func text() throws -> String {
            try #require(sitting.dashboard.form).fields[SetUpForm.Field.groups.rawValue].text
        }
        let before = try text()
        try Self.go(to: "age", &sitting)
        sitting.press("g")
        #expect(try text().contains("age:<"))
        sitting.press("g")
        #expect(try text() == before)
        try Self.go(to: "comment", &sitting)
        sitting.press("g")
        #expect(try text().hasSuffix("comment:*"))
        #expect(try #require(sitting.dashboard.form).uses("comment").contains(.group))
        sitting.press("g")
        #expect(try text() == before && sitting.dashboard.form?.schema.terms == nil)
    }
}
