import Fairness
import Foundation
import Journal
import Learning
import Records
import TestSupport
import Testing

@testable import Engine

/// A prediction speaks the unit of what it stands beside, and is near what is measured, or says that it can't know.
@Suite struct GapPredictionTests {
    /// One removal: what was predicted of the parity gap, and what was measured on both halves.
    struct Trial {
        var prediction: GapPrediction
        var onSelection: Double
        var onTest: Double
        /// What one decision changes.
        var grain: Double
    }

    /// Removes records and measures, publishing nothing.
    static func trial(_ workspace: Workspace, _ rows: [Int]) async throws -> Trial? {
        let plan = await workspace.plan(rows, erase: false)
        try await workspace.prepareGround()
        let input = try await workspace.removalInput()
        let column = try #require(input.focusColumn)
        guard
            let prediction = try input.learner.predictedGaps(
                input.learned, input.assignment, without: plan.unlearned, column: column,
                work: .silent
            ).first
        else { return nil }
        let removal = try input.removal(plan, .silent(input.learner.dataset.table))
        let values = try input.learner.dataset.table.column(named: column)
        func change(_ rows: [Int]) -> (Double, Double) {
            func rate(_ group: String, _ learned: Learned) -> (Double, Double) {
                let rows = rows.filter { values.text($0) == group }
                return (Double(rows.count(where: learned.isPositive)) / Double(rows.count), 1 / Double(rows.count))
            }
            let (a, b) = (rate(prediction.high, removal.learned), rate(prediction.low, removal.learned))
            let (c, d) = (rate(prediction.high, input.learned), rate(prediction.low, input.learned))
            return ((a.0 - b.0) - (c.0 - d.0), a.1 + b.1)
        }
        let selection = change(input.assignment.selection)
        return Trial(
            prediction: prediction, onSelection: selection.0, onTest: change(input.assignment.test).0,
            grain: selection.1)
    }

    /// Random removals of 1 to 10 % of the training records, of one group with one label, and of any.
    static func trials(
        _ workspace: Workspace, groups: [String], labels: [String], seed: UInt64
    ) async throws -> [Trial] {
        var random = Seeded(seed)
        var trials: [Trial] = []
        let training = await workspace.training(.max)
        let snapshot = await workspace.snapshot
        for share in [0.01, 0.02, 0.05, 0.1] {
            for filter in [""] + groups.flatMap({ group in labels.map { "\(group) \($0)" } }) {
                let found = Set(try snapshot.rows(Query(filter: try Filter(parsing: filter))))
                let rows = training.filter(found.contains).shuffled(using: &random)
                let count = Int(share * Double(training.count))
                guard rows.count > count + 10 else { continue }
                if let trial = try await trial(workspace, Array(rows.prefix(count))) { trials.append(trial) }
            }
        }
        return trials
    }

    static func check(_ trials: [Trial]) {
        // On the half that it was predicted on it is one decision away, or a quarter of what happens.
        for trial in trials {
            let missed = abs(trial.prediction.change - trial.onSelection)
            #expect(missed <= max(0.25 * abs(trial.onSelection), 1.5 * trial.grain), "\(trial)")
        }
        // On the other half within the range that is said, but for one in ten.
        let within = trials.count { $0.prediction.range.contains($0.onTest) }
        #expect(Double(within) >= 0.9 * Double(trials.count), "\(within) of \(trials.count)")
        // What is not called uncertain is within a quarter.
        for trial in trials where !trial.prediction.isUncertain {
            #expect(abs(trial.prediction.change - trial.onTest) <= 0.25 * abs(trial.prediction.change) + trial.grain)
        }
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `predictions of invented decisions are near what is measured, or say that they can't know`(
        seed: UInt64
    ) async throws {
        let project = try Project(Sheet(1600, seed: seed))
        let workspace = try await project.trained()
        let trials = try await Self.trials(
            workspace, groups: ["sex=woman", "sex=man"], labels: ["approved=yes", "approved=no"], seed: seed)
        #expect(trials.count > 12)
        Self.check(trials)
        #expect(trials.contains { abs($0.onSelection) > 0.03 })
        await workspace.close()
    }

    @Test func `the bundled decisions, too`() async throws {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOfFile: folder.path + "/fixtures/decisions.csv", encoding: .utf8)
        let project = try Project(text: text)
        let schema = Schema.guessed(for: try Table(path: project.file))
        let workspace = try await project.trained(schema: schema)
        let trials = try await Self.trials(
            workspace, groups: ["sex=female", "sex=male"], labels: ["approved=yes", "approved=no"], seed: 1)
        #expect(trials.count > 8)
        Self.check(trials)
        await workspace.close()
    }

    @Test func `the queue says the rate gap after it, counted again under the weights of one step`() async throws {
        let project = try Project(Sheet(600))
        let workspace = try await project.trained()
        let rows = Array(
            try workspace.mailbox.latest.rows(Query(filter: try Filter(parsing: "split:train sex=woman approved=no")))
                .prefix(30))
        _ = try await workspace.perform(.stage(rows: rows, basis: nil, reason: ""))
        await workspace.settled()
        let gap = try #require(await workspace.snapshot.prediction?.gap)
        let focus = try #require(await workspace.snapshot.focus)
        #expect(gap.now == focus.gap && gap.change < 0 && gap.range.contains(gap.change))
        try await workspace.finish(.preview())
        #expect(await workspace.preview?.prediction?.gaps.first == gap)
        // Another queue has another.
        _ = try await workspace.perform(.unstage(rows: Array(rows.prefix(29))))
        await workspace.settled()
        let other = await workspace.snapshot.prediction?.gap
        #expect(other != nil && other != gap)
        await workspace.close()
    }
}
