import Learning
import ModelSuite
import Records
import Synchronization
import Testing

/// A count that closures on any thread may raise.
final class Counter: Sendable {
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    func increment() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}

@Suite struct DisagreementTests {
    @Test func `labels that were flipped stand out`() throws {
        var sample = Sample(count: 300, seed: 31)
        // Labels that the features explain, then eight of them wrong.
        sample.labels = sample.rows.map { (Int($0[0]) ?? 0) > 45 }
        let flipped = Set(stride(from: 5, to: 300, by: 37))
        for row in flipped { sample.labels[row].toggle() }
        let features = try Features(recipe: sample.recipe.features, table: sample.table)
        let losses = try Disagreement.losses(
            recipe: sample.recipe, examples: Examples(features, sample.labels), rows: Array(0..<300), seed: 1)
        let found = RankStatistics.auc(scores: losses, labels: (0..<300).map(flipped.contains))
        #expect(try #require(found) > 0.9)
        #expect(losses.allSatisfy { $0 > 0 && $0.isFinite })
    }

    @Test func `the losses are those of models that never saw the record`() throws {
        let sample = Sample(count: 300, seed: 32)
        let features = try Features(recipe: sample.recipe.features, table: sample.table)
        var labels = sample.labels
        let losses = try Disagreement.losses(
            recipe: sample.recipe, examples: Examples(features, labels), rows: Array(0..<300), seed: 1)
        // Turning one label changes its own model's opinion of it not at all: e^(−loss) of either label sum to 1.
        labels[17].toggle()
        let turned = try Disagreement.losses(
            recipe: sample.recipe, examples: Examples(features, labels), rows: Array(0..<300), seed: 1)
        let sum = Elementary.exp(nonPositive: -losses[17]) + Elementary.exp(nonPositive: -turned[17])
        #expect(abs(sum - 1) < 1e-12)
        #expect(losses[18...].elementsEqual(turned[18...]) == false)
    }

    @Test func `progress goes from fold to fold and cancelling stops it`() throws {
        let sample = Sample(count: 300, seed: 33)
        let features = try Features(recipe: sample.recipe.features, table: sample.table)
        let seen = Mutex<[Learning.Progress]>([])
        _ = try Disagreement.losses(
            recipe: sample.recipe, examples: Examples(features, sample.labels), rows: Array(0..<300), seed: 1,
            work: Work(report: { progress in seen.withLock { $0.append(progress) } }, cancellation: Cancellation()))
        let reports = seen.withLock { $0 }
        #expect(reports.allSatisfy { $0.phase == "judging labels" && (0...1).contains($0.fraction) })
        #expect(reports.last?.detail == "5 of 5")
        let counter = Counter()
        #expect(throws: CancellationError.self) {
            try Disagreement.losses(
                recipe: sample.recipe, examples: Examples(features, sample.labels), rows: Array(0..<300), seed: 1,
                work: Work(cancellation: Cancellation { counter.increment() > 12 }))
        }
    }
}
