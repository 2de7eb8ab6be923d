import Canvas
import Engine
import Records
import Testing

@testable import Dashboard
@testable import Fairness

/// What the Fairness screen says where a figure alone would mislead.
struct FairnessEvidenceTests {
    // MARK: Too few records

    @Test(arguments: [80, 100, 160, 200])
    func `a rate over too few records is marked in the table, with what the mark means`(width: Int) async throws {
        let sitting = try await FairnessViewsTests.sitting("C", "C", width: width)
        #expect(sitting.text.contains("* fewer than 20"))
        let corin = try #require(sitting.lines.first { $0.contains("Corin") && $0.contains("*") })
        #expect(!sitting.lines.contains { $0.contains("Arden") && $0.contains("*") })
        let arden = try #require(sitting.lines.first { $0.contains("Arden") && $0.contains(".") })
        // The numbers end in the same columns, marked or not.
        let columns = [corin, arden].map { line in
            Array(line).indices.filter {
                Array(line)[$0].isNumber && !(Array(line).dropFirst($0 + 1).first?.isNumber ?? false)
            }
        }
        #expect(columns[0].last == columns[1].last)
    }

    @Test func `where every rate has enough records nothing is marked`() async throws {
        var snapshot = Audited.snapshot(try await Stages.all.forgotten)
        snapshot.policy.minimumDenominator = 1
        var sitting = Sitting(snapshot).resized(160, 30)
        sitting.press("5", "C", "C")
        #expect(!sitting.text.contains("*"))
    }

    // MARK: Words and marks

    @Test func `a metric is found by the words of its source`() async throws {
        let sitting = try await FairnessViewsTests.sitting("M")
        let all = sitting.dashboard.metricItems("")
        let rate = try #require(all.first { $0.id == "truePositiveRate" })
        #expect(rate.source.contains("Sensitivity"))
        #expect(sitting.dashboard.metricItems("Sensitivity").contains { $0.id == rate.id })
        for metric in all where !metric.source.isEmpty {
            #expect(sitting.dashboard.metricItems(metric.source).contains { $0.id == metric.id })
        }
    }

    @Test func `the legend shows the marks that are drawn, also where only ASCII is drawn`() async throws {
        let snapshot = Audited.snapshot(try await Stages.all.forgotten)
        var dashboard = Dashboard(snapshot: snapshot, isASCII: false, marks: .ascii)
        _ = dashboard.receive(.snapshot(snapshot))
        var sitting = Sitting(dashboard)
        sitting.press("5")
        #expect(sitting.text.contains("o before  * after  |- 95 % -|"))
        for key in ["C", "C", "T"] {
            for mark in ["○", "●", "├", "┆"] { #expect(!sitting.text.contains(mark), "\(mark) after \(key)") }
            sitting.press(key)
        }
        #expect(sitting.text.contains(": cursor"))
    }

    // MARK: What can't be opened, what doesn't fit

    @Test func `records that can't be shown are not offered`() async throws {
        var sitting = try await FairnessViewsTests.sitting("Enter")
        #expect(sitting.text.contains("its records"))
        sitting = try await FairnessViewsTests.sitting("T", "g", "Space", "j", "j", "j", "Enter")
        sitting.feed(.snapshot(Audited.compared(try sitting.snapshot)))
        sitting.press("Enter")
        #expect(sitting.text.contains("every record of the group") && !sitting.text.contains("its records"))
    }

    @Test func `as many of the harmed are named as fit, with an ellipsis where there are more`() async throws {
        let narrow = try await FairnessViewsTests.sitting(width: 100)
        let wide = try await FairnessViewsTests.sitting(width: 200)
        let harmed = try #require(wide.snapshot.evaluation?.comparison?.harmed)
        let lines = try [narrow, wide].map { sitting in
            try #require(sitting.lines.first { $0.contains("harmed (H): ") })
        }
        let named = lines.map { line in harmed.count { line.contains("\($0.group) ") } }
        #expect(lines[1].count > lines[0].count && named[0] > 0)
        for line in lines {
            let names = line.split(separator: ", ")
            let isWhole = names.count == harmed.count && !line.contains("…")
            #expect(isWhole || line.hasSuffix(", …"), "\(line)")
        }
        #expect(lines[0].hasSuffix(", …"))
    }

    // MARK: Changes

    /// Two groups of 100; the one chosen more often is the other one after.
    private static func swapped() -> Comparison {
        let groups = (0..<200).map { $0 < 100 ? "Arden" : "Belmar" }
        let before = (0..<200).map { $0 < 100 ? $0 % 10 < 8 : $0 % 10 < 2 }
        let after = (0..<200).map { $0 < 100 ? $0 % 10 < 2 : $0 % 10 < 8 }
        return Comparison(
            truth: (0..<200).map { $0 % 2 == 0 }, before: before, after: after,
            groupings: [Grouping(column: "group", texts: groups)], resamples: 200)
    }

    @Test func `a gap whose groups changed places says so`() async throws {
        let comparison = Self.swapped()
        for metric in ["demographicParityDifference", "demographicParityRatio"] {
            let gap = try #require(comparison.gaps.first { $0.metric == metric })
            #expect(gap.changedPlaces, "\(metric)")
        }
        let steady = Audited.comparison(0, 1).gaps.filter { $0.metric == "demographicParityDifference" }
        #expect(!steady.isEmpty && steady.allSatisfy { !$0.changedPlaces })
        var snapshot = Audited.snapshot(try await Stages.all.forgotten)
        snapshot.evaluation?.comparison = comparison
        for width in [80, 100, 160] {
            var sitting = Sitting(snapshot).resized(width, 30)
            sitting.press("5")
            let line = try FairnessScreenTests.line("gap", sitting)
            #expect(line.contains("changed places") && !line.contains("▼"))
        }
    }

    @Test func `a score whose change can't be judged says why`() async throws {
        var snapshot = Audited.snapshot(try await Stages.all.forgotten)
        let why = "unpaired: no interval"
        snapshot.evaluation?.comparison?.scores = ["auc", "brierScore"].map {
            ScoreChange(
                column: "", group: "all", metric: $0, before: 0.8, after: 0.9, difference: 0.1, interval: nil,
                isClear: false, insufficient: $0 == "auc" ? why : "not paired")
        }
        snapshot.evaluation?.report.figures = [Figure("auc", value: 0.9)]
        for width in [80, 100, 160] {
            var sitting = Sitting(snapshot).resized(width, 30)
            sitting.press("5")
            let line = try FairnessScreenTests.line("ROC AUC", sitting)
            #expect(line.contains(why) && !line.contains("no clear change"))
            #expect(try FairnessScreenTests.line("Brier score", sitting).contains("not paired"))
        }
        let figures = try #require(snapshot.fairnessFigures(FairnessPage()))
        let lines = figures.lines("auc", by: "group", within: nil)
        #expect(lines.map(\.change?.shown.text) == [why])
    }
}
