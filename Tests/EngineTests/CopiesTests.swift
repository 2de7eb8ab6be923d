import Journal
import Learning
import Records
import TestSupport
import Testing

@testable import Engine

/// Equal records on both sides of the split.
@Suite struct CopiesTests {
    /// Every record stands twice; which of both trains, ids decide.
    private func doubled(_ seed: UInt64 = 7, schema: Schema = Sheet.schema) async throws -> (Project, Workspace) {
        let project = try Project(Sheet(160, twins: 80, seed: seed))
        return (project, try await project.trained(schema: schema))
    }

    /// The first pair whose first copy plays `first` and whose second plays `second`.
    private func pair(_ workspace: Workspace, _ first: Part, _ second: Part) async throws -> [Int] {
        let parts = await workspace.assignment.parts
        return try #require((0..<80).first { parts[$0] == first && parts[$0 + 80] == second }.map { [$0, $0 + 80] })
    }

    /// What a stranger gets who trains on the redacted copy.
    private func expectEqual(_ project: Project, _ workspace: Workspace, _ time: Int = 0) async throws {
        let stranger = try await project.retrained(without: workspace, name: "copy\(time).csv")
        #expect(try stranger.store.currentDigest() == workspace.store.currentDigest())
        await stranger.close()
    }

    @Test func `a record that trains is forgotten though its copy is held out, whichever comes first`() async throws {
        for (first, second) in [(Part.train, .test), (.test, .train), (.train, .selection)] as [(Part, Part)] {
            let (project, workspace) = try await doubled()
            let rows = try await pair(workspace, first, second)
            let trains = first == .train ? rows[0] : rows[1]
            let before = await workspace.snapshot.counts
            _ = try await workspace.perform(.stage(rows: [trains], basis: nil, reason: ""))
            let sentence =
                "2 equal records: 1 trains, 1 is held out; the one that trains is forgotten"
                + (first == .train ? ", and a held-out copy with it, since equal records can't be told apart" : "")
            #expect(await workspace.prediction?.warnings.first == sentence)
            let outcome = try await workspace.finish(.apply())
            #expect(outcome.contains(sentence))
            let result = try #require(await workspace.lastRemoval)
            #expect(result.removed == 1 && result.copies == sentence)
            #expect(result.heldOutAlong == (first == .train ? 1 : 0) && result.heldOutErased == 0)
            let after = await workspace.snapshot.counts
            #expect(after.training == before.training - 1)
            #expect(after.forgotten == (first == .train ? 2 : 1))
            #expect(await workspace.snapshot.isForgotten(trains))
            try await expectEqual(project, workspace)
            await workspace.close()
        }
    }

    @Test func `of copies on both sides it is said how many that train go, not that all do`() async throws {
        // Two contents of six copies each: parts differ between the copies of one.
        var sheet = Sheet(80)
        sheet.rows += (0..<12).map { sheet.rows[$0 % 2] }
        let project = try Project(sheet)
        let workspace = try await project.trained()
        let parts = await workspace.assignment.parts
        let copies = (0..<2).map { first in [first] + (0..<12).filter { $0 % 2 == first }.map { 80 + $0 } }
        let training = copies.map { $0.filter { parts[$0] == .train } }
        try #require(zip(copies, training).allSatisfy { $1.count > 1 && $1.count < $0.count })
        let one = await workspace.plan([training[0][0]], erase: false)
        #expect(one.copies?.contains("1 of those that train is forgotten") == true)
        let both = await workspace.plan([training[0][0], training[1][0]], erase: false)
        let gone = both.straddling.reduce(0) { $0 + $1.unlearned }
        #expect(gone == 2 && both.copies?.contains("of their copies 2 that train are forgotten") == true)
        await workspace.close()
    }

    @Test func `a held-out record stays, and so does its copy that trains`() async throws {
        let (project, workspace) = try await doubled()
        defer { withExtendedLifetime(project) {} }
        let rows = try await pair(workspace, .test, .train)
        let refusal = await #expect(throws: Refusal.self) { try await workspace.forget([rows[0]]) }
        #expect(refusal?.sentence == "This record was never trained on, so there is nothing to unlearn.")
        await workspace.close()
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `whatever copies go, it is as if the others had been alone`(seed: UInt64) async throws {
        var random = Seeded(seed)
        let sheet = Sheet(120, seed: seed)
        // Up to six copies of a record.
        let rows = sheet.rows.prefix(50).flatMap { Array(repeating: $0, count: Int.random(in: 1...6, using: &random)) }
        var many = sheet
        many.rows = rows.shuffled(using: &random)
        let project = try Project(many)
        let workspace = try await project.trained()
        for (time, erase) in [false, false, true].enumerated() {
            let parts = await workspace.assignment.parts
            let forgotten = await workspace.forgotten
            let there = parts.indices.filter { !forgotten[$0] }.shuffled(using: &random)
            let asked = Array(there.prefix(12))
            let trains = asked.count { parts[$0] == .train }
            let before = await workspace.snapshot.counts
            _ = try await workspace.perform(.stage(rows: asked, basis: nil, reason: ""))
            try await workspace.finish(.apply(erase: erase))
            let after = await workspace.snapshot.counts
            #expect(after.training <= before.training - trains)
            if !erase { #expect(after.training == before.training - trains) }
            for row in asked where parts[row] == .train || erase { #expect(await workspace.snapshot.isForgotten(row)) }
            try await expectEqual(project, workspace, time)
        }
        await workspace.close()
    }

    @Test func `copies across the split are said at training, with the accuracy without them`() async throws {
        let (project, workspace) = try await doubled()
        defer { withExtendedLifetime(project) {} }
        let said = try await workspace.finish(.train)
        let result = try #require(await workspace.lastTraining)
        let assignment = await workspace.assignment
        let copied = assignment.test.filter { assignment.parts[$0 < 80 ? $0 + 80 : $0 - 80] == .train }
        #expect(result.heldOutCopies == copied.count && !copied.isEmpty)
        let learned = try #require(await workspace.learned)
        let others = assignment.test.filter { !copied.contains($0) }
        let labels = await workspace.dataset.labels
        let right = others.count { labels[$0] == learned.isPositive($0) }
        #expect(result.accuracyWithoutCopies == Double(right) / Double(others.count))
        #expect(
            try said.hasSuffix(
                "\(copied.count) records that it is measured on are copies of records that it was trained on; the accuracy without them is \(#require(result.accuracyWithoutCopies).fixed(3))"
            ))
        await workspace.close()
    }

    @Test func `records that differ only in their id are copies, and each is forgotten by its own`() async throws {
        var random = Seeded(3)
        let rows = Sheet(160, twins: 80).rows.enumerated().map { ["id\($0.offset)"] + $0.element }
        let text = ([["key"] + Sheet.header] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
        var schema = Sheet.schema
        schema.idColumn = "key"
        let project = try Project(text: text)
        let workspace = try await project.trained(schema: schema)
        #expect(try #require(await workspace.lastTraining).heldOutCopies > 0)
        let training = await workspace.rows(in: .train)
        let row = try #require(training.randomElement(using: &random))
        _ = try await workspace.perform(.stage(rows: [row], basis: nil, reason: ""))
        #expect(await workspace.prediction?.twinsLeft == [row < 80 ? row + 80 : row - 80])
        try await workspace.finish(.apply())
        #expect(await workspace.lastRemoval?.removed == 1)
        #expect(await workspace.lastRemoval?.copies == nil)
        #expect(await workspace.forgotten.indices.filter { workspace.mailbox.latest.isForgotten($0) } == [row])
        await workspace.close()
    }
}
