import Fairness
import Testing

@testable import Reporting

@Suite struct LocalLaw144Tests {
    /// Of 100 women 30 are selected, of 99 men 60, of 1 other person 1; two records are of nobody known.
    private let law: LocalLaw144 = {
        let sex: [String?] =
            Array(repeating: "woman", count: 100) + Array(repeating: "man", count: 99) + ["other", nil, nil]
        let prediction = (0..<202).map { row in
            row < 100 ? row < 30 : row < 199 ? row < 160 : row == 199
        }
        let score = (0..<202).map { Double($0) / 202 }
        return LocalLaw144(
            outcomes: Outcomes(truth: prediction, prediction: prediction, score: score),
            groupings: [Grouping(column: "sex", texts: sex)])
    }()

    @Test func `an impact ratio is a category's rate over the highest`() throws {
        let table = try #require(law.tables.first)
        #expect(table.measure == .selection)
        let woman = try #require(table.categories.first { $0.name == "woman" })
        let man = try #require(table.categories.first { $0.name == "man" })
        #expect(man.impactRatio == 1)
        #expect(woman.rate == 0.3)
        #expect(woman.impactRatio == 0.3 / (60.0 / 99))
        #expect(table.unknown == 2)
    }

    @Test func `a category under 2 % is no standard for others, and is shown with its number and rate`() throws {
        let other = try #require(law.tables.first?.categories.first { $0.name == "other" })
        #expect(other.isLeftOut)
        #expect(other.impactRatio == nil)
        #expect(other.rate == 1)
        #expect(other.n == 1)
    }

    @Test func `the scoring rate is the share above the median of the full sample`() throws {
        #expect(law.median == (100.0 / 202 + 101.0 / 202) / 2)
        let table = try #require(law.tables.last)
        #expect(table.measure == .scoring)
        #expect(table.categories.first { $0.name == "woman" }?.selected == 0)
        #expect(table.categories.first { $0.name == "man" }?.selected == 98)
    }

    @Test func `a score equal to the median is not above it`() {
        #expect(LocalLaw144.median([1, 2, 3]) == 2)
        let law = LocalLaw144(
            outcomes: Outcomes(truth: [true, true, true], prediction: [true, true, true], score: [0.1, 0.5, 0.9]),
            groupings: [Grouping(column: "sex", texts: ["a", "a", "a"])])
        #expect(law.tables.last?.categories.first?.selected == 1)
    }

    @Test func `the tables of a report's counts are those of its records`() throws {
        let report = FairnessReport(
            AuditInput(
                outcomes: Outcomes(truth: [true, false, true, false], prediction: [true, true, true, false]),
                groupings: [Grouping(column: "sex", texts: ["a", "a", "b", "b"])]))
        let table = try #require(LocalLaw144(report, columns: ["sex"]).tables.first)
        #expect(table.categories.map(\.impactRatio) == [1, 0.5])
    }

    @Test(arguments: [
        (["age", "Sex", "race"], "Sex", "race"), (["gender", "race_ethnicity"], "gender", "race_ethnicity"),
    ])
    func `the columns are found by what they are usually called`(names: [String], sex: String, race: String) {
        let found = LocalLaw144.columns(among: names)
        #expect(found.sex == sex)
        #expect(found.race == race)
    }
}
