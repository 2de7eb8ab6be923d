import Testing

@testable import Fairness

@Suite struct ScoreWeightTests {
    /// Random rows, and weights from 0 to 3.
    static func rows(seed: UInt64) -> [(row: (Int, Double, String?), weight: Int)] {
        var random = SplitMix64(seed: seed)
        return (0..<120).map { _ in
            let score = (random.uniform() * 20).rounded() / 20
            let truth = random.uniform() < score ? 1 : 0
            let group = ["0", "1", nil][Int(random.next() % 5) / 2]
            return ((truth, score, group), Int(random.next() % 4))
        }
    }

    @Test(arguments: 1...10) func `a weight is as many records, for every metric of scores`(seed: Int) {
        let rows = Self.rows(seed: UInt64(seed))
        for column in ["g", "h"] {
            // "1" is the subgroup in one column; in the other both groups are identities.
            let named = rows.map { row, weight in
                ((row.0, row.1, column == "g" ? row.2 : row.2.map { "group \($0)" }), weight)
            }
            let weighted = ScoreInput.of(
                named.map(\.0), weights: named.map { Double($0.1) }, column: column)
            let repeated = ScoreInput.of(
                named.flatMap { Array(repeating: $0.0, count: $0.1) }, column: column)
            // The noise of a calibration error is that of so many records, which weights don't tell.
            for metric in Catalogue.scoreFigures where metric.id != "rootMeanSquaredCalibrationError" {
                let (a, b) = (metric.figures(weighted), metric.figures(repeated))
                #expect(a.count == b.count)
                for (x, y) in zip(a, b) {
                    #expect(isNear(x.value, y.value), "\(metric.id) \(x.group ?? "all") \(x.part ?? "")")
                    #expect(isNear(x.denominator, y.denominator, 1e-9))
                    #expect(x.undefined == y.undefined)
                }
                #expect(a.areSound)
            }
        }
    }

    @Test(arguments: 1...5) func `the order of the records changes nothing`(seed: Int) {
        let rows = Self.rows(seed: UInt64(seed)).map(\.row)
        let (forward, backward) = (ScoreInput.of(rows), ScoreInput.of(rows.reversed()))
        for metric in Catalogue.scoreFigures { #expect(metric.figures(forward) == metric.figures(backward)) }
    }

    @Test func `sorting once or for every metric is the same`() {
        let input = ScoreInput.of(Self.rows(seed: 3).map(\.row))
        for metric in Catalogue.scoreFigures { #expect(metric.figures(input) == metric.figures(input.ranked)) }
        #expect(ScoreCurves.all(of: input) == ScoreCurves.all(of: input.ranked))
    }

    @Test func `other outcomes or groupings are sorted anew`() {
        var input = ScoreInput.of(Self.rows(seed: 3).map(\.row)).ranked
        let other = ScoreInput.of(Self.rows(seed: 4).map(\.row))
        input.outcomes = other.outcomes
        input.groupings = other.groupings
        #expect(Catalogue.auc.figures(input) == Catalogue.auc.figures(other))
    }
}
