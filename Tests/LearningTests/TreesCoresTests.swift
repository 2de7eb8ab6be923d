import Records
import Synchronization
import TestSupport
import Testing

@testable import Learning

/// How many cores there are, and who watches, changes nothing.
@Suite struct TreesCoresTests {
    private let sample = TreesSample(count: 900, seed: 21, classes: 3)
    private let model = ExtraTrees(TreesSample.recipe(TreesRecipe(trees: 9, share: 0.4)))

    @Test func `one, two and four cores give the same bytes and margins`() throws {
        let rows = Array(sample.indices)
        let examples = sample.examples(rows)
        var bytes: Set<[UInt8]> = []
        var margins: Set<[Double]> = []
        for cores in [1, 2, 4] {
            try Parallel.$width.withValue(cores) {
                let before = try model.fit(examples, rows: rows)
                let after = try model.forget(
                    before, examples: examples, retained: Array(40..<900), removed: Array(0..<40))
                bytes.insert(before.parameters(examples) + after.parameters(examples))
                margins.insert(after.margins(examples, rows: rows))
            }
        }
        #expect(bytes.count == 1)
        #expect(margins.count == 1)
    }

    @Test(arguments: [1, 3])
    func `progress is reported tree by tree and never goes back`(_ cores: Int) throws {
        let reports = Mutex<[Progress]>([])
        let work = Work(report: { progress in reports.withLock { $0.append(progress) } }, cancellation: Cancellation())
        let rows = Array(sample.indices)
        let examples = sample.examples(rows)
        try Parallel.$width.withValue(cores) {
            let before = try model.fit(examples, rows: rows, work: work)
            _ = try model.forget(
                before, examples: examples, retained: Array(40..<900), removed: Array(0..<40), work: work)
        }
        let all = reports.withLock { $0 }
        for phase in ["growing trees", "forgetting in trees"] {
            let reports = all.filter { $0.phase == phase }
            #expect(reports.map(\.fraction) == reports.map(\.fraction).sorted())
            #expect(reports.last == Progress(phase: phase, fraction: 1, detail: "9 of 9 trees"))
            #expect(reports.count >= 9)
        }
    }

    @Test(arguments: [1, 3])
    func `a cancelled job leaves the model as it was`(_ cores: Int) throws {
        let rows = Array(sample.indices)
        let examples = sample.examples(rows)
        let before = try model.fit(examples, rows: rows)
        let bytes = before.parameters(examples)
        for patience in [0, 3, 8] {
            let steps = Mutex(0)
            let work = Work(
                report: { _ in steps.withLock { $0 += 1 } },
                cancellation: Cancellation { steps.withLock { $0 } >= patience })
            Parallel.$width.withValue(cores) {
                #expect(throws: CancellationError.self) {
                    try model.forget(
                        before, examples: examples, retained: Array(40..<900), removed: Array(0..<40), work: work)
                }
                #expect(throws: CancellationError.self) { try model.fit(examples, rows: rows, work: work) }
            }
            #expect(steps.withLock { $0 } == patience)
            #expect(before.parameters(examples) == bytes)
        }
    }
}
