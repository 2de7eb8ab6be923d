import Canvas
import Engine
import Fairness
import Records
import Testing

@testable import Dashboard

struct FairnessScreenTests {
    static func sitting(_ keys: String..., after: Bool = true) async throws -> Sitting {
        let stages = try await Stages.all
        var sitting = Sitting(after ? stages.forgotten : stages.fresh).resized(100, 30)
        sitting.press("5")
        for key in keys { sitting.press(key) }
        return sitting
    }

    /// The line that begins so, or that has it anywhere.
    static func line(_ start: String, _ sitting: Sitting, anywhere: Bool = false) throws -> String {
        try #require(
            sitting.lines.first {
                anywhere ? $0.contains(" " + start + " ") : $0.dropFirst().drop { $0 == " " }.hasPrefix(start + " ")
            },
            "no line '\(start)' in\n\(sitting.text)")
    }

    static func lines(_ metric: String, by column: String, _ sitting: Sitting) throws -> [FairnessLine] {
        let figures = try sitting.snapshot.fairnessFigures(sitting.dashboard.fairness)
        return try #require(figures).lines(metric, by: column, within: nil)
    }

    @Test func `before any removal there is one mark a group, and no change`() async throws {
        let sitting = try await Self.sitting(after: false)
        #expect(sitting.text.contains("● now"))
        #expect(!sitting.text.contains("○") && !sitting.text.contains("change"))
        #expect(try Self.line("Arden", sitting).contains("●"))
    }

    @Test func `a group with too few records says so instead of a rate`() async throws {
        for after in [false, true] {
            let sitting = try await Self.sitting(after: after)
            let line = try Self.line("Corin", sitting)
            #expect(line.contains("insufficient evidence: ") && line.contains("20 needed"))
            #expect(!line.contains("●") && !line.contains("├"))
        }
    }

    @Test func `after a removal each group has both marks, both numbers and the change`() async throws {
        let sitting = try await Self.sitting()
        for group in ["Arden", "Belmar"] {
            let line = try Self.line(group, sitting)
            #expect(line.contains("●"))
            let row = try #require(
                try Self.lines("selectionRate", by: "group", sitting).first { $0.group == group })
            let change = try #require(row.change)
            #expect(line.contains(try #require(row.before?.value).short))
            #expect(line.contains(try #require(row.after.value).short))
            #expect(line.contains("no clear change") != change.isClear)
            if change.isClear { #expect(line.contains(change.difference ?? 0 < 0 ? "▼" : "▲")) }
        }
        // Lower, though of so few records no more than chance in view of all that was tested.
        let belmar = try #require(
            try Self.lines("selectionRate", by: "group", sitting).first { $0.group == "Belmar" }?.change)
        #expect(belmar.difference ?? 0 < 0, "what was removed said that Belmar is toxic")
    }

    @Test func `a change carries sign and interval, and none is claimed where none is clear`() {
        let interval = Interval(lower: -0.2, upper: -0.1)
        #expect(change(difference: -0.15, interval: interval, isClear: true).text == "−.150 ± .050 ▼")
        #expect(
            change(difference: 0.15, interval: Interval(lower: 0.1, upper: 0.2), isClear: true).text == "+.150 ± .050 ▲"
        )
        #expect(change(difference: -0.15, interval: interval, isClear: false).text == "no clear change")
        #expect(change(difference: nil, interval: nil, isClear: true).text == "no clear change")
    }

    @Test func `numbers lose the zero before the point, not the sign`() {
        #expect(0.448.short == ".448")
        #expect((-0.0449).short == "−.045" && (-1.5).short == "−1.500")
        #expect(1.0.short == "1.000" && 0.0.short == ".000")
    }

    @Test func `right and left go through every metric that was measured and back to the first`() async throws {
        for chart in [[], ["C"], ["C", "C"]] {
            var sitting = try await Self.sitting()
            for key in chart { sitting.press(key) }
            let all = sitting.dashboard.metricItems("").map(\.id)
            #expect(all.count >= 20 && Set(all).count == all.count)
            var seen: Set<String> = []
            for _ in all {
                seen.insert(sitting.dashboard.fairness.metric)
                #expect(sitting.text.contains(try Catalogue.named(sitting.dashboard.fairness.metric).title))
                sitting.press("Right")
            }
            #expect(seen == Set(all))
            #expect(sitting.dashboard.fairness.metric == "selectionRate")
            sitting.press("Left")
            #expect(sitting.dashboard.fairness.metric == "baseRate")
        }
    }

    @Test func `B chooses the groups, and the gap effect follows where a column of the file makes them`() async throws {
        var sitting = Sitting(Audited.snapshot(try await Stages.all.forgotten))
        sitting.press("5", "B")
        #expect(sitting.text.contains("sex × group") && sitting.text.contains("group  within age=old"))
        sitting.press("j", "Enter")
        #expect(sitting.dashboard.fairness.column == "sex" && sitting.text.contains("by sex"))
        guard case .find(column: "sex")? = sitting.asked.last else {
            Issue.record("the gap effect does not follow")
            return
        }
        let asked = sitting.asked.count
        sitting.press("B", "j", "Enter")
        #expect(sitting.dashboard.fairness.column == "sex × group" && sitting.text.contains("Female × Arden"))
        #expect(sitting.asked.count == asked, "a crossing is no column that a gap effect could be about")
        sitting.press("B", "j", "Enter")
        #expect(sitting.dashboard.fairness.stratum == Stratum(column: "age", value: "old"))
        #expect(sitting.text.contains("by group · within age=old"))
    }

    @Test func `no number in the table or the chart is cut, at any width`() async throws {
        for keys in [[], ["C"], ["l"], ["C", "C", "l", "l"]] {
            var sitting = try await Self.sitting()
            for key in keys { sitting.press(key) }
            for width in 60...130 {
                // A cut number would have fewer digits; the axis, whose numbers are shorter, ends in the column names.
                for line in sitting.resized(width, 30).lines.dropFirst(3).prefix(20)
                where !["now", "change, paired"].contains(where: line.contains) {
                    for word in line.split(whereSeparator: { " ()".contains($0) })
                    where word.first == "." && word.count > 1 {
                        let digits = word.dropFirst().prefix { $0.isNumber }
                        #expect(
                            digits.isEmpty || digits.count == 3,
                            "\(width): \(line)")
                    }
                }
            }
        }
    }

    @Test func `who is harmed, or that nobody clearly is`() async throws {
        let sitting = try await Self.sitting("H")
        #expect(sitting.text.contains("Harmed by the change: "))
        var before = try await Self.sitting(after: false)
        before.press("H")
        #expect(before.message == "Nothing was removed yet, so there is no change to judge.")
    }

    @Test func `without a target or without groups the screen says why it is empty`() async throws {
        var snapshot = Scene.none(try await Stages.all.fresh)
        var sitting = Sitting(snapshot)
        sitting.press("5")
        #expect(sitting.text.contains("T on Models trains one"))
        snapshot.jobs = Scene.jobs(try await Stages.all.forgotten).jobs
        sitting = Sitting(snapshot)
        sitting.press("5")
        #expect(sitting.text.contains("The model is being trained"))
        snapshot.schema.target = nil
        sitting = Sitting(snapshot)
        sitting.press("5")
        #expect(sitting.text.contains("no target column"))
        var grouped = try await Stages.all.fresh
        grouped.schema.groups = []
        sitting = Sitting(grouped)
        sitting.press("5")
        #expect(sitting.text.contains("No group column was chosen"))
        sitting.press("j", "M", "Esc", "B", "C", "Enter", "H", "I", "Esc", "L", "T", "Space", "Enter")
        _ = sitting.canvas
    }
}
