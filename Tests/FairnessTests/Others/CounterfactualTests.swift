import Testing

@testable import Fairness

@Suite struct CounterfactualTests {
    static func input(_ swaps: [(String, Double, Double)]) -> AuditInput {
        var input = AuditInput(outcomes: Outcomes(truth: [], prediction: []), groupings: [])
        input.swaps = swaps.map { TermSwap(pair: $0.0, score: $0.1, swapped: $0.2) }
        return input
    }

    let input = Self.input([
        ("woman → man", 0.7, 0.4), ("woman → man", 0.5, 0.6), ("gay → straight", 0.2, 0.5), ("woman → man", 0.1, 0.2),
        ("gay → straight", 0.9, 0.1),
    ])

    @Test func `flips are counted in all and each way`() {
        let figures = Catalogue.counterfactualFlipRate.figures(input)
        #expect(figures.map(\.part) == [nil, "positive → negative", "negative → positive"])
        let shares: [Double?] = [0.6, 2.0 / 3, 0.5]
        #expect(figures.map(\.value) == shares)
        #expect(figures.map(\.numerator) == [3, 2, 1])
        #expect(figures.map(\.denominator) == [5, 3, 2])
        #expect(figures[0].interval == Intervals.wilson(successes: 3, of: 5))
        #expect(figures[0].leftOut.map(\.reason) == ["5 swapped records, fewer than 20"])
    }

    @Test func `the settings' threshold decides what is positive`() {
        var input = input
        input.settings.threshold = 0.05
        let figures = Catalogue.counterfactualFlipRate.figures(input)
        #expect(figures[0].value == 0)
        #expect(figures[2].undefined == "no swapped negatives")
        #expect(figures.areSound)
    }

    @Test func `scores move by pair of terms`() {
        let figures = Catalogue.counterfactualScoreChange.figures(input)
        #expect(figures.map(\.part) == [nil, "gay → straight", "woman → man"])
        #expect(isNear(figures[0].value, 1.6 / 5))
        #expect(isNear(figures[1].value, 1.1 / 2))
        #expect(isNear(figures[2].value, 0.5 / 3))
        #expect(figures.areSound)
    }

    @Test func `without swaps there are no figures, and NaN is named`() {
        #expect(Catalogue.counterfactualFlipRate.figures(Self.input([])).isEmpty)
        #expect(Catalogue.counterfactualScoreChange.figures(Self.input([])).isEmpty)
        let broken = Self.input([("a", .nan, 1)])
        #expect(Catalogue.counterfactualFlipRate.figures(broken).areSound)
        #expect(Catalogue.counterfactualScoreChange.figures(broken).areSound)
        #expect(Catalogue.counterfactualScoreChange.figures(broken)[0].undefined != nil)
    }
}
