import Detection
import Foundation
import Measuring

/// Precision at the planted count of each ranking, on the files of `neighbours_peers.py labels`: label, planted, group, then
/// the probability of each class.
enum LabelsBenchmark {
    static func run(_ folder: String) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasPrefix("labels-") && $0.hasSuffix(".csv") }.sorted()
        var sums: [String: (loss: Double, learned: Double, shortfall: Double, seconds: Double, count: Double)] = [:]
        for name in names {
            let rows = try String(contentsOfFile: folder + "/" + name, encoding: .utf8).split(separator: "\n")
                .map { $0.split(separator: ",").compactMap { Double($0) } }
            let planted = rows.map { $0[1] == 1 }
            let groups = rows.map { Int($0[2]) }
            let count = planted.count { $0 }
            func precision(_ order: [Int]) -> Double {
                Double(order.prefix(count).count { planted[$0] }) / Double(count)
            }
            let probabilities = try ClassProbabilities(rows.flatMap { $0[3...] }, classes: rows[0].count - 3)
            let errors = try LabelErrors(rows.map { Int($0[0]) }, probabilities)
            let (measure, orders) = Measure.of(name) {
                let byLoss = LabelErrors.ranked(errors.losses)
                let byShortfall = LabelErrors.ranked(errors.shortfalls(groups: groups))
                return (byLoss, ConfidentLearning(errors).rows(), byShortfall)
            }
            let found = Set(orders.1)
            let learned = orders.1 + orders.0.filter { !found.contains($0) }
            let key = name.split(separator: "-").dropLast().dropFirst().joined(separator: " ")
            var sum = sums[key] ?? (0, 0, 0, 0, 0)
            sum.loss += precision(orders.0)
            sum.learned += precision(learned)
            sum.shortfall += precision(orders.2)
            sum.seconds = max(sum.seconds, measure.cpu)
            sum.count += 1
            sums[key] = sum
        }
        for (key, sum) in sums.sorted(by: { $0.key < $1.key }) {
            print(
                key,
                String(
                    format:
                        "hard to believe %.3f, confident learning %.3f, for this group's label %.3f, all three %.3f s",
                    sum.loss / sum.count, sum.learned / sum.count, sum.shortfall / sum.count, sum.seconds))
        }
    }
}
