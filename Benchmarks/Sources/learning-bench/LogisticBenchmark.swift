import Foundation
import Learning
import Measuring
import Records

/// Training, and forgetting k records, by logistic regression; each forgetting beside a cold retrain, whose bytes it must
/// equal.
struct LogisticBenchmark {
    let examples: Examples
    let model: LogisticRegression
    let training: [Int]

    /// - Parameter rows: those that train; nil for all.
    init(_ features: Features, _ labels: [Bool], rows: [Int]? = nil) {
        training = rows ?? Array(labels.indices)
        let ids = labels.indices.map { RecordID(high: Synthetic.mix(UInt64($0)), low: UInt64($0)) }
        examples = Examples(ids: ids, response: Response(isPositive: labels), features: features)
        model = LogisticRegression(
            ModelRecipe(
                family: .logistic(LogisticRecipe()), features: FeatureRecipe(),
                target: Target(column: "label", positive: .value("1"))))
    }

    init(_ examples: Examples, _ recipe: ModelRecipe, rows: [Int]) {
        (self.examples, training) = (examples, rows)
        model = LogisticRegression(recipe)
    }

    /// The records that a request of k names: the first k by hash.
    func removed(_ count: Int, turn: UInt64 = 0) -> Set<Int> {
        let keys = (0..<examples.rowCount).map { Synthetic.mix(UInt64($0) &+ (99 + turn) << 32) }
        return Set(training.sorted { keys[$0] < keys[$1] }.prefix(count))
    }

    func run(removals: [Int], repeats: Int) throws {
        let rows = training
        print(
            "\(rows.count) records, \(examples.features.dimension) columns, \(examples.features.columns.count) entries")
        var before: LogisticRegression.Fitted?
        let training = try best(repeats) { before = try model.fit(examples, rows: rows) }
        guard let before else { return }
        report("train", training, before)
        let (preparing, prepared) = try Measure.of("prepare") { try model.prepared(before, examples: examples) }
        print(
            "prepare".padding(toLength: 26, withPad: " ", startingAt: 0),
            String(format: "%8.4f s %8.4f cpu", preparing.wall, preparing.cpu))
        for count in removals {
            let gone = removed(count)
            let retained = rows.filter { !gone.contains($0) }
            var after: LogisticRegression.Fitted?
            let forgetting = try best(repeats) {
                after = try model.forget(
                    prepared, examples: examples, retained: retained, removed: gone.sorted())
            }
            var cold: LogisticRegression.Fitted?
            let retraining = try best(repeats) { cold = try model.fit(examples, rows: retained) }
            guard let after, let cold else { return }
            report("forget \(count)", forgetting, after)
            report("retrain without \(count)", retraining, cold)
            print("  \(after.weights == cold.weights ? "the same bits" : "DIFFERENT")")
        }
    }

    /// CPU seconds of a plain pass over the entries, of training, and of forgetting.
    func check() throws -> [String: Double] {
        let features = examples.features
        let v = (0..<features.dimension).map { 1 / Double($0 + 1) }
        var sum = 0.0
        let plain = best(9) {
            for k in features.columns.indices { sum += features.values[k] * v[Int(features.columns[k])] }
        }
        print(sum)
        var before = try model.fit(examples, rows: training)
        var seconds = [Thresholds.plainPass: plain.cpu]
        seconds["train"] = try best(5) { before = try model.fit(examples, rows: training) }.cpu
        before = try model.prepared(before, examples: examples)
        for count in [1, 100] {
            let gone = removed(count)
            let retained = training.filter { !gone.contains($0) }
            seconds["forget \(count)"] = try best(5) {
                _ = try model.forget(before, examples: examples, retained: retained, removed: gone.sorted())
            }.cpu
        }
        return seconds
    }

    /// One line of a curve: CPU seconds of training, of forgetting `count` records, and of a retrain without them.
    func curve(_ name: String, forgetting count: Int) throws {
        let gone = removed(count)
        let retained = training.filter { !gone.contains($0) }
        let (fit, before) = try Measure.of("") { try model.fit(examples, rows: training) }
        let prepared = try model.prepared(before, examples: examples)
        let (forget, after) = try Measure.of("") {
            try model.forget(prepared, examples: examples, retained: retained, removed: gone.sorted())
        }
        let (retrain, cold) = try Measure.of("") { try model.fit(examples, rows: retained) }
        let padded = name.padding(toLength: 34, withPad: " ", startingAt: 0)
        print(
            padded,
            String(
                format: "train %8.3f  forget %8.3f (%d passes)  retrain %8.3f (%d passes)", fit.cpu, forget.cpu,
                after.passes, retrain.cpu, cold.passes), after.weights == cold.weights ? "" : "DIFFERENT")
    }

    /// How the bits of many removals are settled.
    func settle(turns: Int, most: Int) throws {
        let rows = training
        let before = try model.prepared(try model.fit(examples, rows: rows), examples: examples)
        var ways: [String: Int] = [before.settledBy + " (training)": 1]
        var differing = 0
        for turn in 0..<turns {
            let count = 1 + Int(Synthetic.mix(UInt64(turn)) % UInt64(most))
            let gone = removed(count, turn: UInt64(turn) + 1)
            let retained = rows.filter { !gone.contains($0) }
            let after = try model.forget(before, examples: examples, retained: retained, removed: gone.sorted())
            ways[after.settledBy, default: 0] += 1
            if turn % 10 == 0, after.weights != (try model.fit(examples, rows: retained)).weights { differing += 1 }
        }
        for (way, count) in ways.sorted(by: { $0.key < $1.key }) { print("  \(way): \(count)") }
        print("  of every tenth, compared with a retrain, \(differing) differ")
    }

    private func best(_ repeats: Int, _ body: () throws -> Void) rethrows -> Measure {
        try (0..<repeats).map { _ in try Measure.of("", body).0 }.min { $0.cpu < $1.cpu } ?? Measure.of("", body).0
    }

    private func report(_ name: String, _ measure: Measure, _ fitted: LogisticRegression.Fitted) {
        let solution = fitted.solution
        let padded = name.padding(toLength: 26, withPad: " ", startingAt: 0)
        print(
            padded,
            String(
                format: "%8.4f s %8.4f cpu  %3d passes  gradient %.1e relative, bound %.1e, J %.6f", measure.wall,
                measure.cpu, fitted.passes, solution.relativeGradient, fitted.bound, solution.objective),
            fitted.settledBy, fitted.plan?.choice.rawValue ?? "")
    }
}
