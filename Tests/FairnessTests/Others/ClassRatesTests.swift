import Testing

@testable import Fairness

@Suite struct ClassRatesTests {
    static func input(_ rows: [(Int, Int, String?)], weights: [Double]? = nil) -> AuditInput {
        let truth = rows.map { $0.0 == 0 }
        var input = AuditInput(
            outcomes: Outcomes(truth: truth, prediction: truth, weight: weights),
            groupings: [Grouping(column: "g", texts: rows.map(\.2))])
        input.classes = ClassOutcomes(
            names: ["hate", "neither", "offensive"], truth: rows.map(\.0), prediction: rows.map(\.1))
        return input
    }

    // Group a: hate found 1 of 2, neither 1 of 1, offensive 2 of 2. Group b: hate 0 of 1, neither 2 of 2, offensive 1 of 2.
    let rows: [(Int, Int, String?)] = [
        (0, 0, "a"), (0, 2, "a"), (1, 1, "a"), (2, 2, "a"), (2, 2, "a"), (0, 1, "b"), (1, 1, "b"), (1, 1, "b"),
        (2, 2, "b"), (2, 0, "b"), (0, 0, nil),
    ]

    @Test func `recall, its mean and its worst are as worked out by hand`() {
        let figures = Catalogue.classRecall.rate.figures(Self.input(rows))
        #expect(figures.value("a", part: "class hate") == 0.5)
        #expect(figures.value("a", part: "class offensive") == 1)
        #expect(isNear(figures.value("a", part: "macro"), 2.5 / 3))
        #expect(figures.value("a", part: "worst") == 0.5)
        #expect(figures.value("b", part: "class hate") == 0)
        #expect(isNear(figures.value(nil, part: "class hate"), 2.0 / 4))
        #expect(figures.first("a", part: "class hate")?.interval == Intervals.wilson(successes: 1, of: 2))
        #expect(figures.areSound)
    }

    @Test func `selection, false positive rate and precision are as worked out by hand`() {
        let input = Self.input(rows)
        #expect(Catalogue.classSelectionRate.rate.figures(input).value("a", part: "class offensive") == 3.0 / 5)
        #expect(Catalogue.classSelectionRate.rate.figures(input).first("a", part: "worst") == nil)
        let falsePositives = Catalogue.classFalsePositiveRate.rate.figures(input)
        #expect(falsePositives.value("a", part: "class offensive") == 1.0 / 3)
        #expect(falsePositives.value("a", part: "worst") == 1.0 / 3)
        #expect(Catalogue.classPrecision.rate.figures(input).value("a", part: "class offensive") == 2.0 / 3)
        #expect(Catalogue.classPrecision.rate.figures(input).value("b", part: "class hate") == 0)
    }

    @Test func `gaps are max minus min class by class, their mean and the largest`() {
        let figures = Catalogue.classRecall.gap.figures(Self.input(rows))
        #expect(figures.map(\.part) == ["class hate", "class neither", "class offensive", "macro", "worst"])
        let gaps: [Double?] = [0.5, 0, 0.5, 1.0 / 3, 0.5]
        #expect(figures.map(\.value) == gaps)
        #expect(figures.allSatisfy { $0.column == "g" && $0.verdict == Gap.insufficientEvidence })
    }

    @Test func `a class without records leaves macro and worst undefined`() {
        let input = Self.input(rows.filter { $0.2 != "b" || $0.0 != 0 })
        let figures = Catalogue.classRecall.rate.figures(input)
        #expect(figures.first("b", part: "class hate")?.undefined == "no positives")
        #expect(figures.first("b", part: "macro")?.undefined == "class hate: no positives")
        #expect(figures.first("b", part: "worst")?.undefined == "class hate: no positives")
        let gaps = Catalogue.classRecall.gap.figures(input)
        #expect(gaps.first(nil, part: "macro")?.undefined == "no gap of class hate")
        #expect(gaps.first(nil, part: "macro")?.leftOut.contains { $0.reason == "class hate: no positives" } == true)
        #expect((figures + gaps).areSound)
    }

    @Test func `a weight is as many records`() {
        let weights = [1, 2, 3, 1, 1, 2, 0, 1, 3, 1, 1]
        let weighted = Self.input(rows, weights: weights.map(Double.init))
        let repeated = Self.input(zip(rows, weights).flatMap { Array(repeating: $0, count: $1) })
        for metric in [
            Catalogue.classSelectionRate, Catalogue.classRecall, Catalogue.classFalsePositiveRate,
            Catalogue.classPrecision,
        ] {
            for (a, b) in zip(
                metric.rate.figures(weighted) + metric.gap.figures(weighted),
                metric.rate.figures(repeated) + metric.gap.figures(repeated))
            {
                #expect(isNear(a.value, b.value), "\(a.metric) \(a.part ?? "")")
            }
        }
    }
}
