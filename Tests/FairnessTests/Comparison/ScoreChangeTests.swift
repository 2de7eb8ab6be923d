import Foundation
import Testing

@testable import Fairness

@Suite struct ScoreChangeTests {
    private func compare(_ n: Int = 240, lift: Double, targets: [Comparison.Target]? = nil) -> Comparison {
        let (before, truth) = scored(n, seed: 12)
        let after = zip(before, truth).map { min(1, $0 + ($1 ? lift : 0)) }
        return Comparison(
            truth: truth, before: before.map { $0 >= 0.5 }, after: after.map { $0 >= 0.5 }, scoresBefore: before,
            scoresAfter: after, groupings: [Grouping(column: "g", texts: (0..<n).map { $0 % 4 == 0 ? "a" : "b" })],
            targets: targets, resamples: 200)
    }

    @Test func `scores of all and of every group are compared on the same records`() throws {
        let comparison = compare(lift: 0.3)
        let scores = try #require(comparison.scores)
        #expect(scores.map(\.group) == ["all", "all", "all", "a", "a", "a", "b", "b", "b"])
        #expect(scores.prefix(3).map(\.metric) == ["auc", "rootMeanSquaredCalibrationError", "brierScore"])
        let auc = scores[0]
        #expect(auc.isClear)
        #expect(auc.difference ?? 0 > 0.1)
        #expect(auc.interval?.contains(auc.difference ?? 0) == true)
        let (before, truth) = scored(240, seed: 12)
        #expect(auc.before == Placements(before, truth)?.area)
        #expect(auc.adjusted?.family == comparison.family)
        #expect(comparison.isPaired == true)
    }

    @Test func `equal scores have no change, and nothing is clear`() throws {
        let scores = try #require(compare(lift: 0).scores)
        #expect(scores.allSatisfy { $0.difference == 0 && !$0.isClear })
        #expect(scores.allSatisfy { $0.test?.p == 1 && $0.interval?.contains(0) == true })
    }

    @Test func `too few of one class are named, and never clear`() throws {
        let scores = try #require(compare(60, lift: 0.5).scores).filter { $0.group == "a" }
        #expect(
            scores.allSatisfy {
                $0.insufficient == "15 records, fewer than the 20 that an interval needs" && !$0.isClear
                    && $0.interval == nil
            })
    }

    @Test func `a paired interval is narrower than if the records were others`() throws {
        let (before, truth) = scored(300, seed: 3)
        let after = before.enumerated().map { $0 % 10 == 0 ? min(1, $1 + 0.05) : $1 }
        let paired = try #require(AreaIntervals.change(before, after, truth)).interval
        let alone = try #require(AreaIntervals.area(before, truth))
        #expect(paired.upper - paired.lower < 0.3 * (alone.upper - alone.lower))
    }

    @Test func `the harmed who were no target come first`() {
        func compare(_ targets: [Comparison.Target]?) -> Comparison {
            let n = 200
            let groups = (0..<n).map { $0 % 2 == 0 ? "a" : "b" }
            return Comparison(
                truth: Array(repeating: true, count: n), before: Array(repeating: true, count: n),
                after: (0..<n).map { $0 % 8 < 5 }, groupings: [Grouping(column: "g", texts: groups)], targets: targets,
                resamples: 100)
        }
        #expect(compare(nil).harmed.allSatisfy { $0.isTarget == nil })
        let harmed = compare([Comparison.Target(column: "g", group: "a")]).harmed
        #expect(harmed.map(\.group) == ["b", "b", "a", "a"])
        #expect(harmed.map(\.isTarget) == [false, false, true, true])
    }

    @Test func `every tested row is in view of its family`() throws {
        let comparison = compare(lift: 0.3)
        let tested = comparison.rows.filter { $0.change.p != nil && $0.insufficient == nil }
        #expect(tested.allSatisfy { $0.adjusted?.family == comparison.family })
        #expect(tested.allSatisfy { $0.adjusted.map(\.p) ?? 0 >= $0.change.p ?? 1 })
        #expect(comparison.rows.filter { $0.change.p == nil }.allSatisfy { $0.adjusted == nil })
        let parity = comparison.gaps.filter { $0.metric.hasPrefix("demographicParity") }
        #expect(parity.count == 2)
        #expect(parity[0].adjusted == parity[1].adjusted)
    }

    @Test func `a comparison of an earlier version is read`() throws {
        var object = try #require(
            JSONSerialization.jsonObject(with: Data(compare(lift: 0.1).json().utf8)) as? [String: Any])
        for key in ["scores", "isPaired", "targets"] { object[key] = nil }
        for key in ["rows", "gaps"] {
            object[key] = (object[key] as? [[String: Any]])?.map { $0.filter { $0.key != "adjusted" } }
        }
        let read = try JSONDecoder().decode(
            Comparison.self, from: JSONSerialization.data(withJSONObject: object))
        #expect(read.scores == nil && read.isPaired == nil)
        #expect(read.rows.count == 10)
    }
}
