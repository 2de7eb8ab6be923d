import Testing

@testable import Fairness

@Suite struct CalibrationTests {
    @Test func `bins, errors and their conventions are as worked out by hand`() {
        // Two bins. (0, ½]: .2 no, .5 yes: |½ − .35| = .15; (½, 1]: .9 yes: .1.
        var input = ScoreInput.of([(0, 0.2, "a"), (1, 0.5, "a"), (1, 0.9, "a")])
        input.settings.bins = 2
        let expected = Catalogue.expectedCalibrationError.figures(input)
        #expect(isNear(expected.value("a"), 0.4 / 3))
        let maximum = Catalogue.maximumCalibrationError.figures(input)
        #expect(isNear(maximum.value("a"), 0.15))
        // Closed on the left, .5 moves up: |0 − .2| = .2; |1 − .7| = .3.
        #expect(isNear(expected.value("a", part: "bins [lower, upper)"), 0.8 / 3))
        #expect(isNear(maximum.value("a", part: "bins [lower, upper)"), 0.3))
        #expect(expected.areSound && maximum.areSound)
    }

    @Test func `decimal edges fall on the bins that they name`() {
        let tenths = (0...10).map { (1, Double($0) / 10, String?.none) }
        let scores = ScoreRanking(ScoreInput.of(tenths))?.overall ?? ScoreDistribution()
        #expect(CalibrationBins(scores, count: 10).bins.map(\.count) == [2, 1, 1, 1, 1, 1, 1, 1, 1, 1])
        #expect(CalibrationBins(scores, count: 10, .leftClosed).bins.map(\.count) == [1, 1, 1, 1, 1, 1, 1, 1, 1, 2])
        // In NumPy linspace(0, 1, 11)[3] is above .3, so its own bin differs for 3/10 closed on the left.
        #expect(CalibrationBins.edge(3, of: 10) == 0.3)
    }

    @Test func `scores outside of 0 to 1 have no calibration, but a ranking`() {
        let input = ScoreInput.of([(0, -2, "a"), (1, 3, "a")])
        for metric in [
            Catalogue.expectedCalibrationError, Catalogue.maximumCalibrationError, Catalogue.brierScore,
            Catalogue.generalizedFalseNegativeRate, Catalogue.generalizedFalsePositiveRate,
        ] {
            #expect(metric.figures(input).first("a")?.undefined == "scores outside [0, 1]")
        }
        #expect(Catalogue.auc.figures(input).value("a") == 1)
        #expect(ScoreCurves.all(of: input) == nil)
    }

    @Test func `the Brier score and the generalised rates are means`() {
        let input = ScoreInput.of([(0, 0.2, "a"), (1, 0.5, "a"), (1, 0.9, "a"), (0, 0.6, "b")])
        let brier = Catalogue.brierScore.figures(input)
        #expect(isNear(brier.value("a"), 0.1))
        #expect(isNear(brier.value(nil), 0.66 / 4))
        #expect(brier.first("a")?.intervalMethod == "normal of the mean")
        let positives = Catalogue.generalizedFalseNegativeRate.figures(input)
        #expect(isNear(positives.value("a"), 0.3))
        #expect(positives.first("b")?.undefined == "no positives")
        let negatives = Catalogue.generalizedFalsePositiveRate.figures(input)
        #expect(isNear(negatives.value(nil), 0.4))
        #expect(negatives.first(nil)?.leftOut.map(\.reason) == ["2 negatives, fewer than 20"])
    }

    @Test func `a mean's interval is normal, and none of equal values`() throws {
        let figure = try #require(
            Catalogue.generalizedFalsePositiveRate.figures(
                ScoreInput.of([(0, 0.2, "a"), (0, 0.4, "a"), (0, 0.6, "a")])
            ).first("a"))
        // The variance of .2, .4, .6 is .04.
        let half = 1.959963984540054 * (0.04 / 3).squareRoot()
        #expect(isNear(figure.interval?.lower, 0.4 - half) && isNear(figure.interval?.upper, 0.4 + half))
        let equal = Catalogue.generalizedFalsePositiveRate.figures(
            ScoreInput.of([(0, 0.5, "a"), (0, 0.5, "a")])
        ).first("a")
        #expect(equal?.value == 0.5 && equal?.interval == nil)
    }
}
