import Foundation
import Testing

@testable import Fairness

@Suite struct BenefitsTests {
    /// The vectors of AIF360's own tests.
    @Test func `the small vectors come to 0.2, 0.3 and 4 ln 2 / 10`() throws {
        let first = Benefits(Tally(ConfusionCounts(tp: 3, fp: 2, tn: 3, fn: 2)))
        let second = Benefits(Tally(ConfusionCounts(tp: 2, fp: 3, tn: 2, fn: 3)))
        let found = [first.entropy(alpha: 2), second.entropy(alpha: 2), first.entropy(alpha: 1)]
        for (value, expected) in zip(found, [0.2, 0.3, 0.4 * log(2)]) {
            #expect(abs(try #require(value) - expected) < 1e-15)
        }
        #expect(first.entropy(alpha: 0) == nil)
        #expect(first.undefinedReason(alpha: 0) == "the logarithm of a benefit of 0")
    }

    @Test func `α = 0 is the mean log deviation where everyone benefits`() throws {
        // Benefits 2, 1, 1 with mean 4/3.
        let benefits = Benefits(Tally(ConfusionCounts(tp: 1, fp: 1, tn: 1)))
        let expected: Double = -(log(1.5) + 2 * log(0.75)) / 3
        #expect(abs(try #require(benefits.entropy(alpha: 0)) - expected) < 1e-15)
    }

    @Test(.enabled(if: Shared.has("data/compas.csv"), "needs the shared data (LETHE_SHARED or ../shared)"))
    func `COMPAS has the Theil index of the reference, for either positive label`() throws {
        let columns = try Shared.columns("data/compas.csv")
        func flags(_ name: String) throws -> [Bool] { try #require(columns[name]).map { Double($0) == 1 } }
        let all = Tally(Outcomes(truth: try flags("label_value"), prediction: try flags("score")))
        let given = try #require(Benefits(all).entropy(alpha: 1))
        let other = try #require(Benefits(all, turned: true).entropy(alpha: 1))
        #expect(String(format: "%.6f", given) == "0.235018")
        #expect(String(format: "%.6f", other) == "0.245024")
    }
}
