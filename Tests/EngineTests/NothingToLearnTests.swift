import Foundation
import Journal
import Learning
import Records
import Testing

@testable import Engine
@testable import Journal

/// A model without features says the same of every record: it is refused, or said.
@Suite struct NothingToLearnTests {
    @Test func `a project that would learn from no column is not made`() throws {
        let project = try Project(Sheet(80))
        var schema = Sheet.schema
        schema.features = []
        let refusal = #expect(throws: Refusal.self) { _ = try project.create(schema: schema) }
        #expect(refusal?.sentence == "No column is left to learn 'approved' from.")
        #expect(refusal?.nextStep.contains("--target none") == true)
        #expect(!FileManager.default.fileExists(atPath: project.directory))
    }

    @Test(arguments: Families.list.ids)
    func `a project that was made so before is not trained`(family: String) async throws {
        let project = try Project(Sheet(80))
        let workspace = try project.create()
        let settings = try #require(try workspace.store.setting("project"))
        let features = "\"features\":[\"age\",\"income\",\"city\",\"sex\"]"
        try #require(settings.contains(features))
        let none = settings.replacingOccurrences(of: features, with: "\"features\":[]")
        try workspace.store.commit(EventDraft(.policy), [.setting("project", none)])
        await workspace.close()
        let opened = try project.open()
        try await opened.configure(family: family)
        let refusal = await #expect(throws: Refusal.self) { try await opened.finish(.train) }
        #expect(refusal?.sentence == "No column is left to learn 'approved' from.")
        #expect(try opened.store.currentModel() == nil)
        await opened.close()
    }

    @Test func `columns without a value in any training record are refused by name`() async throws {
        var sheet = Sheet(80)
        for row in sheet.rows.indices { sheet.rows[row][1] = "" }
        var schema = Sheet.schema
        schema.features = ["income"]
        let project = try Project(sheet)
        let workspace = try project.create(schema: schema)
        do {
            let said = try await workspace.finish(.train)
            #expect(said.hasSuffix(TrainingResult.constantWarning))
        } catch let refusal as Refusal {
            #expect(refusal.sentence.contains("'income'"))
        }
        await workspace.close()
    }

    @Test func `so is a removal after which they don't any more`() async throws {
        var sheet = Sheet(80)
        for row in sheet.rows.indices { sheet.rows[row][2] = row < 6 ? "Brig" : "Alm" }
        var schema = Sheet.schema
        schema.features = ["city"]
        schema.testFraction = 0
        let project = try Project(sheet)
        let workspace = try await project.trained(schema: schema)
        _ = try await workspace.perform(.stage(rows: Array(0..<6), basis: nil, reason: ""))
        let said = try await workspace.finish(.apply())
        #expect(await workspace.lastRemoval?.removed == 6)
        #expect(said.hasSuffix("; \(TrainingResult.constantWarning)"))
        await workspace.close()
    }

    @Test func `columns that tell no record apart are said with the result`() async throws {
        var sheet = Sheet(80)
        for row in sheet.rows.indices { sheet.rows[row][2] = "Alm" }
        var schema = Sheet.schema
        schema.features = ["city"]
        let project = try Project(sheet)
        let workspace = try project.create(schema: schema)
        let said = try await workspace.finish(.train)
        #expect(said.hasSuffix("; \(TrainingResult.constantWarning)"))
        #expect(await workspace.lastTraining?.isConstant == true)
        await workspace.close()
        let usual = try Project(Sheet(80))
        let other = try usual.create()
        #expect(try await !other.finish(.train).contains(TrainingResult.constantWarning))
        await other.close()
    }
}
