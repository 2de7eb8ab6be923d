import Testing

@testable import Fairness

@Suite struct AreaUnderCurveTests {
    // a: 5 of the 6 pairs rank right and one is tied; b: one of 2; c has no negatives.
    let input = ScoreInput.of([
        (1, 0.9, "a"), (0, 0.2, "a"), (1, 0.4, "a"), (0, 0.4, "a"), (1, 0.6, "a"),
        (1, 0.3, "b"), (0, 0.1, "b"), (0, 0.8, "b"), (1, 0.7, "c"),
    ])

    @Test func `ties count half, group by group and in all`() {
        let figures = Catalogue.auc.figures(input)
        #expect(figures.value("a") == 5.5 / 6)
        #expect(figures.first("a")?.numerator == 5.5)
        #expect(figures.first("a")?.denominator == 6)
        #expect(figures.value("b") == 0.5)
        // .9: 4 below; .4: 2 and a tie; .6: 3; .3: 2; .7: 3.
        #expect(figures.value(nil) == 14.5 / 20)
        #expect(figures.areSound)
    }

    @Test func `with one class there is no area, and the class is named`() {
        let figures = Catalogue.auc.figures(input)
        #expect(figures.first("c")?.undefined == "no negatives")
        #expect(figures.first("c")?.verdict == Gap.insufficientEvidence)
        let mirrored = Catalogue.auc.figures(ScoreInput.of([(0, 0.1, "a"), (0, 0.4, "a")]))
        #expect(mirrored.first("a")?.undefined == "no positives")
        #expect(mirrored.areSound)
    }

    @Test func `few positives are named and the value is shown none the less`() {
        let few = Catalogue.auc.figures(input).first("a")
        #expect(few?.leftOut.map(\.reason) == ["3 positives, fewer than 20 and 2 negatives, fewer than 20"])
        #expect(few?.leftOut.map(\.isCounted) == [true])
        #expect(few?.verdict == Gap.insufficientEvidence)
    }

    @Test func `fewer than ten of a class have no interval, and the reason says so`() {
        let figure = Catalogue.auc.figures(input).first("a")
        #expect(figure?.interval == nil && figure?.intervalMethod == nil)
        #expect(figure?.noInterval == "3 positives, fewer than the 10 that an interval needs")
    }

    @Test func `the interval is that of the scores alone, and of a perfect ranking it has width`() throws {
        let (scores, truth) = scored(60, seed: 4)
        let records = zip(scores, truth).map { ($1 ? 1 : 0, $0, String?.some("a")) }
        let figure = try #require(Catalogue.auc.figures(ScoreInput.of(records)).first("a"))
        let expected = try #require(AreaIntervals.area(scores, truth))
        #expect(isNear(figure.interval?.lower, expected.lower) && isNear(figure.interval?.upper, expected.upper))
        #expect(figure.intervalMethod == "Newcombe 5 with DeLong's variance")
        let perfect = (0..<40).map { ($0 < 20 ? 1 : 0, $0 < 20 ? 0.9 : 0.1, String?.some("a")) }
        let best = try #require(Catalogue.auc.figures(ScoreInput.of(perfect)).first("a"))
        #expect(best.value == 1 && best.interval?.upper == 1)
        #expect(abs((best.interval?.lower ?? 0) - 0.9268) < 1e-4)
    }

    @Test func `the difference names the groups without an area`() {
        let figure = Catalogue.aucDifference.figures(input).first
        #expect(figure?.value == 5.5 / 6 - 0.5)
        #expect(figure?.verdict == Gap.insufficientEvidence)
        #expect(figure?.leftOut.first { $0.group == "c" }?.isCounted == false)
    }

    @Test func `with one estimable group there is no difference`() {
        let input = ScoreInput.of([(1, 0.9, "a"), (0, 0.2, "a"), (1, 0.4, "b"), (1, 0.3, "b")])
        let figure = Catalogue.aucDifference.figures(input).first
        #expect(figure?.value == nil)
        #expect(figure?.undefined == "fewer than two groups have a value: only 'a' has a value")
        #expect(figure?.leftOut.map(\.group) == ["a", "b"])
    }

    @Test func `without scores there are no figures, and NaN is named`() {
        let none = AuditInput(outcomes: Outcomes(truth: [true, false], prediction: [true, true]), groupings: [])
        #expect(Catalogue.scoreFigures.allSatisfy { $0.figures(none).isEmpty })
        let broken = ScoreInput.of([(1, .nan, "a"), (0, 0.5, "a")])
        for metric in Catalogue.scoreFigures {
            let figures = metric.figures(broken)
            #expect(!figures.isEmpty)
            #expect(figures.allSatisfy { $0.undefined == "scores that are not finite numbers" })
            #expect(Set(figures.map(\.part)).count == figures.count)
        }
        #expect(ScoreCurves.all(of: broken) == nil)
    }

    @Test func `no records give reasons, never NaN`() {
        let empty = ScoreInput.of([])
        for metric in Catalogue.scoreFigures {
            #expect(metric.figures(empty).areSound)
            #expect(metric.figures(empty).allSatisfy { $0.value == nil })
        }
    }
}
