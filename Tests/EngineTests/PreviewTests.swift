import Fairness
import Journal
import Records
import Synchronization
import TestSupport
import Testing

@testable import Engine

@Suite struct PreviewTests {
    let project: Project

    init() throws { project = try Project(Sheet(240, twins: 20)) }

    @Test func `a preview measures what applying gives, publishes nothing and is no event`() async throws {
        let workspace = try await project.trained()
        _ = try await workspace.perform(.stage(rows: Array(40..<70), basis: nil, reason: ""))
        let before = await workspace.snapshot
        let model = try workspace.store.currentModel()
        let decided = await workspace.decided
        try await workspace.finish(.preview())
        let after = await workspace.snapshot
        #expect(await workspace.decided == decided)
        #expect(after.events.count == before.events.count)
        #expect(after.models == before.models)
        #expect(try workspace.store.currentModel() == model)
        #expect(try after.evaluation?.json() == before.evaluation?.json())
        #expect(after.overlay.numbers["model.score"] == before.overlay.numbers["model.score"])
        #expect(after.canUndo)
        let preview = try #require(after.preview)
        #expect(!preview.published)
        try await workspace.finish(.apply())
        let result = try #require(await workspace.lastRemoval)
        #expect(preview.snapshot.after == result.snapshot.after)
        #expect(try preview.after.json() == result.after.json())
        #expect(await workspace.snapshot.preview == nil)
        await workspace.close()
    }

    @Test func `a preview is gone once another decision was taken`() async throws {
        let workspace = try await project.trained()
        let rows = await workspace.training(2)
        _ = try await workspace.perform(.stage(rows: [rows[0]], basis: nil, reason: ""))
        try await workspace.finish(.preview())
        #expect(await workspace.snapshot.preview != nil)
        _ = try await workspace.perform(.stage(rows: [rows[1]], basis: nil, reason: ""))
        #expect(await workspace.snapshot.preview == nil)
        await workspace.close()
    }

    @Test func `a preview of a queue that changed meanwhile is not shown`() async throws {
        let workspace = try await project.trained()
        let rows = await workspace.training(2)
        _ = try await workspace.perform(.stage(rows: [rows[0]], basis: nil, reason: ""))
        let job = try #require(try await workspace.perform(.preview()).job)
        _ = try await workspace.perform(.stage(rows: [rows[1]], basis: nil, reason: ""))
        #expect(await workspace.finished(job).state == .done)
        #expect(await workspace.snapshot.preview == nil)
        await workspace.close()
    }

    @Test func `the prediction counts what is staged, and knows the copies that would stay`() async throws {
        let workspace = try await project.trained()
        #expect(await workspace.snapshot.prediction == nil)
        let rows = Array(100..<140)
        let parts = await workspace.assignment.parts
        _ = try await workspace.perform(.stage(rows: rows, basis: nil, reason: ""))
        var prediction = try #require(await workspace.snapshot.prediction)
        #expect(prediction.training == rows.count { parts[$0] == .train })
        #expect(prediction.heldOut == rows.count - prediction.training)
        #expect(prediction.twinsLeft.isEmpty)
        #expect(prediction.passes > 0)
        _ = try await workspace.perform(.stage(rows: [3], basis: nil, reason: ""))
        prediction = try #require(await workspace.snapshot.prediction)
        #expect(prediction.twinsLeft == [223])
        _ = try await workspace.perform(.stage(rows: [223], basis: nil, reason: ""))
        #expect(await workspace.snapshot.prediction?.twinsLeft == [])
        _ = try await workspace.perform(.unstage(rows: rows + [3, 223]))
        #expect(await workspace.snapshot.prediction == nil)
        await workspace.close()
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `whatever copies are staged, the prediction counts what the removal then takes`(seed: UInt64) async throws {
        let project = try Project(Sheet(120, twins: 50, seed: seed))
        let workspace = try await project.trained()
        var random = Seeded(seed)
        for _ in 0..<2 {
            let rows = (0..<20).map { _ in Int.random(in: 0..<120, using: &random) }
            _ = try await workspace.perform(.stage(rows: rows, basis: nil, reason: ""))
            let prediction = try #require(await workspace.snapshot.prediction)
            try await workspace.finish(.apply())
            let result = try #require(await workspace.lastRemoval)
            #expect(prediction.training == result.removed && prediction.heldOut == result.heldOutSkipped)
        }
        await workspace.close()
    }

    @Test func `a group that loses three tenths of its training records is named`() async throws {
        let sheet = Sheet(240, twins: 20)
        let workspace = try await project.trained(schema: Sheet.byCity)
        let parts = await workspace.assignment.parts
        let dunn = sheet.rows.indices.filter {
            sheet.rows[$0][2] == "Dunn" && parts[$0] == .train && $0 >= 20 && $0 < 220
        }
        let all = sheet.rows.indices.count { sheet.rows[$0][2] == "Dunn" && parts[$0] == .train }
        let few = Int((0.3 * Double(all)).rounded(.up))
        _ = try await workspace.perform(.stage(rows: Array(dunn.prefix(few - 1)), basis: nil, reason: ""))
        #expect(await workspace.snapshot.prediction?.erodedGroups == [])
        _ = try await workspace.perform(.stage(rows: [dunn[few - 1]], basis: nil, reason: ""))
        #expect(await workspace.snapshot.prediction?.erodedGroups.map { $0.hasSuffix("of city=Dunn") } == [true])
        await workspace.close()
    }

    @Test func `a preview says what was predicted of cost and of every gap, beside what was measured`() async throws {
        let project = try Project(Sheet(600))
        let workspace = try await project.trained()
        let women = try workspace.mailbox.latest.rows(
            Query(filter: try Filter(parsing: "split:train sex=woman approved=no")))
        let rows = Array(women.prefix(40))
        try await workspace.finish(.preview(rows: rows))
        let preview = try #require(await workspace.preview)
        let prediction = try #require(preview.prediction)
        #expect(prediction.training == 40 && prediction.passes > 0 && prediction.seconds > 0)
        #expect(
            prediction.gaps.map(\.metric) == [
                "demographicParityDifference", "equalOpportunityDifference", "falsePositiveRateDifference",
            ])
        #expect(prediction.gaps.allSatisfy { $0.column == "sex" && $0.high == "man" && $0.low == "woman" })
        let focus = try #require(await workspace.snapshot.focus)
        #expect(prediction.gaps[0].now == focus.gap)
        #expect(prediction.gaps.allSatisfy { $0.range.contains($0.change) && $0.then - $0.now == $0.change })
        // Refusals of women are what makes the gap; without them it is predicted to narrow.
        #expect(prediction.gaps[0].change < 0)
        await workspace.close()
    }

    @Test func `other records of the same person that would stay are named`() async throws {
        var sheet = Sheet(160)
        for row in sheet.rows.indices { sheet.rows[row][2] = "person \(row / 4)" }
        let project = try Project(sheet)
        var schema = Sheet.schema
        schema.features = ["age", "income", "sex"]
        schema.subjectColumn = "city"
        let workspace = try await project.trained(schema: schema)
        let row = try #require(await workspace.training(40).last)
        _ = try await workspace.perform(.stage(rows: [row], basis: nil, reason: ""))
        let others = (row / 4 * 4..<row / 4 * 4 + 4).filter { $0 != row }
        let prediction = try #require(await workspace.prediction)
        #expect(prediction.subjectLeft == others)
        #expect(prediction.warnings.contains { $0.hasPrefix("3 other records of the same person would stay: rows") })
        _ = try await workspace.perform(.stage(rows: [others[0]], basis: nil, reason: ""))
        #expect(await workspace.prediction?.subjectLeft == Array(others.dropFirst()))
        await workspace.close()
    }
}
