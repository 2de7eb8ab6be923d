import Fairness
import Foundation

/// Scores of one group: coverage of AUC, calibration, Brier score and their changes.
enum ScoreWorlds {
    // MARK: Areas

    private static let shifts = [0, 0.36, 0.95, 1.81, 2.66, 3.6]

    /// Coverage of the area of n/2 positives and n/2 negatives: normal scores of equal and unequal spread, exponential ones.
    static func area(_ n: Int, dataSets: Int) -> [Finding] {
        let (m, k) = ((n + 1) / 2, n / 2)
        let kinds = ["normal", "positives spread 2", "positives spread .4", "exponential"]
        return kinds.flatMap { kind in
            shifts.map { shift in
                let ratio = exp(shift * 1.1)
                let truth = kind == "exponential" ? ratio / (1 + ratio) : cumulative(shift / 2.0.squareRoot())
                var finding = Finding(figure: "AUC", n: n, truth: "\(kind), \(shift)")
                var dice = Dice(n, finding.truth)
                let labels = Array(repeating: true, count: m) + Array(repeating: false, count: k)
                for _ in 0..<dataSets {
                    let scores = labels.map { isPositive -> Double in
                        guard isPositive else { return kind == "exponential" ? dice.exponential() : dice.normal() }
                        switch kind {
                        case "normal": return dice.normal() + shift
                        case "positives spread 2": return 2 * dice.normal() + shift * 2.5.squareRoot()
                        case "positives spread .4": return 0.4 * dice.normal() + shift * 0.58.squareRoot()
                        default: return dice.exponential() * ratio
                        }
                    }
                    if let interval = AreaIntervals.area(scores, labels) {
                        finding.add(interval.lower, interval.upper, holds: truth)
                    }
                }
                return finding
            }
        }
    }

    private static func cumulative(_ z: Double) -> Double { erfc(-z / 2.0.squareRoot()) / 2 }

    /// The shift of normal scores with an area.
    private static func shift(_ area: Double) -> Double {
        var (low, high) = (0.0, 8.0)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if cumulative(middle / 2.0.squareRoot()) < area { low = middle } else { high = middle }
        }
        return low
    }

    /// Coverage of the change of the area between scores with a correlation; also how often the swap test rejects where
    /// nothing changed, of the first `tested` data sets.
    static func areaChange(_ n: Int, dataSets: Int, tested: Int = 0) -> (findings: [Finding], levels: [Level]) {
        let cases: [(Double, Double)] = [(0.6, 0.6), (0.75, 0.75), (0.9, 0.9), (0.75, 0.8), (0.9, 0.8), (0.6, 0.75)]
        var levels: [Level] = []
        let findings = cases.flatMap { a, b in
            [0, 0.5, 0.9, 0.99].map { correlation -> Finding in
                var finding = Finding(figure: "AUC change", n: n, truth: "\(a) to \(b), correlation \(correlation)")
                var level = Level(figure: "AUC change", n: n, truth: finding.truth)
                var dice = Dice(n, finding.truth)
                let labels = (0..<n).map { $0 % 2 == 0 }
                let (first, second) = (shift(a), shift(b))
                for trial in 0..<dataSets {
                    let pairs = labels.map { isPositive -> (Double, Double) in
                        let z = dice.normal()
                        let other = correlation * z + (1 - correlation * correlation).squareRoot() * dice.normal()
                        return isPositive ? (z + first, other + second) : (z, other)
                    }
                    let isTested = a == b && trial < tested
                    guard
                        let change = AreaIntervals.change(
                            pairs.map(\.0), pairs.map(\.1), labels, draws: isTested ? 199 : 1, seed: UInt64(trial))
                    else { continue }
                    finding.add(change.interval.lower, change.interval.upper, holds: b - a)
                    if isTested { level.add(change.p <= 0.05, change.interval.excludesZero) }
                }
                if level.tests > 0 { levels.append(level) }
                return finding
            }
        }
        return (findings, levels)
    }

    // MARK: Calibration

    struct Scores: Sendable {
        let name: String
        let draw: @Sendable (inout Dice) -> Double
        /// P(positive) of a record with this score.
        let chance: @Sendable (Double) -> Double
    }

    private static let levels = [0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.85, 0.95]

    static let calibration: [Scores] = {
        let draws: [(String, @Sendable (inout Dice) -> Double)] = [
            ("beta(2, 2)", { $0.beta(2, 2) }), ("beta(½, ½)", { $0.beta(0.5, 0.5) }), ("beta(1, 4)", { $0.beta(1, 4) }),
            ("beta(1, 20)", { $0.beta(1, 20) }), ("8 values", { levels[Int($0.uniform() * 8)] }),
        ]
        let chances: [(String, @Sendable (Double) -> Double)] = [
            ("right", { $0 }), ("+.05", { min(1, $0 + 0.05) }), ("−.05", { max(0, $0 - 0.05) }),
            ("+.1", { min(1, $0 + 0.1) }), ("slope .6", { turned($0, 0.6) }),
            ("wave .1", { max(0, min(1, $0 + 0.1 * sin(4 * .pi * $0))) }),
        ]
        return draws.flatMap { name, draw in
            chances.map { Scores(name: "\(name), \($0.0)", draw: draw, chance: $0.1) }
        }
    }()

    private static func turned(_ score: Double, _ slope: Double) -> Double {
        let inside = min(1 - 1e-6, max(1e-6, score))
        let logit = log(inside / (1 - inside)) * slope
        return 1 / (1 + exp(-logit))
    }

    /// Coverage of the root mean squared calibration error, of the signed one and of the Brier score. The truth of the first
    /// is that of the sample's own bins, without noise.
    static func calibration(_ n: Int, dataSets: Int, population: Int = 20_000) -> [Finding] {
        calibration.flatMap { world -> [Finding] in
            var dice = Dice(n, world.name)
            var root = Finding(figure: "RMS calibration error", n: n, truth: world.name)
            var signed = Finding(figure: "signed calibration error", n: n, truth: world.name)
            var brier = Finding(figure: "Brier score", n: n, truth: world.name)
            let many = (0..<population).map { _ in world.draw(&dice) }
            var losses = 0.0
            for s in many {
                let p = world.chance(s)
                losses += p * (1 - s) * (1 - s)
                losses += (1 - p) * s * s
            }
            let loss = losses / Double(many.count)
            for _ in 0..<dataSets {
                let scores = (0..<n).map { _ in world.draw(&dice) }
                let truth = scores.map { dice.uniform() < world.chance($0) }
                let mean = scores.reduce(0) { $0 + world.chance($1) - $1 } / Double(n)
                if let interval = CalibrationIntervals.rootMeanSquare(scores, truth) {
                    root.add(interval.lower, interval.upper, holds: binned(scores, scores.map(world.chance)))
                }
                if let interval = CalibrationIntervals.signedError(scores, truth) {
                    signed.add(interval.lower, interval.upper, holds: mean)
                }
                if let interval = BoundedMeans.brier(scores, truth) {
                    brier.add(interval.lower - 2e-4, interval.upper + 2e-4, holds: loss)
                }
            }
            return [root, signed, brier]
        }
    }

    /// The root mean square, over bins of equal mass, of the mean distance of chance from score.
    static func binned(_ scores: [Double], _ chances: [Double]) -> Double {
        let n = scores.count
        let bins = n < 100 ? 5 : n < 1000 ? 10 : 20
        let order = scores.indices.sorted { scores[$0] < scores[$1] }
        var sums = Array(repeating: (0.0, 0.0), count: bins)
        var start = 0
        while start < n {
            var end = start
            while end < n, scores[order[end]] == scores[order[start]] { end += 1 }
            let bin = min(bins - 1, (start + end) * bins / (2 * n))
            for place in order[start..<end] {
                sums[bin].0 += chances[place] - scores[place]
                sums[bin].1 += 1
            }
            start = end
        }
        return (sums.reduce(0) { $1.1 > 0 ? $0 + $1.0 * $1.0 / $1.1 : $0 } / Double(n)).squareRoot()
    }

    // MARK: Changes of Brier score and calibration

    /// Scores before and after of a record with logit L: noise and shift of each, and the share that is drawn anew.
    static let changes:
        [(name: String, before: (Double, Double, Double), after: (Double, Double, Double), anew: Double)] = [
            ("noise .1 and .1", (1, 0.1, 0), (1, 0.1, 0), 1), ("noise .5 and .5", (1, 0.5, 0), (1, 0.5, 0), 1),
            ("noise 1.5 and 1.5", (1, 1.5, 0), (1, 1.5, 0), 1), ("2 % anew", (1, 0.3, 0), (1, 3, 0), 0.02),
            ("10 % anew", (1, 0.3, 0), (1, 2, 0), 0.1), ("shift −.5 to +.5", (1, 0.2, -0.5), (1, 0.2, 0.5), 1),
            ("too sure to right", (2, 0.1, 0), (1, 0.1, 0), 1), ("right to shifted", (1, 0.1, 0), (1, 0.1, 0.6), 1),
            ("noisy to sharp", (1, 1.5, 0), (1, 0.2, 0), 1),
        ]

    /// Coverage of the changes of the Brier score and of the root mean squared calibration error; and how often each would
    /// be called clear where the models are exchangeable.
    static func lossChanges(
        _ n: Int, dataSets: Int, tested: Int = 0, population: Int = 200_000
    ) -> (findings: [Finding], levels: [Level]) {
        var levels: [Level] = []
        let findings = changes.flatMap { world -> [Finding] in
            var dice = Dice(n, world.name)
            var brier = Finding(figure: "Brier score change", n: n, truth: world.name)
            var root = Finding(figure: "RMS calibration error change", n: n, truth: world.name)
            var level = Level(figure: "RMS calibration error change", n: n, truth: world.name)
            func record() -> (chance: Double, before: Double, after: Double) {
                let logit = 1.5 * dice.normal() - 0.3
                func score(_ model: (Double, Double, Double)) -> Double {
                    1 / (1 + exp(-(model.0 * (logit + model.1 * dice.normal()) + model.2)))
                }
                let before = score(world.before)
                let after = dice.uniform() < world.anew ? score(world.after) : before
                return (1 / (1 + exp(-logit)), before, after)
            }
            var sum = 0.0
            for _ in 0..<population {
                let r = record()
                let (was, now) = (r.before - r.chance, r.after - r.chance)
                sum += now * now
                sum -= was * was
            }
            let truth = sum / Double(population)
            for trial in 0..<dataSets {
                let records = (0..<n).map { _ in record() }
                let labels = records.map { dice.uniform() < $0.chance }
                let (before, after, chances) = (records.map(\.before), records.map(\.after), records.map(\.chance))
                if let interval = BoundedMeans.brierChange(before, after, labels) {
                    brier.add(interval.lower - 3e-4, interval.upper + 3e-4, holds: truth)
                }
                let isTested = world.before == world.after && trial < tested
                if let change = CalibrationChange.change(
                    before, after, labels, draws: isTested ? 199 : 1, seed: UInt64(trial))
                {
                    root.add(
                        change.interval.lower, change.interval.upper,
                        holds: binned(after, chances) - binned(before, chances))
                    if isTested { level.add(change.p <= 0.05, change.interval.excludesZero) }
                }
            }
            if level.tests > 0 { levels.append(level) }
            return [brier, root]
        }
        return (findings, levels)
    }
}

/// How often a change is called clear where there is none.
struct Level: Sendable {
    let figure: String
    let n: Int
    let truth: String
    var tests = 0
    /// The test alone rejects at .05; the interval excludes 0 too.
    var rejected = 0
    var clear = 0

    mutating func add(_ isRejected: Bool, _ excludesZero: Bool) {
        tests += 1
        if isRejected { rejected += 1 }
        if isRejected, excludesZero { clear += 1 }
    }
}
