import Testing

@testable import Fairness

@Suite struct ScoreCurvesTests {
    @Test func `curves are of all records and then of every group`() throws {
        let curves = try #require(
            ScoreCurves.all(
                of: ScoreInput.of([(1, 0.9, "a"), (0, 0.2, "a"), (1, 0.4, "a"), (0, 0.4, nil), (1, 0.7, "c")])))
        #expect(curves.map(\.group) == ["all", "a", "c"])
        #expect(curves.map(\.column) == ["", "g", "g"])
        #expect(curves.map(\.n) == [5, 3, 1])
        #expect(curves.map(\.positives) == [3, 2, 1])
        let roc: [[Double]] = [[0, 0], [0, 1.0 / 3], [0, 2.0 / 3], [0.5, 1], [1, 1]]
        #expect(curves[0].roc == roc)
        #expect(curves[2].roc.isEmpty)
        #expect(curves[2].auc.undefined == "no negatives")
        #expect(curves[1].bins.count == 10)
        #expect(curves[1].bins[3].n == 1 && curves[1].bins[3].positives == 1)
        #expect(curves[1].bins[3].lower == 0.3 && curves[1].bins[3].upper == 0.4)
        #expect(curves[1].bins[0].meanScore == nil)
    }

    @Test func `a record is predicted positive where its score is at least the threshold`() throws {
        let curves = try #require(
            ScoreCurves.all(of: ScoreInput.of([(1, 0.29, "a"), (0, 0.57, "a"), (1, 1, "a"), (0, 0, "a")])))
        let thresholds = curves[0].thresholds
        #expect(thresholds.count == 101)
        #expect(thresholds[0].counts == ConfusionCounts(tp: 2, fp: 2, tn: 0, fn: 0))
        #expect(thresholds[29].counts == ConfusionCounts(tp: 2, fp: 1, tn: 1, fn: 0))
        #expect(thresholds[30].counts == ConfusionCounts(tp: 1, fp: 1, tn: 1, fn: 1))
        #expect(thresholds[57].fp == 1)
        #expect(thresholds[58].fp == 0)
        #expect(thresholds[100].counts == ConfusionCounts(tp: 1, fp: 0, tn: 2, fn: 1))
    }

    @Test(arguments: 1...10) func `at most 101 points keep the area under the curve`(seed: Int) throws {
        var random = SplitMix64(seed: UInt64(seed))
        let rows = (0..<2000).map { _ -> (Int, Double, String?) in
            let score = random.uniform()
            return (random.uniform() < score * Double(seed) / 10 ? 1 : 0, score, "a")
        }
        let curve = try #require(ScoreCurves.all(of: ScoreInput.of(rows))?[0])
        #expect(curve.roc.count <= 101)
        #expect(curve.roc.first == [0, 0] && curve.roc.last == [1, 1])
        var area = 0.0
        for (a, b) in zip(curve.roc, curve.roc.dropFirst()) {
            #expect(a[0] <= b[0] && a[1] <= b[1])
            area += (b[0] - a[0]) * (a[1] + b[1]) / 2
        }
        #expect(isNear(area, curve.auc.value, 0.005))
    }

    @Test func `a report has the curves of its scores`() {
        let input = ScoreInput.of([(1, 0.9, "a"), (0, 0.2, "b")])
        #expect(FairnessReport(input).curves == ScoreCurves.all(of: input))
        #expect(FairnessReport(input).figures?.contains { $0.metric == "auc" } == true)
    }
}
