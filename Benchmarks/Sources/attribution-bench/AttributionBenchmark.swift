import Attribution
import Foundation
import Learning
import Measuring
import Records

/// What finding the records behind a gap costs, and how right it is.
struct AttributionBenchmark {
    let population: Population

    /// Effects of every record, patterns, a plan, the alternatives: seconds by name, beside a plain pass (a retrain).
    func run(budget: Int) throws -> [String: Double] {
        let (examples, parts) = (population.examples, population.parts)
        let model = try population.recipe.model()
        var seconds: [String: Double] = [:]
        func timed<Result>(_ name: String, _ body: () throws -> Result) throws -> Result {
            let (measure, result) = try Measure.of(name, body)
            seconds[name] = measure.wall
            print(String(format: "%@: %.3f s, %.3f cpu", name, measure.wall, measure.cpu))
            return result
        }
        let fitted = try timed(Thresholds.plainPass) {
            try model.fit(examples, rows: parts.training, work: .silent) as any FittedModel
        }
        let quantity = try population.quantity(.parity)
        if let differentiable = fitted.differentiable(in: examples.features) {
            _ = try timed("effects") {
                try Influence(differentiable, examples: examples, training: parts.training).effects(on: quantity)
            }
            let patterns = try timed("patterns") {
                let columns = try PatternColumns(
                    table: population.table, columns: population.columns, rows: parts.training)
                let influence = try Influence(differentiable, examples: examples, training: parts.training)
                let removal = RemovalEffects(model, fitted, examples: examples, training: parts.training)
                return try PatternSearch().patterns(
                    in: columns, explaining: quantity, by: influence,
                    measure: { try removal.together($0, on: quantity) })
            }
            for pattern in patterns {
                print(
                    String(
                        format: "  %@: support %.3f, predicted %+.4f, measured %+.4f, responsibility %.2f",
                        pattern.conditions.map(\.description).joined(separator: " "), pattern.support,
                        pattern.predicted, pattern.measured ?? .nan, pattern.responsibility))
            }
        }
        _ = try timed("effects of 200 by removal") {
            try RemovalEffects(model, fitted, examples: examples, training: parts.training)
                .sampled(200, on: quantity, seed: 1)
        }
        try plan(model, fitted, budget, timed)
        return seconds
    }

    private func plan(
        _ model: any Model, _ fitted: any FittedModel, _ budget: Int,
        _ timed: (String, () throws -> Any) throws -> Any
    ) throws {
        guard fitted.differentiable(in: population.examples.features) != nil else { return }
        let planner = RemovalPlanner(model, examples: population.examples, parts: population.parts)
        for order in PlanRequest.Order.allCases {
            let request = PlanRequest(
                first: population.first, second: population.second, budget: budget, order: order)
            guard
                let plan = try timed("plan by \(order)", { try planner.plan(request, from: fitted) }) as? RemovalPlan
            else { continue }
            for point in plan.frontier where point.removed % max(1, budget / 4) == 0 || point.removed == plan.rows.count
            {
                print(
                    String(
                        format: "  −%d: gap %.4f selection, %.4f test; accuracy %.4f, %.4f", point.removed,
                        point.selection.gap ?? .nan, point.test.gap ?? .nan, point.selection.accuracy,
                        point.test.accuracy))
            }
            print("  ended: \(plan.ending)")
        }
        let all = Alternatives(
            model, examples: population.examples, parts: population.parts, kind: .parity, first: population.first,
            second: population.second)
        let group = population.table.columnNames.first { name in
            (try? population.table.column(named: name).distinct) == population.parts.names
        }
        let outcomes =
            try timed("alternatives") {
                [
                    all.asIs(fitted), try all.reweighing(seed: 1), try all.thresholds(fitted),
                    try all.leavingOut(group ?? ""),
                ]
            } as? [Alternative] ?? []
        for outcome in outcomes {
            print(
                String(
                    format: "  %@: gap %.4f, accuracy %.4f on test", "\(outcome.kind)".prefix(40).description,
                    outcome.test.gap ?? .nan, outcome.test.accuracy))
        }
    }
}
