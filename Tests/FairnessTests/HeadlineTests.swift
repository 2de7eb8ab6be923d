import Testing

@testable import Fairness

/// What leads a report: warnings, then what is known of the gaps, with who is left out beside it.
@Suite struct HeadlineTests {
    /// Records of groups, as many as said in each cell: tp, fp, tn, fn; within a stratum, where one is said.
    private func report(
        _ cells: [(group: String, tp: Int, fp: Int, tn: Int, fn: Int, stratum: String?)], minimum: Int = 20
    ) -> FairnessReport {
        var rows: [(group: String, truth: Bool, prediction: Bool, stratum: String?)] = []
        for cell in cells {
            for (count, truth, prediction) in [
                (cell.tp, true, true), (cell.fp, false, true), (cell.tn, false, false), (cell.fn, true, false),
            ] {
                rows += Array(repeating: (cell.group, truth, prediction, cell.stratum), count: count)
            }
        }
        var input = AuditInput(
            outcomes: Outcomes(truth: rows.map(\.truth), prediction: rows.map(\.prediction)),
            groupings: [Grouping(column: "g", texts: rows.map(\.group))])
        if rows.contains(where: { $0.stratum != nil }) {
            input.controls = [Grouping(column: "department", texts: rows.map(\.stratum))]
        }
        input.settings.minimumDenominator = minimum
        input.settings.permutations = 199
        return FairnessReport(input)
    }

    @Test func `what is known leads, and tiny groups are named beside it with their rates`() throws {
        let report = report([
            ("large", 60, 40, 80, 20, nil), ("middle", 20, 20, 80, 30, nil), ("other", 10, 5, 60, 25, nil),
            ("tiny", 5, 4, 2, 1, nil),
        ])
        let finding = try #require(report.leading.findings.first)
        #expect(finding.metric == "demographicParityDifference" && finding.rate == "selectionRate")
        #expect(finding.widest?.high.group == "large" && finding.widest?.low.group == "other")
        #expect(finding.widest?.interval == Intervals.newcombe((100, 200), minus: (15, 100)))
        #expect(finding.largest?.high.group == "large" && finding.largest?.low.group == "middle")
        #expect(finding.largest?.interval == Intervals.newcombe((100, 200), minus: (40, 150)))
        #expect(finding.leftOut.map(\.side.group) == ["tiny"])
        #expect(finding.leftOut.first?.side.interval == Intervals.wilson(successes: 9, of: 12))
        #expect(finding.isBeyondChance == true)
        let sentence = try #require(report.verdicts.first)
        #expect(sentence.hasPrefix("g: demographic parity difference: selection rate large 0.500, middle 0.267"))
        #expect(sentence.contains("Too few to compare: tiny 0.750"))
        #expect(!sentence.contains("insufficient"))
    }

    @Test func `a model that says the same to everyone is the headline`() {
        for (cell, words) in [
            (("a", 29, 14, 0, 0, nil), "It says yes to 60 of 60 records"),
            (("a", 0, 0, 29, 14, nil), "It says no to 60 of 60 records"),
        ] as [((String, Int, Int, Int, Int, String?), String)] {
            let other = ("b", cell.1 * 9 / 43, cell.2 * 9 / 43, cell.3 * 9 / 43, cell.4 * 9 / 43, nil as String?)
            let rest = 60 - 43 - other.1 - other.2 - other.3 - other.4
            let filled = (
                other.0, other.1 + (cell.1 > 0 ? rest : 0), other.2, other.3 + (cell.1 > 0 ? 0 : rest), other.4, other.5
            )
            let report = report([cell, filled])
            #expect(report.leading.alerts.first?.kind == .degenerate)
            #expect(report.verdicts.first?.hasPrefix(words) == true, "\(report.verdicts.first ?? "")")
        }
    }

    @Test func `an accuracy below the majority's is said`() {
        let report = report([("a", 10, 40, 40, 10, nil), ("b", 10, 30, 50, 10, nil)])
        #expect(report.leading.alerts.map(\.kind) == [.belowMajority])
        #expect(
            report.leading.alerts[0].sentence
                == "Its accuracy, 0.550, is below the 0.800 that always saying no would have.")
        #expect(self.report([("a", 20, 10, 70, 10, nil), ("b", 20, 10, 70, 10, nil)]).leading.alerts == [])
    }

    @Test func `where nothing can be measured that is the first sentence`() {
        let report = report([("a", 3, 1, 2, 1, nil), ("b", 2, 2, 3, 2, nil)])
        let gaps = GapMetric.all.count
        #expect(
            report.verdicts.first
                == "Insufficient evidence for \(gaps) of \(gaps) gaps by g: no group has 20 records or more.")
    }

    @Test func `a class that is never predicted, and accuracy as the share of right predictions`() {
        let truth = Array(repeating: 0, count: 40) + Array(repeating: 1, count: 40) + Array(repeating: 2, count: 20)
        let said = truth.enumerated().map { $1 == 2 ? 0 : $0 % 10 == 0 ? 1 - $1 : $1 }
        let right = zip(truth, said).map { $0 == $1 }
        var input = AuditInput(
            outcomes: Outcomes(truth: truth.map { $0 == 0 }, prediction: said.map { $0 == 0 }, right: right),
            groupings: [Grouping(column: "g", texts: truth.indices.map { $0 % 2 == 0 ? "a" : "b" })])
        input.classes = ClassOutcomes(names: ["x", "y", "z"], truth: truth, prediction: said)
        let report = FairnessReport(input)
        #expect(report.overall.metrics["accuracy"]?.numerator == right.count { $0 })
        #expect(report.overall.metrics["errorRate"]?.value == 1 - Double(right.count { $0 }) / 100)
        #expect(report.groups.reduce(0) { $0 + ($1.metrics["accuracy"]?.numerator ?? 0) } == right.count { $0 })
        let byHand = report.groups.map { $0.metrics["accuracy"]?.value ?? 0 }
        #expect(report.gap("accuracyDifference", in: "g")?.value == abs(byHand[0] - byHand[1]))
        #expect(report.verdicts.first == "It never predicts 'z', which 20 of 100 records are.")
        #expect(report.confusion?.first?.counts.map { $0.reduce(0, +) } == [40, 40, 20])
        #expect(report.confusion?.first?.counts[2] == [20, 0, 0])
        #expect(report.confusion?.count == 3)
    }

    @Test func `a gap that turns round within control groups keeps its sign`() throws {
        // Men apply where most are taken: ahead over all, behind in either department.
        let report = report([
            ("man", 80, 0, 20, 0, "easy"), ("woman", 18, 0, 2, 0, "easy"),
            ("man", 5, 0, 15, 0, "hard"), ("woman", 30, 0, 70, 0, "hard"),
        ])
        let finding = try #require(report.leading.findings.first)
        #expect(finding.widest?.high.group == "man")
        let control = try #require(finding.controls.first)
        #expect(control.isReversed && control.reversed == 2 && control.mean < 0)
        #expect(abs(control.parts[0].difference - (0.8 - 0.9)) < 1e-12)
        #expect(finding.sentence.contains("Simpson's paradox"))
        #expect(finding.sentence.contains("man − woman is −0.100 (easy), −0.050 (hard)"))
    }

    @Test func `what isn't seen in the records is put in front by whoever knows it`() {
        var report = report([("a", 10, 40, 40, 10, nil), ("b", 10, 30, 50, 10, nil)])
        report.add(Headline.Alert(.copies, "12 of 200 are copies."))
        #expect(report.leading.alerts.map(\.kind) == [.copies, .belowMajority])
        #expect(report.verdicts.first == "12 of 200 are copies.")
        #expect(report.verdicts.count { $0.hasPrefix("Its accuracy") } == 1)
    }

    @Test func `without truth there are decisions, and nothing else is made up`() throws {
        var input = AuditInput(
            outcomes: Outcomes(decisions: (0..<100).map { $0 % 3 == 0 || $0 < 20 }),
            groupings: [Grouping(column: "g", texts: (0..<100).map { $0 < 50 ? "a" : "b" })])
        input.settings.permutations = 199
        let report = FairnessReport(input)
        #expect(report.overall.selected == 47 && report.overall.metrics["selectionRate"]?.numerator == 47)
        #expect(report.overall.metrics["accuracy"]?.value == nil)
        #expect(report.overall.metrics["accuracy"]?.undefined == "needs truth, which nothing says")
        #expect(Set(report.gaps.map(\.metric)) == ["demographicParityDifference", "demographicParityRatio"])
        #expect(report.fourFifths?.count == 2)
        let figures = Set((report.figures ?? []).map(\.metric))
        #expect(figures.contains("groupShare") && !figures.contains("theilIndex") && !figures.contains("accuracy"))
        #expect(report.leading.findings.map(\.metric) == ["demographicParityDifference"])
        #expect(report.verdicts.contains { $0.hasPrefix("Nothing says what was true") })
        let json = try report.json()
        #expect(json.contains("\"selected\":47") && json.contains("\"tp\":null"))
    }

    @Test(arguments: [
        ("recall", "truePositiveRate"), ("TPR", "truePositiveRate"), ("sensitivity", "truePositiveRate"),
        ("Specificity", "trueNegativeRate"), ("precision", "positivePredictiveValue"), ("F1 score", "f1"),
        ("false positive rate", "falsePositiveRate"), ("false-positive-rate", "falsePositiveRate"),
        ("fallout", "falsePositiveRate"), ("ROC AUC", "auc"), ("disparate impact", "demographicParityRatio"),
        ("statistical parity", "demographicParityDifference"), ("equalized odds", "equalizedOddsDifference"),
        ("four-fifths", "demographicParityRatio"), ("confusion matrix", "classConfusion"),
    ])
    func `a metric is found by any name that it has`(name: String, id: String) throws {
        #expect(try Catalogue.named(name).id == id)
    }

    @Test func `every other name is of a metric that there is`() {
        let known = Set(Catalogue.all.map(\.id))
        #expect(Catalogue.otherNames.values.allSatisfy(known.contains))
    }
}
