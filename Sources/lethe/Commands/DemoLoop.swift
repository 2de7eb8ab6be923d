import Engine
import Fairness
import Foundation
import Journal
import Records

/// The demo without a screen: find, flag, stage, apply, compare, write; each step said, each by the same commands as
/// the keys give.
struct DemoLoop: Sendable {
    /// One thing that an auditor looks for: a filter, an order, how many of the first, and the flag they get.
    struct Step: Sendable {
        let filter: String
        let sort: String
        let count: Int
        let flag: Journal.Flag
    }

    let steps: [Step]

    static func named(_ name: String) throws -> DemoLoop {
        guard let loop = all[name] else { throw Refusal.unknown("demo", name, among: all.keys.sorted()) }
        return loop
    }

    private static let all: [String: DemoLoop] = [
        "decisions": DemoLoop(steps: [
            Step(filter: "split:train sex=female approved=no", sort: "model.disagreement", count: 240, flag: .biased)
        ]),
        "comments": DemoLoop(steps: [
            Step(filter: "split:train hit:pii.email", sort: "row", count: 100, flag: .private),
            Step(
                filter: "split:train hit:word toxic=0 -identity=none", sort: "model.disagreement", count: 90,
                flag: .mislabelled),
            Step(
                filter: "split:train identity=immigrants toxic=1 -hit:word", sort: "model.disagreement", count: 160,
                flag: .biased),
        ]),
    ]

    func run(_ workspace: Workspace, json: Bool) async throws {
        try await workspace.begin()
        Narration.say("training on the bundled records …")
        await workspace.settled()
        for step in steps {
            let snapshot = await workspace.snapshot
            let query = Query(
                filter: try Filter(parsing: step.filter),
                sort: [SortKey(name: step.sort, descending: step.sort != "row")])
            let rows = Array(try snapshot.rows(query).prefix(step.count))
            let echo = try await workspace.perform(.flag(step.flag, on: true, rows: rows, reason: "demo"))
            Narration.say(
                "\(step.filter), sorted by \(step.sort): \(echo.fact)")
        }
        let snapshot = await workspace.snapshot
        _ = try await workspace.perform(
            .stage(rows: snapshot.flags.indices.filter { !snapshot.flags[$0].isEmpty }, basis: nil, reason: "demo"))
        Narration.say("staged \(await workspace.snapshot.counts.staged.grouped) records; applying …")
        if let job = try await workspace.perform(.apply()).job { Narration.say(try await workspace.outcome(of: job)) }
        guard let result = await workspace.lastRemoval else {
            throw Refusal.unexpected("A removal that ended well has no result")
        }
        let bundle = workspace.directory + "/journal"
        Narration.say(try await workspace.complete(.write(.bundle(path: bundle))).fact)
        await workspace.close()
        if json {
            try Output.json(result)
        } else {
            ComparisonText(comparison: result.change).lines.forEach(Output.line)
        }
    }
}
