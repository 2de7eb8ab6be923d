import Foundation
import Testing

@testable import Fairness

@Suite struct SubgroupTests {
    // Subgroup "1": positives .8, .4; negatives .6, .1. Background: positive .7; negatives .3, .4.
    let input = ScoreInput.of([
        (1, 0.8, "1"), (1, 0.4, "1"), (0, 0.6, "1"), (0, 0.1, "1"), (1, 0.7, "0"), (0, 0.3, "0"), (0, 0.4, "0"),
        (1, 0.0, nil),
    ])

    @Test func `the three areas and the equality gaps are as worked out by hand`() {
        #expect(Catalogue.subgroupAuc.figures(input).map(\.value) == [0.75])
        #expect(Catalogue.subgroupAuc.figures(input).map(\.group) == ["1"])
        // .7 above .6 and .1.
        #expect(Catalogue.bpsnAuc.figures(input).map(\.value) == [1])
        // .8 above both; .4 above .3, tied with .4.
        #expect(Catalogue.bnspAuc.figures(input).map(\.value) == [3.5 / 4])
        let gaps = Catalogue.averageEqualityGap.figures(input)
        // Positives: .7 above .4 only: ½ − ½. Negatives: .3 and .4 above .1 only: ½ − ½.
        #expect(gaps.map(\.part) == ["positives", "negatives"])
        #expect(gaps.map(\.value) == [0, 0])
    }

    @Test func `twelve rows with one harmless record scored high give Jigsaw's 8 of 9, 8 of 9 and 1`() {
        let input = ScoreInput.of([
            (1, 0.5, "1"), (1, 0.8, "1"), (1, 0.9, "1"), (0, 0.1, "1"), (0, 0.2, "1"), (0, 0.6, "1"),
            (1, 0.55, "0"), (1, 0.7, "0"), (1, 0.8, "0"), (0, 0.1, "0"), (0, 0.2, "0"), (0, 0.3, "0"),
        ])
        #expect(isNear(Catalogue.subgroupAuc.figures(input).value("1"), 8.0 / 9))
        #expect(isNear(Catalogue.bpsnAuc.figures(input).value("1"), 8.0 / 9))
        #expect(Catalogue.bnspAuc.figures(input).value("1") == 1)
    }

    @Test func `an equality gap is above 0 where the subgroup is scored higher`() {
        let input = ScoreInput.of([(1, 0.9, "1"), (1, 0.2, "0"), (0, 0.3, "1"), (0, 0.3, "0")])
        #expect(Catalogue.averageEqualityGap.figures(input).map(\.value) == [0.5, 0])
    }

    @Test func `every group of another column is an identity, and without background there is none`() {
        let input = ScoreInput.of([(1, 0.9, "a"), (0, 0.2, "b"), (1, 0.5, "c"), (0, 0.4, "a")])
        #expect(Catalogue.bpsnAuc.figures(input).map(\.group) == ["a", "b", "c"])
        #expect(Catalogue.bpsnAuc.figures(input).map(\.value) == [1, 1, nil])
        #expect(Catalogue.bpsnAuc.figures(input)[2].undefined == "no negatives")
        let alone = ScoreInput.of([(1, 0.9, "a"), (0, 0.2, "a")])
        #expect(Catalogue.bpsnAuc.figures(alone).map(\.undefined) == ["no positives in the background"])
        #expect(Catalogue.bnspAuc.figures(alone).map(\.undefined) == ["no negatives in the background"])
    }

    @Test func `the power mean is near the worst value`() {
        #expect(isNear(JigsawScore.powerMean([0.5, 0.5]), 0.5))
        // ((2⁵ + 1) / 2)^(−1/5)
        #expect(isNear(JigsawScore.powerMean([0.5, 1]).map { pow($0, 5) }, 2.0 / 33))
        #expect(JigsawScore.powerMean([0, 1]) == 0)
        #expect(JigsawScore.powerMean([]) == nil)
    }

    @Test func `the final score is a quarter of the area and of each power mean`() throws {
        var input = input
        input.settings.minimumDenominator = 1
        let figures = Catalogue.jigsawScore.figures(input)
        let area = try #require(Catalogue.auc.figures(input).value(nil))
        #expect(isNear(figures.value(nil), (area + 2.625) / 4))
        #expect(figures.value(nil, part: "power mean of BNSP AUC").map { isNear($0, 3.5 / 4) } == true)
        #expect(figures.first(nil)?.verdict == Gap.measured)
    }

    @Test func `identities with too few records are left out of the final score and named`() {
        let figures = Catalogue.jigsawScore.figures(input)
        #expect(figures.allSatisfy { $0.value == nil })
        #expect(figures.first?.undefined == "no identity with enough records and every AUC")
        #expect(figures.first?.leftOut.map(\.group) == ["g"])
        #expect(figures.first?.leftOut.map(\.reason) == ["4 records, fewer than 20"])
        #expect(figures.first?.verdict == Gap.insufficientEvidence)
    }
}
