import Fairness
import Foundation
import Journal
import Records
import TestSupport
import Testing

@testable import Engine
@testable import Journal

/// What is read of a project is checked; what is a function of the model is computed again.
@Suite struct DamageTests {
    let project: Project
    let database: String

    init() throws {
        project = try Project(Sheet(160))
        database = project.directory + "/project.sqlite"
    }

    private func looking() throws -> Workspace {
        try ProjectFiles.open(project.directory, session: session("ada"), clock: .fixed(), readOnly: true)
    }

    /// What an audit prints of a report.
    private func report(_ workspace: Workspace) async throws -> String? {
        try await workspace.look().evaluation?.report.json()
    }

    /// A trained project, closed; with its report and its model.
    private func closed() async throws -> (report: String, model: ModelRecord) {
        let workspace = try await project.trained()
        try await workspace.forget(await workspace.training(5))
        let report = try #require(try await workspace.evaluation?.report.json())
        let model = try #require(try workspace.store.currentModel())
        await workspace.close()
        return (report, model)
    }

    @Test func `no flipped byte of models and figures changes a figure or a score unsaid`() async throws {
        let (before, model) = try await closed()
        let clean = try Data(contentsOf: URL(fileURLWithPath: database))
        let reader = try looking()
        let figures = try Data(#require(try reader.store.figures(for: model.digest)).utf8)
        await reader.close()
        let weights = try #require(model.bytes)
        var random = Seeded(3)
        var (noticed, refused, unharmed) = (0, 0, 0)
        for round in 0..<60 {
            var bytes = clean
            // Wherever the file holds these 32 bytes of it, one bit is another.
            let text = round % 2 == 0 ? weights : figures
            let at = Int.random(in: 0..<(text.count - 32), using: &random)
            let bit = UInt8(1) << UInt8.random(in: 0..<8, using: &random)
            var start = bytes.startIndex
            while let range = bytes.range(of: text[at..<(at + 32)], in: start..<bytes.endIndex) {
                bytes[range.lowerBound + 5] ^= bit
                start = range.upperBound
            }
            try bytes.write(to: URL(fileURLWithPath: database))
            do {
                let workspace = try looking()
                #expect(try await report(workspace) == before)
                let read = try workspace.store.currentModel()
                #expect(read?.isDamaged == true || read?.bytes == model.bytes)
                let isMended = await !workspace.notices.isEmpty
                if isMended || read?.isDamaged == true { noticed += 1 } else { unharmed += 1 }
                await workspace.close()
            } catch is Refusal {
                refused += 1
            } catch is DecodingError {
                refused += 1
            } catch let failure as StoreFailure {
                #expect(failure.kind == .damaged)
                refused += 1
            }
        }
        // Where the same bytes stand in the settings too, the project is not opened.
        #expect(
            noticed >= 30 && noticed + refused >= 50, "noticed \(noticed), refused \(refused), unharmed \(unharmed)")
    }

    @Test func `damaged figures are computed again from the model, read-only and for good`() async throws {
        let (before, _) = try await closed()
        let writer = try project.open()
        try writer.store.execute("UPDATE figures SET json = replace(json, '\"accuracy\":', '\"accuracy\": ')")
        await writer.close()
        let reader = try looking()
        #expect(try await report(reader) == before)
        #expect(await reader.notices.count == 1)
        #expect(await reader.notices[0].hasSuffix("were damaged; these were computed again from the model."))
        await reader.close()
        let reopened = try await project.reopened()
        #expect(try await reopened.evaluation?.report.json() == before)
        // Of both models, for the one before is kept too.
        #expect(await reopened.notices.count == 2)
        #expect(await reopened.snapshot.savePoints.count == 2)
        #expect(await reopened.events.count { $0.object["outcome"] == "computed again" } == 2)
        await reopened.close()
        let again = try looking()
        #expect(try await report(again) == before)
        #expect(await again.notices.isEmpty)
        await again.close()
    }

    @Test func `figures that are no JSON stop neither reading nor exporting`() async throws {
        let (before, _) = try await closed()
        let writer = try project.open()
        try writer.store.forge("UPDATE figures SET json = '{', digest = '\(Digest.line(Array("{".utf8)))'")
        await writer.close()
        let reader = try looking()
        #expect(try await report(reader) == before)
        await reader.close()
        let writing = try project.open()
        _ = try await writing.complete(.write(.bundle(path: project.path("bundle"))))
        #expect(try Bundle.verify(at: project.path("bundle")).exitCode == 0)
        await writing.close()
    }

    @Test(arguments: ["logistic", "bayes", "trees"])
    func `a model whose bytes are damaged is trained again, to the same digest`(family: String) async throws {
        let workspace = try await project.trained()
        try await workspace.configure(family: family)
        try await workspace.finish(.train)
        try await workspace.forget(await workspace.training(5))
        let model = try #require(try workspace.store.currentModel())
        try workspace.store.execute(
            "UPDATE models SET bytes = CAST(bytes || x'00' AS BLOB) WHERE digest = '\(model.digest)'")
        await workspace.close()
        let reader = try looking()
        // What was kept of its figures is whole; what needs the model says why there is none.
        #expect(await reader.look().evaluation != nil)
        let schema = await reader.snapshot.schema
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await reader.report(schema, AuditSettings())
        }
        #expect(refusal?.kind == .badData && refusal?.sentence.contains("are damaged") == true)
        await reader.close()
        let reopened = try await project.reopened()
        #expect(try reopened.store.currentModel() == model)
        #expect(await reopened.notices.count == 1)
        #expect(await reopened.events.last { $0.action == .publish }?.object["outcome"] == "trained again")
        try await reopened.finish(.prove)
        #expect(await reopened.lastProof?.equal == true)
        await reopened.close()
    }
}
