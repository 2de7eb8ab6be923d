import Foundation
import Journal
import Records
import Testing

@testable import Engine

@Suite struct RememberedTests {
    let project: Project

    init() throws { project = try Project() }

    @Test func `how the screen was left comes back, and is no part of what events bind`() async throws {
        let workspace = try await project.trained()
        #expect(await workspace.remembered() == nil)
        var left = Remembered()
        (left.page, left.filter, left.metric, left.group) = ("fairness", "sex=Female", "truePositiveRate", "sex")
        left.sort = [.init(column: "model.score", descending: true)]
        left.hidden = ["age"]
        left.marks = await workspace.ids([1, 2]).map(\.description)
        let events = await workspace.events.count
        await workspace.remember(left)
        #expect(await workspace.remembered() == left)
        #expect(await workspace.events.count == events)
        #expect(try workspace.store.verifyChain().exitCode == 0)
        await workspace.close()
    }

    @Test func `an erasure purges what names its records, by id or by value, to the last byte`() async throws {
        let workspace = try await project.trained(policy: Policy(earlierModels: .no))
        let training = await workspace.rows(in: .train)
        let rows = Array(training.prefix(3))
        let ids = await workspace.ids(rows).map(\.description)
        var left = Remembered()
        left.page = "records"
        left.cursor = ids[0]
        left.marks = ids + (await workspace.ids([training[9]]).map(\.description))
        left.filter = "id:\(ids[1].prefix(12))"
        left.filters = ["row:1..5", left.filter]
        await workspace.remember(left)
        for id in ids { #expect(try !project.filesHolding(Data(id.utf8)).isEmpty) }
        _ = try await workspace.perform(.stage(rows: rows, basis: nil, reason: ""))
        _ = try await workspace.finish(.apply(erase: true))
        for id in ids { #expect(try project.filesHolding(Data(id.utf8)).isEmpty) }
        #expect(try project.filesHolding(Data(ids[1].prefix(12).utf8)).isEmpty)
        #expect(await workspace.remembered() == nil)
        // The screen is still open, and leaves with all of it in hand.
        await workspace.remember(left)
        let kept = try #require(await workspace.remembered())
        #expect(kept.cursor == nil && kept.filter.isEmpty && kept.filters == ["row:1..5"] && kept.marks.count == 1)
        for id in ids { #expect(try project.filesHolding(Data(id.utf8)).isEmpty) }
        await workspace.close()
    }

    @Test func `a filter that repeats what an erased record said is let go of, and one of others stays`() {
        var left = Remembered()
        left.filter = "name~\"Hopper\""
        left.filters = ["age>=40", "letter~/hopper's/", "sex=F", "sex=M"]
        let kept = left.without(["00"], contents: [["Grace Hopper", "F", "dear Hopper's aunt"]])
        #expect(kept.filter.isEmpty && kept.filters == ["age>=40", "sex=M"])
        #expect(left.without([], contents: []) == left)
    }
}
