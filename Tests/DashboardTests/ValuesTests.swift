import Canvas
import Records
import Testing

@testable import Dashboard
@testable import Engine

struct ValuesTests {
    static func sitting(_ name: String, _ snapshot: Snapshot? = nil) async throws -> Sitting {
        let fresh = try await Stages.all.fresh
        var sitting = Sitting(snapshot ?? fresh)
        let index = try #require(fresh.table.columnNames.firstIndex(of: name))
        while sitting.dashboard.columnUnderCursor != .file(index) { sitting.press("l") }
        sitting.press("F")
        return sitting
    }

    @Test func `F counts the values of the column under the cursor, the most frequent first`() async throws {
        let sitting = try await Self.sitting("group")
        let found = try #require(sitting.dashboard.values.found)
        #expect(found.total == 600 && found.lines.reduce(0) { $0 + $1.count } == 600)
        #expect(found.lines.map(\.count) == found.lines.map(\.count).sorted(by: >))
        #expect(Set(found.lines.map(\.label)) == ["Arden", "Belmar", "Corin"])
        #expect(sitting.lines[0].contains("3 values in 600 records"))
        let first = try #require(sitting.lines.first { $0.hasPrefix(" ▸") })
        #expect(first.contains(found.lines[0].label) && first.contains("█"))
    }

    @Test func `B splits the counts by the group columns in turn, and by none after the last`() async throws {
        var sitting = try await Self.sitting("city")
        for by in ["group", "sex", nil, "group"] {
            sitting.press("B")
            #expect(sitting.dashboard.values.question?.by == by)
            if by == "sex" { #expect(sitting.text.contains("Female") && sitting.text.contains("Male")) }
        }
    }

    @Test func `Enter narrows the records to the value, in what was shown, and Esc comes back`() async throws {
        var sitting = Sitting(try await Stages.all.fresh)
        sitting.press("f")
        sitting.type("age>40 or toxic=1")
        sitting.press("Enter")
        let before = sitting.rows
        while sitting.dashboard.columnUnderCursor?.title(try sitting.snapshot) != "sex" { sitting.press("l") }
        sitting.press("F", "j")
        let line = try #require(sitting.dashboard.values.found?.lines[1])
        sitting.press("Enter")
        #expect(sitting.dashboard.screen == .records && sitting.rows.count == line.count)
        #expect(Set(sitting.rows).isSubset(of: before))
        sitting.press("Esc")
        #expect(sitting.dashboard.screen == .values && sitting.rows == before)
        sitting.press("Esc")
        #expect(sitting.dashboard.screen == .records && !sitting.hasQuit)
    }

    @Test func `numbers of which there are many come as a histogram, and C turns to their values`() async throws {
        var sitting = try await Self.sitting("age")
        let bins = try #require(sitting.dashboard.values.found)
        #expect(bins.isHistogram && bins.lines.reduce(0) { $0 + $1.count } == 600)
        sitting.press("C")
        #expect(sitting.dashboard.values.found?.isHistogram == false)
        sitting.press("C", "Enter")
        #expect(sitting.rows.count == bins.lines[0].count)
        var words = try await Self.sitting("sex")
        words.press("C")
        #expect(words.message == "Only numbers have a histogram.")
    }

    @Test func `every bin narrows to as many records as it counts`() async throws {
        let sitting = try await Self.sitting("age")
        for line in try #require(sitting.dashboard.values.found).lines {
            let rows = try sitting.snapshot.rows(Query(filter: Filter(parsing: line.filterText)))
            #expect(rows.count == line.count, "\(line.filterText)")
        }
    }

    @Test func `every value of every column narrows to as many records as it counts`() async throws {
        let snapshot = try await Stages.all.fresh
        for name in snapshot.table.columnNames {
            let found = try snapshot.values(ValuesQuestion(column: name, form: .values, limit: 30))
            for line in found.lines {
                let rows = try snapshot.rows(Query(filter: Filter(parsing: line.filterText)))
                #expect(rows.count == line.count, "\(line.filterText)")
            }
        }
    }

    @Test func `s orders by value, h and l go to the columns beside`() async throws {
        var sitting = try await Self.sitting("city")
        sitting.press("s")
        let labels = try #require(sitting.dashboard.values.found).lines.map(\.label)
        #expect(labels == labels.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        let names = try sitting.snapshot.table.columnNames
        let index = try #require(names.firstIndex(of: "city"))
        sitting.press("l")
        #expect(sitting.dashboard.values.question?.column == names[index + 1])
        sitting.press("h", "h")
        #expect(sitting.dashboard.values.question?.column == names[index - 1])
    }

    @Test func `the share of the target's positive value stands beside each value`() async throws {
        let sitting = try await Self.sitting("group").resized(120, 30)
        let line = try #require(sitting.dashboard.values.found?.lines.first)
        let share = Double(try #require(line.positives)) / Double(line.labelled)
        #expect(sitting.lines.contains { $0.contains(line.label) && $0.hasSuffix("\((share * 100).fixed(1)) %") })
    }

    @Test func `I sums up every column, Enter opens its values, and :summary comes from any screen`() async throws {
        var sitting = try await Self.sitting("age")
        sitting.press("I")
        let names = try sitting.snapshot.table.columnNames
        #expect(sitting.dashboard.values.summary.map(\.name) == names)
        #expect(sitting.text.contains("18 … 79"))
        sitting.press("j", "Enter")
        #expect(sitting.dashboard.values.question?.column == names[1] && !sitting.dashboard.values.isSummary)
        sitting.press("5")
        sitting.command("summary")
        #expect(sitting.dashboard.screen == .values && sitting.dashboard.values.isSummary)
        sitting.press("q")
        #expect(!sitting.dashboard.values.isSummary)
        sitting.press("q")
        #expect(sitting.dashboard.screen == .records)
    }

    @Test func `a summary fills in as columns are looked at`() async throws {
        var sitting = Sitting(try await Stages.all.fresh)
        sitting.isSlow = true
        sitting.command("summary")
        guard case .summary(let ticket, _)? = sitting.open.last else {
            Issue.record("\(sitting.open)")
            return
        }
        #expect(sitting.text.contains("group") && sitting.text.contains("…"))
        let line = SummaryLine(
            name: "group", kind: "category", missing: 7, distinct: 3, minimum: nil, maximum: nil, mean: nil,
            examples: ["Arden"], isVeiled: [false])
        sitting.feed(.summary(ticket: ticket, [line], isWhole: false))
        #expect(sitting.text.contains("Arden"))
        sitting.feed(.summary(ticket: ticket - 1, [], isWhole: true))
        #expect(sitting.text.contains("Arden"), "an older answer is void")
    }

    @Test func `an added column has no values of its own yet`() async throws {
        var sitting = Sitting(try await Stages.all.fresh)
        sitting.press("F")
        #expect(sitting.message == "Move to a column of the file first (h l).")
        #expect(sitting.dashboard.screen == .records)
    }

    @Test func `values of veiled records are covered, and can't be narrowed to`() async throws {
        let decided = try await Stages.all.decided
        var sitting = try await Self.sitting("comment", decided)
        for keys in [[], ["s"], ["I"]] {
            for key in keys { sitting.press(key) }
            for _ in 0..<40 {
                for row in [Sample.insult, Sample.address] { #expect(!VeilTests.shows(row, sitting)) }
                sitting.press("PgDn")
            }
            sitting.press("g")
        }
        sitting.press("I")
        let lines = try #require(sitting.dashboard.values.found).lines
        let place = try #require(lines.firstIndex { $0.isVeiled })
        for _ in 0..<place { sitting.press("j") }
        sitting.press("Enter")
        #expect(sitting.dashboard.screen == .values)
        #expect(sitting.message == "A veiled record has this value: z on Records shows it.")
    }
}
