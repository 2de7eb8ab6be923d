import Foundation
import Learning
import Measuring
import Records

/// A table with a target, split by id, and learned from by any family: features, training, accuracy, forgetting.
struct TableBenchmark {
    let table: Table
    let target: Target
    let labels: [Bool]
    let ids: [RecordID]
    let training: [Int]
    let heldOut: [Int]
    let schema: Schema

    /// - Parameter texts: text columns; none for the columns that are no text.
    init(path: String, column: String, positive: String, texts: [String]) throws {
        table = try Table(path: path)
        target = Target(column: column, positive: positive)
        let known = try target.labels(in: table)
        labels = known.map { $0 ?? false }
        let ids = try Identities(table: table, seed: 1).ids
        self.ids = ids
        let split = Split(seed: 1, testFraction: 0.25)
        let labelled = known.indices.filter { known[$0] != nil }
        let held = labelled.map { split.part(of: ids[$0]) != .train }
        training = zip(labelled, held).filter { !$1 }.map(\.0)
        heldOut = zip(labelled, held).filter { $1 }.map(\.0)
        let features = texts.isEmpty ? table.columnNames.filter { $0 != column } : []
        schema = Schema(target: target, textColumns: texts, features: features)
    }

    func recipe(_ family: Family) throws -> ModelRecipe {
        ModelRecipe(
            family: family, features: try .proposed(for: table, schema: schema, rows: training), target: target)
    }

    /// Texts to features, in MB of text a second.
    func encode() throws {
        let bytes = try schema.textColumns.reduce(0) { sum, name in
            let column = try table.column(named: name)
            return sum + column.codes.reduce(0) { $0 + column.distinct[Int($1)].utf8.count }
        }
        let recipe = try recipe(.logistic(LogisticRecipe()))
        let (measure, features) = try Measure.of("features") { try Features(recipe: recipe.features, table: table) }
        print(
            String(
                format: "features: %d entries in %d columns, %.3f s, %.3f cpu, %.1f MB/s of text a core",
                features.columns.count, features.dimension, measure.wall, measure.cpu,
                Double(bytes) / measure.cpu / 1e6))
    }

    func logistic() throws -> LogisticBenchmark {
        let recipe = try recipe(.logistic(LogisticRecipe()))
        let features = try Features(recipe: recipe.features, table: table)
        return LogisticBenchmark(features, labels, rows: training)
    }

    /// A softmax over all classes of the target.
    func softmax() throws -> LogisticBenchmark {
        var recipe = try recipe(.logistic(LogisticRecipe()))
        recipe.classes = .all
        return LogisticBenchmark(try Examples(recipe: recipe, table: table, ids: ids), recipe, rows: training)
    }

    /// Trains by `family`, says how accurate it is, and forgets 1 (on average), 100 and 1,000 records.
    func run(_ family: Family) throws {
        let recipe = try recipe(family)
        try run(recipe, recipe.model())
    }

    private func run(_ recipe: ModelRecipe, _ model: some Model) throws {
        let examples = try Examples(recipe: recipe, table: table, ids: ids)
        let (measure, fitted) = try Measure.of("train") { try model.fit(examples, rows: training, work: .silent) }
        let right = zip(heldOut, fitted.margins(examples, rows: heldOut)).count { ($1 > 0) == labels[$0] }
        print(
            String(
                format: "%@ on %d records: train %.3f s, %.3f cpu, held-out accuracy %.4f", recipe.family.name,
                training.count, measure.wall, measure.cpu, Double(right) / Double(heldOut.count)))
        let order = training.sorted { Synthetic.mix(UInt64($0)) < Synthetic.mix(UInt64($1)) }
        for (count, requests) in [(1, 100), (100, 5), (1000, 3)] {
            var cpu: [Double] = []
            for request in 0..<requests {
                let removed = order[(request * count)..<((request + 1) * count)].sorted()
                let gone = Set(removed)
                let retained = training.filter { !gone.contains($0) }
                let (measure, after) = try Measure.of("forget") {
                    try model.forget(fitted, examples: examples, retained: retained, removed: removed, work: .silent)
                }
                cpu.append(measure.cpu)
                if request == 0 {
                    let cold = try model.fit(examples, rows: retained, work: .silent)
                    let isSame = cold.parameters(examples) == after.parameters(examples)
                    print(
                        "  forget \(count): \(isSame ? "the bits of a retrain" : "DIFFERENT from a retrain")",
                        terminator: "")
                }
            }
            cpu.sort()
            print(
                String(
                    format: ", %.3f ms cpu on average, %.3f median", cpu.reduce(0, +) / Double(cpu.count) * 1000,
                    cpu[cpu.count / 2] * 1000))
        }
    }
}
