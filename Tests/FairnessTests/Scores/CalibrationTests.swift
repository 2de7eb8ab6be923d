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
            Catalogue.rootMeanSquaredCalibrationError, Catalogue.signedCalibrationError,
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
        #expect(brier.first("a")?.noInterval == "3 records, fewer than the 20 that an interval needs")
        let positives = Catalogue.generalizedFalseNegativeRate.figures(input)
        #expect(isNear(positives.value("a"), 0.3))
        #expect(positives.first("b")?.undefined == "no positives")
        let negatives = Catalogue.generalizedFalsePositiveRate.figures(input)
        #expect(isNear(negatives.value(nil), 0.4))
        #expect(negatives.first(nil)?.leftOut.map(\.reason) == ["2 negatives, fewer than 20"])
    }

    @Test func `a mean of equal values has an interval none the less`() throws {
        let records = (0..<30).map { _ in (0, 0.5, String?.some("a")) }
        let figure = try #require(
            Catalogue.generalizedFalsePositiveRate.figures(ScoreInput.of(records)).first("a"))
        let interval = try #require(figure.interval)
        #expect(figure.value == 0.5 && interval.lower < 0.5 && interval.upper > 0.5)
        #expect(figure.intervalMethod == "Wilson with t, effective n of the variance")
    }

    @Test func `the plug-in error stands beside what chance gives, without an interval`() throws {
        // Fifty records of score .2 and fifty of .7, as many positive as they should be.
        let records =
            (0..<50).map { ($0 < 10 ? 1 : 0, 0.2, String?.some("a")) }
            + (0..<50).map { ($0 < 35 ? 1 : 0, 0.7, String?.some("a")) }
        let input = ScoreInput.of(records)
        let error = try #require(Catalogue.expectedCalibrationError.figures(input).first("a"))
        #expect(isNear(error.value, 0) && error.interval == nil && error.noInterval != nil)
        // E|B − 50p| of binomials of 50, by hand with the normal distribution: √(2/π) (√8 + √10.5) / 100.
        #expect(abs((error.byChance ?? 0) - 0.0484) < 0.01)
        let root = try #require(Catalogue.rootMeanSquaredCalibrationError.figures(input).first("a"))
        #expect(root.value == 0 && root.interval?.lower == 0 && root.test?.p ?? 0 > 0.9)
        let signed = try #require(Catalogue.signedCalibrationError.figures(input).first("a"))
        #expect(isNear(signed.value, 0) && signed.interval?.contains(0) == true)
    }

    @Test func `scores that are off are found so`() throws {
        let records = (0..<200).map { ($0 % 2, 0.2, String?.some("a")) }
        let root = try #require(
            Catalogue.rootMeanSquaredCalibrationError.figures(ScoreInput.of(records)).first("a"))
        #expect(root.interval?.lower ?? 0 > 0.2 && root.test?.p ?? 1 < 0.01)
        #expect(Catalogue.signedCalibrationError.figures(ScoreInput.of(records)).first("a")?.interval?.lower ?? 0 > 0.2)
    }
}
