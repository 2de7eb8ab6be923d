import Attribution
import Foundation
import Learning
import Measuring
import Records

let arguments = Array(CommandLine.arguments.dropFirst())

func population(_ arguments: ArraySlice<String>, _ family: Family = .logistic(LogisticRecipe())) throws -> Population {
    let words = Array(arguments)
    return try Population(
        path: words[0], target: words[1], positive: words[2], group: words[3], first: words[4], second: words[5],
        family: family)
}

switch (arguments.first, arguments.count) {
case ("lds", 7), ("lds", 8):
    let halves = arguments.count == 8 ? Int(arguments[7]) ?? 100 : 100
    let (rows, seconds) = try DatamodelScore(population: population(arguments[1...6]), halves: halves).run()
    print(String(format: "%d halves; H and its inverse in %.3f cpu s", halves, seconds))
    for row in rows {
        print(
            String(
                format: "%@: gap %.4f, loss %.4f, gap of decisions %.4f", row.method, row.gap, row.loss, row.decisions))
    }
case ("run", 8):
    _ = try AttributionBenchmark(population: population(arguments[1...6])).run(budget: Int(arguments[7]) ?? 200)
case ("trees", 8):
    _ = try AttributionBenchmark(population: population(arguments[1...6], .trees(TreesRecipe())))
        .run(budget: Int(arguments[7]) ?? 200)
case ("check", 9):
    let benchmark = AttributionBenchmark(population: try population(arguments[1...6]))
    let seconds = try benchmark.run(budget: Int(arguments[7]) ?? 200)
    exit(try Thresholds(path: arguments[8]).check(seconds))
default:
    let table = "FILE TARGET POSITIVE GROUP FIRST SECOND"
    print(
        """
        usage: attribution-bench lds \(table) [HALVES]   the linear datamodelling score, 100 halves
               attribution-bench run \(table) BUDGET     effects, patterns, plans and alternatives
               attribution-bench trees \(table) BUDGET   effects of trees, by removal
               attribution-bench check \(table) BUDGET attribution-thresholds.json   fails where a step takes too many retrains
        """)
    exit(64)
}
