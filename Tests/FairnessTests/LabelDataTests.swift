import Foundation
import Testing

@testable import Fairness

private let reason: Comment = "needs the shared data (LETHE_SHARED or ../shared)"

/// Metrics of labels alone, on public data.
@Suite(.enabled(if: Shared.has("data/german.csv"), reason)) struct LabelDataTests {
    func figures(_ truth: [Bool], _ groups: [String], reference: String) -> [Figure] {
        var input = AuditInput(
            outcomes: Outcomes(truth: truth, prediction: truth), groupings: [Grouping(column: "g", texts: groups)])
        input.settings.references = ["g": reference]
        return Catalogue.dataFigures.flatMap { $0.figures(input) }
    }

    func six(_ value: Double?) -> String? { value.map { String(format: "%.6f", $0) } }

    @Test func `German credit: good credit of the young is 0.149448 rarer, 0.794826 of the others'`() throws {
        let columns = try Shared.columns("data/german.csv")
        let truth = try #require(columns["risk"]).map { $0 == "1" }
        let ages: [String] = try #require(columns["age"]).map { (Int($0) ?? 0) > 25 ? "over 25" : "to 25" }
        #expect(truth.filter(\.self).count == 700)
        let found = figures(truth, ages, reference: "over 25")
        func figure(_ id: String) -> Figure? { found.first { $0.metric == id && $0.group == "to 25" } }
        #expect(six(figure("baseRateDifference")?.value) == "-0.149448")
        #expect(six(figure("baseRateRatio")?.value) == "0.794826")
        #expect(six(figure("totalVariation")?.value) == "0.149448")
        #expect(figure("classImbalance")?.value == -0.62)
    }

    @Test func `Adult: more than 50K of 0.109461 of women and 0.305737 of men`() throws {
        let columns = try Shared.columns("data/adult-train.csv")
        let texts: [String] = try #require(columns["income-per-year"])
        let incomes: [Bool] = texts.map { $0.contains(">50K") }
        let outcomes = Outcomes(truth: incomes, prediction: incomes)
        let sex = Grouping(column: "sex", texts: try #require(columns["sex"]))
        let rates = Tally.byGroup(outcomes, sex).map { six($0.share(.baseRate).value) }
        #expect(outcomes.count == 32_561)
        #expect(sex.values == ["Female", "Male"])
        #expect(rates == ["0.109461", "0.305737"])
    }
}
