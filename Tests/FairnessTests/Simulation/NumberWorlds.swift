import Fairness
import Foundation

/// Predicted numbers: coverage of the mean error, the mean absolute one and the root of the mean square.
enum NumberWorlds {
    static let errors: [(name: String, draw: @Sendable (inout Dice) -> Double)] = [
        ("normal", { $0.normal() }), ("Laplace", { $0.exponential() - $0.exponential() }),
        ("uniform", { 2 * $0.uniform() - 1 }), ("exponential", { $0.exponential() - 1 }),
        ("shifted normal", { $0.normal() + 1 }),
    ]

    static func coverage(_ n: Int, dataSets: Int, population: Int = 400_000) -> [Finding] {
        errors.flatMap { name, draw -> [Finding] in
            var dice = Dice(n, name)
            let many = (0..<population).map { _ in draw(&dice) }
            func mean(_ value: (Double) -> Double) -> Double {
                many.reduce(0) { $0 + value($1) } / Double(many.count)
            }
            let truths: [(id: String, figure: String, value: Double)] = [
                ("meanError", "mean error", name == "shifted normal" ? 1 : 0),
                ("meanAbsoluteError", "mean absolute error", mean(abs)),
                ("rootMeanSquaredError", "root mean squared error", mean { $0 * $0 }.squareRoot()),
            ]
            var findings = truths.map { Finding(figure: $0.figure, n: n, truth: name) }
            for _ in 0..<dataSets {
                var input = AuditInput(
                    outcomes: Outcomes(
                        truth: Array(repeating: true, count: n), prediction: Array(repeating: true, count: n)),
                    groupings: [])
                input.numbers = NumberOutcomes(
                    truth: Array(repeating: 0, count: n), prediction: (0..<n).map { _ in draw(&dice) })
                let figures = Catalogue.figures.filter { metric in truths.contains { $0.id == metric.id } }
                    .flatMap { $0.figures(input) }
                for (place, truth) in truths.enumerated() {
                    guard let interval = figures.first(where: { $0.metric == truth.id })?.interval else { continue }
                    findings[place].add(interval.lower, interval.upper, holds: truth.value)
                }
            }
            return findings
        }
    }
}
