import Foundation
import Testing

@testable import Fairness

@Suite struct RegressionErrorsTests {
    static func input(_ rows: [(Double, Double, String?)], weights: [Double]? = nil) -> AuditInput {
        let truth = rows.map { _ in true }
        var input = AuditInput(
            outcomes: Outcomes(truth: truth, prediction: truth, weight: weights),
            groupings: [Grouping(column: "g", texts: rows.map(\.2))])
        input.numbers = NumberOutcomes(truth: rows.map(\.0), prediction: rows.map(\.1))
        return input
    }

    // Errors: a: 1, −3; b: 2, 2; unknown: 4.
    let rows: [(Double, Double, String?)] = [(1, 2, "a"), (5, 2, "a"), (0, 2, "b"), (3, 5, "b"), (1, 5, nil)]

    @Test func `errors are as worked out by hand`() {
        let input = Self.input(rows)
        let absolute = Catalogue.meanAbsoluteError.figures(input)
        #expect(absolute.map(\.value) == [2.4, 2, 2])
        let signed = Catalogue.meanError.figures(input)
        #expect(signed.map(\.value) == [1.2, -1, 2])
        let squared = Catalogue.rootMeanSquaredError.figures(input)
        let root5 = Double(5).squareRoot()
        let roots: [Double?] = [Double(6.8).squareRoot(), root5, 2]
        #expect(squared.map(\.value) == roots)
        #expect(Catalogue.meanAbsoluteErrorDifference.figures(input).map(\.value) == [0])
        #expect(Catalogue.meanErrorDifference.figures(input).map(\.value) == [3])
        #expect(Catalogue.rootMeanSquaredErrorDifference.figures(input).map(\.value) == [root5 - 2])
        #expect((absolute + signed + squared).areSound)
        #expect(absolute[1].leftOut.map(\.reason) == ["2 records, fewer than 20"])
    }

    @Test func `intervals are by t, of the mean, of its logarithm, or of a root from 400 records on`() throws {
        #expect(
            Catalogue.meanError.figures(Self.input(rows))[1].noInterval
                == "2 records, fewer than the 20 that an interval needs")
        // Twenty-five times: mean −1, standard deviation of 50 values 2 √(50/49).
        let many = (0..<25).flatMap { _ in rows }
        let signed = try #require(Catalogue.meanError.figures(Self.input(many))[1].interval)
        let error = 2 / Double(49).squareRoot()
        #expect(isNear(signed.lower, -1 - Intervals.student(49) * error))
        // Of 1 and 3: mean 2, standard deviation √(50/49).
        let absolute = try #require(Catalogue.meanAbsoluteError.figures(Self.input(many))[1].interval)
        #expect(isNear(absolute.upper, 2 * exp(Intervals.student(49) / 7 / 2)))
        #expect(isNear(absolute.lower * absolute.upper, 4))
        let squared = Catalogue.rootMeanSquaredError.figures(Self.input(many))
        #expect(squared[1].noInterval == "50 records, fewer than the 400 that an interval needs")
        let most = Catalogue.rootMeanSquaredError.figures(Self.input((0..<200).flatMap { _ in rows }))[1]
        // Of 1 and 9: mean 5, standard deviation 4 √(400/399).
        let reach = exp(Intervals.student(399) * 4 / Double(399).squareRoot() / 5)
        #expect(isNear(most.interval?.upper, (5 * reach).squareRoot()))
    }

    @Test func `a weight is as many records`() {
        let weights = [1, 2, 3, 0, 1]
        let weighted = Self.input(rows, weights: weights.map(Double.init))
        let repeated = Self.input(zip(rows, weights).flatMap { Array(repeating: $0, count: $1) })
        for metric in Catalogue.otherFigures {
            for (a, b) in zip(metric.figures(weighted), metric.figures(repeated)) {
                #expect(isNear(a.value, b.value), "\(metric.id)")
            }
        }
    }

    @Test func `a group without records, or numbers that are none, have reasons`() {
        let empty = Self.input([(1, 2, "a"), (1, 1, "b")], weights: [1, 0])
        #expect(Catalogue.meanError.figures(empty).first("b")?.undefined == "no records")
        let gap = Catalogue.meanErrorDifference.figures(empty)[0]
        #expect(gap.undefined == "fewer than two groups have a value: only 'a' has a value")
        let huge = Self.input([(1e300, -1e300, "a"), (1, .nan, "b"), (1e200, 0, "c"), (0, 0, "c")])
        for metric in Catalogue.otherFigures { #expect(metric.figures(huge).areSound) }
        #expect(Catalogue.rootMeanSquaredError.figures(huge).first("a")?.value == nil)
    }
}
