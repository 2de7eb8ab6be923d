import Canvas
import Engine
import Records
import Testing

@testable import Dashboard
@testable import Fairness

struct FairnessViewsTests {
    static func sitting(_ keys: String..., width: Int = 100) async throws -> Sitting {
        var sitting = Sitting(Audited.snapshot(try await Stages.all.forgotten)).resized(width, 30)
        sitting.press("5")
        for key in keys { sitting.press(key) }
        return sitting
    }

    // MARK: Metrics

    @Test func `M lists what was measured, narrows as one types, and says what the chosen one means`() async throws {
        var sitting = try await Self.sitting("M")
        for chapter in ["rates", "gaps"] { #expect(sitting.text.contains(chapter)) }
        sitting.type("odds aver")
        let found = sitting.dashboard.metricItems("odds aver")
        #expect(found.map(\.id) == ["averageOddsDifference", "averageAbsoluteOddsDifference"])
        sitting.press("Down")
        #expect(sitting.text.contains("nothing cancels"))
        sitting.press("Enter")
        #expect(sitting.dashboard.fairness.metric == "averageAbsoluteOddsDifference")
        #expect(sitting.text.contains(" average absolute odds difference · by group"))
        sitting.press("M")
        sitting.type("no such metric")
        sitting.press("Enter")
        #expect(sitting.message.contains("No metric with 'no such metric'"))
        #expect(sitting.dashboard.fairness.metric == "averageAbsoluteOddsDifference")
    }

    @Test func `a metric of no figures is not offered, and one of figures is, with its lines`() async throws {
        var snapshot = Audited.snapshot(try await Stages.all.forgotten)
        let figures = try #require(snapshot.fairnessFigures(FairnessPage()))
        let shown = Set(figures.metrics.map(\.id))
        #expect(figures.metrics.allSatisfy { [.rate, .gap].contains($0.kind) })
        snapshot.evaluation?.report.figures = [
            Figure("auc", column: "group", group: "Arden", value: 0.75, denominator: 400, interval: nil),
            Figure("auc", column: "group", group: "Corin", value: nil, undefined: "no positives"),
            Figure("auc", value: 0.8),
        ]
        let more = try #require(snapshot.fairnessFigures(FairnessPage()))
        #expect(Set(more.metrics.map(\.id)).isSuperset(of: shown))
        let lines = more.lines("auc", by: "group", within: nil)
        #expect(lines.map(\.title) == ["Arden", "Corin", "all records"])
        #expect(lines.map(\.insufficient) == [nil, "no positives", nil])
        #expect(lines.map(\.after.value) == [0.75, nil, 0.8] && lines[0].denominator == 400)
    }

    @Test func `I explains the metric in full`() async throws {
        let sitting = try await Self.sitting("l", "l", "I")
        for words in [
            "falsePositiveRate", "definition", "FP / (FP + TN)", "needs", "edges", "no negatives", "here: p ",
        ] {
            #expect(sitting.text.contains(words), "\(words)")
        }
    }

    @Test func `gaps are drawn pair by pair against what no gap would be`() async throws {
        var sitting = try await Self.sitting("M")
        sitting.type("demographic parity diff")
        sitting.press("Enter")
        #expect(sitting.text.contains("Arden − Belmar") && sitting.text.contains("┆ 0"))
        #expect(try FairnessScreenTests.line("Arden − Belmar", sitting, anywhere: true).contains("┆"))
    }

    // MARK: Charts

    @Test func `C goes through dumbbells, slopes and the table`() async throws {
        var sitting = try await Self.sitting()
        #expect(sitting.text.contains("├ 95 % ┤"))
        sitting.press("C")
        let slope = sitting.lines.filter { $0.contains("Belmar") && $0.contains("○") }
        #expect(slope.count == 1 && sitting.text.contains("not drawn: Corin"))
        sitting.press("C")
        #expect(sitting.text.contains("PPV") && sitting.text.contains("TPR"))
        sitting.press("C")
        #expect(sitting.dashboard.fairness.chart == .dumbbell)
    }

    @Test func `a slope needs a before, and says so`() async throws {
        var sitting = Sitting(try await Stages.all.fresh)
        sitting.press("5", "C")
        #expect(sitting.text.contains("A slope needs a before"))
    }

    @Test func `the labels of a slope never share a line, however many groups there are`() async throws {
        for width in [80, 100, 160] {
            var sitting = try await Self.sitting("C", width: width)
            Scene.choose(2, &sitting)
            for group in ["Female × Ard", "Male × Ard", "Female × Bel", "Male × Bel"] {
                let lines = sitting.lines.filter { $0.contains(group) && !$0.contains("gap") && !$0.contains("harmed") }
                #expect(lines.count >= 1, "\(group) at \(width): \(sitting.text)")
            }
        }
    }

    @Test func `a table with more than fits says so and scrolls with the cursor`() async throws {
        var sitting = try await Self.sitting("C", "C", width: 80)
        #expect(sitting.text.contains(" of 12 (← →)"))
        #expect(!sitting.text.contains("FOR"))
        for _ in 0..<8 { sitting.press("l") }
        #expect(sitting.dashboard.fairness.metric == "falseOmissionRate" && sitting.text.contains("FOR"))
    }

    @Test func `with fewer marks the charts keep their places`() async throws {
        let snapshot = Audited.snapshot(try await Stages.all.forgotten)
        for keys in [["C"], ["T"], ["L"]] {
            var texts: [String] = []
            for marks in MarkSet.allCases {
                var dashboard = Dashboard(snapshot: snapshot, isASCII: marks == .ascii, marks: marks)
                _ = dashboard.receive(.snapshot(snapshot))
                var sitting = Sitting(dashboard)
                sitting.press("5")
                for key in keys { sitting.press(key) }
                texts.append(sitting.text)
                let braille = sitting.text.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) }
                #expect(braille == (marks == .braille), "\(keys) \(marks)")
            }
            #expect(Set(texts).count == texts.count)
        }
    }

    // MARK: Drill-down

    @Test(arguments: [("tp", 0), ("fp", 1), ("tn", 2), ("fn", 3)])
    func `Enter on a group, then on a cell, shows its records and Esc comes back`(name: String, place: Int) async throws
    {
        var sitting = try await Self.sitting("Enter")
        let group = try #require(sitting.snapshot.evaluation?.report.groups.first { $0.value == "Belmar" })
        #expect(sitting.text.contains("Belmar · by group · \(group.n) held-out records"))
        for count in [group.tp, group.fp, group.tn, group.fn] { #expect(sitting.text.contains(" \(count) ")) }
        for _ in 0..<place { sitting.press("j") }
        sitting.press("Enter")
        #expect(sitting.dashboard.screen == .records)
        #expect(sitting.dashboard.records.filterText == "group=Belmar outcome:\(name) split:test")
        sitting.press("Esc")
        #expect(sitting.dashboard.screen == .fairness)
    }

    @Test func `the cells of a crossing and of a control group become filters of their columns`() async throws {
        var sitting = try await Self.sitting()
        Scene.choose(2, &sitting)
        let first = try #require(sitting.dashboard.fairnessLineTitles.first)
        sitting.press("Enter", "G", "Enter")
        let (sex, group) = (first.components(" × ")[0], first.components(" × ")[1])
        #expect(sitting.dashboard.records.filterText == "sex=\(sex) group=\(group) split:test")
        sitting = try await Self.sitting()
        Scene.choose(3, &sitting)
        sitting.press("Enter", "G", "Enter")
        #expect(sitting.dashboard.records.filterText.hasSuffix(" age=old split:test"))
    }

    @Test func `under a gap the table's cursor is on the group that it shows`() async throws {
        var sitting = try await Self.sitting("M")
        sitting.type("demographic parity diff")
        sitting.press("Enter")
        #expect(sitting.dashboard.fairness.rowCount == 2, "Belmar is what the others are compared with")
        sitting.press("C", "C")
        #expect(sitting.dashboard.fairness.rowCount == 3)
        let line = try #require(sitting.lines.first { $0.hasPrefix("▸ ") })
        #expect(line.hasPrefix("▸ Belmar"))
        sitting.press("Enter")
        #expect(sitting.text.contains("Belmar · by group"))
    }

    // MARK: Save points

    @Test func `T shows every save point, and two that are marked are compared, the older first`() async throws {
        var sitting = try await Self.sitting("T")
        #expect(sitting.text.contains("trend · by group · 5 save points"))
        #expect(sitting.text.contains("−40") && sitting.text.contains("trained"))
        sitting.press("Enter")
        #expect(sitting.message.contains("is marked"))
        sitting.press("g", "Space")
        guard case .compare(let before, let after)? = sitting.asked.last else {
            Issue.record("nothing was compared")
            return
        }
        let points = try sitting.snapshot.savePoints
        #expect(before == points[0].digest && after == points[4].digest)
    }

    @Test func `a comparison is shown once it is there, says which two, and Esc goes back to the latest`() async throws
    {
        var sitting = try await Self.sitting("T", "g", "Space", "j", "j", "j", "Enter")
        #expect(sitting.dashboard.fairness.view == .trend)
        sitting.feed(.snapshot(Audited.compared(try sitting.snapshot)))
        #expect(sitting.text.contains("0a5e00 → 3a5e30"))
        sitting.press("Enter", "Enter")
        #expect(sitting.message.contains("Esc goes back to its figures") && sitting.dashboard.screen == .fairness)
        sitting.press("Esc")
        #expect(!sitting.text.contains("0a5e00 → 3a5e30") && sitting.dashboard.screen == .fairness)
        sitting.press("Esc")
        #expect(sitting.dashboard.screen == .records)
    }

    @Test func `an answer to an older question changes nothing`() async throws {
        var sitting = try await Self.sitting("T")
        sitting.feed(.snapshot(Audited.compared(try sitting.snapshot)))
        #expect(!sitting.dashboard.fairness.isComparing)
        sitting.press("Space", "Space")
        #expect(sitting.message == "unmarked" && sitting.asked.isEmpty)
        sitting.press("Esc")
        #expect(sitting.dashboard.fairness.view == .groups)
    }

    // MARK: Thresholds

    @Test func `L shows what other thresholds would do, and that nothing is changed`() async throws {
        var sitting = try await Self.sitting("L")
        #expect(sitting.text.contains("What if: nothing is changed") && sitting.text.contains("at .50"))
        let figures = try #require(try sitting.snapshot.fairnessFigures(sitting.dashboard.fairness))
        let chart = try #require(ThresholdChart(figures, "selectionRate", by: "group", marks: .braille))
        sitting.press("Left", "Left")
        #expect(sitting.text.contains("at .48") && sitting.text.contains("now .50"))
        let (here, now) = (try #require(chart.gap(at: 48)), try #require(chart.gap(at: 50)))
        #expect(sitting.lines.contains { $0.contains("# gap ") && $0.contains("\(here.short)     \(now.short)") })
        sitting.press("G")
        #expect(sitting.text.contains("at 1.00"))
        sitting.press("Right", "g")
        #expect(sitting.text.contains("at .00"))
        #expect(sitting.asked.isEmpty)
    }

    @Test func `the gap of a sweep leaves groups with too few records out`() async throws {
        let snapshot = Audited.snapshot(try await Stages.all.forgotten)
        let figures = try #require(snapshot.fairnessFigures(FairnessPage()))
        let chart = try #require(ThresholdChart(figures, "selectionRate", by: "group", marks: .ascii))
        let place = try #require(chart.series.firstIndex { $0.title == "Corin" })
        #expect(chart.series[place].rates.allSatisfy { $0.isNaN })
        let sound = chart.series.filter { $0.title != "Corin" }.map { $0.rates[50] }
        #expect(chart.gap(at: 50) == (sound.max() ?? 0) - (sound.min() ?? 0))
        #expect(ThresholdChart(figures, "selectionRate", by: "no such column", marks: .ascii) == nil)
    }

    @Test func `without scores L says what is missing`() async throws {
        var sitting = Sitting(try await Stages.all.withoutCurves)
        sitting.press("5", "L")
        #expect(sitting.message.contains("No scores were kept") && sitting.dashboard.fairness.view == .groups)
    }

    // MARK: Harm and your model

    @Test func `who was not the target comes first, called so, with the size of the family`() async throws {
        let sitting = try await Self.sitting("H", width: 160)
        let comparison = try #require(sitting.snapshot.evaluation?.comparison)
        #expect(sitting.text.contains("of \(comparison.family) metrics × groups"))
        let others = try #require(sitting.lines.firstIndex { $0.contains("Not a target of the change:") })
        let target = try #require(sitting.lines.firstIndex { $0.contains("The change was made for them:") })
        #expect(others < target && comparison.harmed.count > 1)
        for harm in comparison.harmed {
            let line = try #require(sitting.lines.firstIndex { $0.contains("   \(harm.column)=\(harm.group)") })
            #expect((line > target) == (harm.group == "Belmar" && harm.column == "group"))
        }
    }

    @Test func `scores stand beside accuracy, with no clear change where that is so`() async throws {
        let sitting = try await Self.sitting()
        #expect(try FairnessScreenTests.line("ROC AUC", sitting).contains("▲"))
        #expect(try FairnessScreenTests.line("calibration error", sitting).contains("no clear change"))
    }

    @Test func `your model has all records and no training`() async throws {
        var sitting = Sitting(Audited.yours(try await Stages.all.forgotten))
        sitting.press("5")
        #expect(sitting.text.contains("by group · your model · all records 900") && !sitting.text.contains("held-out"))
        sitting.press("Enter", "Enter")
        #expect(sitting.dashboard.records.filterText == "group=Belmar outcome:tp")
        sitting.press("6")
        #expect(sitting.text.contains("nothing is trained here"))
        for key in ["T", "P", "B"] {
            sitting.press(key)
            #expect(sitting.message.contains("trains nothing"))
        }
        #expect(sitting.asked.isEmpty)
        sitting.press("5", "H")
        #expect(sitting.message.contains("--against"))
    }
}

extension Stages {
    fileprivate var withoutCurves: Snapshot {
        var snapshot = fresh
        snapshot.evaluation?.report.curves = nil
        return snapshot
    }
}

extension Dashboard {
    fileprivate var fairnessLineTitles: [String] {
        snapshot?.fairnessFigures(fairness)?.lines(fairness.metric, by: fairness.column, within: nil).map(\.title) ?? []
    }
}

extension String {
    fileprivate func components(_ separator: String) -> [String] {
        split(separator: separator).map(String.init)
    }
}
