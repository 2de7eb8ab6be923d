import Fairness
import Foundation
import Journal
import Learning
import Records
import Testing

@testable import Engine

/// The first records of the bundled data, as they are guessed.
@Suite struct BundledDataTests {
    private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("fixtures").path

    /// A file of the first `count` records of a bundled one.
    private func project(_ name: String, _ count: Int) throws -> Project {
        let table = try Table(path: "\(Self.fixtures)/\(name).csv")
        let whole = try Project(text: "")
        try table.writeCopy(without: Set(count..<table.rowCount), to: whole.file, ifTaken: .replaced)
        return whole
    }

    @Test(arguments: ["decisions", "comments"])
    func `records are found, forgotten and proven forgotten`(name: String) async throws {
        let project = try project(name, 600)
        var schema = Schema.guessed(for: try Table(path: project.file))
        schema.groups = [name == "decisions" ? "sex" : "identity"]
        let workspace = try await project.trained(schema: schema)
        var snapshot = await workspace.snapshot
        #expect((snapshot.evaluation?.accuracy ?? 0) > 0.6)
        let worst = try snapshot.rows(
            Query(
                filter: try Filter(parsing: "split:train"),
                sort: [SortKey(name: "model.disagreement", descending: true)]))
        let losses = try #require(snapshot.overlay.numbers["model.disagreement"])
        #expect(worst.count == snapshot.counts.training)
        #expect(worst.map { losses[$0] } == losses.filter { !$0.isNaN }.sorted(by: >))
        if name == "comments" {
            let hits = try snapshot.rows(Query(filter: try Filter(parsing: "hit:any")))
            #expect(!hits.isEmpty && hits.allSatisfy { !snapshot.evidence($0).isEmpty })
        }
        let gone = Array(worst.prefix(40))
        _ = try await workspace.perform(.flag(.biased, on: true, rows: gone, reason: ""))
        try await workspace.forget(gone)
        let result = try #require(await workspace.lastRemoval)
        #expect(result.removed == 40 && result.before.n == result.after.n)
        let retrained = try await project.retrained(without: workspace)
        let allowed = try workspace.store.bound() + retrained.store.bound()
        #expect(try distance(workspace.store.weights(), retrained.store.weights()) <= allowed)
        snapshot = await workspace.snapshot
        #expect(snapshot.evaluation?.records == retrained.mailbox.latest.evaluation?.records)
        #expect(snapshot.queue.isEmpty)
        await retrained.close()
        await workspace.close()
    }
}
