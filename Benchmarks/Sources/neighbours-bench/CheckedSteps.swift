import Detection
import Foundation
import Measuring

/// Each detector on 100,000 invented records, beside a plain pass over as many bytes, for `check`.
enum CheckedSteps {
    static func seconds() throws -> [String: Double] {
        let strings = InventedTexts.comments(100_000)
        let texts = Texts(strings)
        var seconds: [String: Double] = [:]
        func step<Result>(_ name: String, _ body: () throws -> Result) rethrows -> Result {
            let (measure, result) = try Measure.of(name, body)
            seconds[name] = measure.cpu
            print(name, String(format: "%.3f CPU s", measure.cpu))
            return result
        }
        // Twenty times: one is over before a clock ticks.
        try step(Thresholds.plainPass) {
            var sum: UInt64 = 0
            for _ in 0..<20 {
                try texts.forEach(in: 0..<texts.count) { for byte in $1 { sum = sum &* 31 &+ UInt64(byte) } }
            }
            precondition(sum != 1)
        }
        _ = try step("near-duplicates, words") { try NearDuplicates(.words).clusters(texts) }
        _ = try step("near-duplicates, characters") { try NearDuplicates(.characters).clusters(texts) }
        let mentions = Mentions(of: (0..<1_000).map { strings[$0 * 50] })
        _ = try step("mentions") { try mentions.rows(of: texts) }
        var dice = InventedTexts.Dice(state: 3)
        let values = (0..<100_000 * 96).map { _ in Float(dice.share()) - 0.5 }
        let vectors = try step("vectors read") { try SimilarVectors(UnitVectors(values, width: 96)) }
        _ = try step("100 nearest vectors") { try (0..<100).map { try vectors.nearest(to: $0, count: 10) } }
        let similar = try step("texts indexed") { try SimilarTexts(texts) }
        _ = try step("100 nearest texts") { try (0..<100).map { try similar.nearest(to: $0, count: 10) } }
        let positive = (0..<100_000).map { _ in dice.share() }
        let errors = try LabelErrors(positive.map { $0 > dice.share() ? 1 : 0 }, ClassProbabilities(positive: positive))
        let groups = positive.indices.map { $0 % 5 }
        _ = step("label errors") {
            (LabelErrors.ranked(errors.losses), ConfidentLearning(errors).rows(), errors.shortfalls(groups: groups))
        }
        return seconds
    }
}
