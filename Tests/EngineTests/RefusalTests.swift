import Foundation
import Journal
import Learning
import Records
import Testing

@testable import Engine

/// Bad input is refused, and the published model is as it was.
@Suite struct RefusalTests {
    let project: Project

    init() throws { project = try Project(Sheet(160)) }

    private func expectUntouched(_ workspace: Workspace, _ model: ModelRecord?, _ decided: Decided) async throws {
        #expect(try workspace.store.currentModel() == model)
        #expect(await workspace.decided == decided)
        #expect(try await workspace.stored() == decided)
        #expect(try workspace.store.pendingJobs().isEmpty)
        #expect(await workspace.applying.isEmpty)
    }

    @Test func `a training that can not be settled says so, and leaves the model`() async throws {
        let workspace = try await project.trained()
        let (model, decided) = (try workspace.store.currentModel(), await workspace.decided)
        var recipe = try await workspace.frozenRecipe()
        // Past what double precision reaches, at sizes that eat every digit.
        recipe.family = .logistic(LogisticRecipe(form: .sum(c: 1e300), tolerance: 1e-10))
        recipe.features.numbers = recipe.features.numbers.map {
            FeatureRecipe.Number(column: $0.column, center: 0, width: 1e-200, clip: .greatestFiniteMagnitude)
        }
        try await workspace.declare(recipe)
        await #expect(throws: Refusal.self) { try await workspace.finish(.train) }
        try await expectUntouched(workspace, model, decided)
        #expect(await workspace.events.last?.object["outcome"] == "failed")
        await workspace.close()
    }

    @Test func `a removal that can not be settled says so, and leaves model and queue`() async throws {
        let workspace = try await project.trained()
        let rows = await workspace.training(5)
        _ = try await workspace.perform(.stage(rows: rows, basis: nil, reason: ""))
        let (model, decided) = (try workspace.store.currentModel(), await workspace.decided)
        try await workspace.learnInfinitely()
        await #expect(throws: (any Error).self) { try await workspace.finish(.apply()) }
        try await expectUntouched(workspace, model, decided)
        #expect(await workspace.events.last?.action == .unlearnFail)
        await workspace.close()
    }

    @Test func `numbers that are none are missing values, and no model learns NaN or infinity`() async throws {
        var sheet = Sheet(160)
        for (row, value) in [(0, "nan"), (1, "inf"), (2, "-inf"), (3, "1e999"), (4, "NaN")] {
            sheet.rows[row][1] = value
        }
        let project = try Project(sheet)
        let workspace = try await project.trained()
        let weights = try workspace.store.weights()
        #expect(!weights.isEmpty && weights.values.allSatisfy(\.isFinite))
        #expect(await workspace.learned?.margins.allSatisfy(\.isFinite) == true)
        try await workspace.forget(await workspace.training(8))
        try await workspace.finish(.prove)
        #expect(await workspace.lastProof?.equal == true)
        await workspace.close()
    }

    @Test func `a file that changes under an open project is refused at the next opening; the model stays`()
        async throws
    {
        let workspace = try await project.trained()
        let model = try workspace.store.currentModel()
        await workspace.close()
        let original = try Data(contentsOf: URL(fileURLWithPath: project.file))
        try original.dropLast(3).write(to: URL(fileURLWithPath: project.file))
        let refusal = #expect(throws: Refusal.self) { try project.open() }
        #expect(refusal?.kind == .badData && refusal?.nextStep.contains("Put the original back") == true)
        try original.write(to: URL(fileURLWithPath: project.file))
        let reopened = try await project.reopened()
        #expect(try reopened.store.currentModel() == model)
        await reopened.close()
    }
}

extension Workspace {
    /// Gives the learner features that no solver can take.
    fileprivate func learnInfinitely() throws {
        var recipe = try frozenRecipe()
        recipe.family = .logistic(LogisticRecipe(form: .sum(c: 1e300)))
        recipe.features.numbers = recipe.features.numbers.map {
            FeatureRecipe.Number(column: $0.column, center: 0, width: 1e-200, clip: .greatestFiniteMagnitude)
        }
        knowledge.learner = try Learner(dataset: dataset, recipe: recipe, work: .silent)
        try commit(EventDraft(.policy), [desk.recipeChange(.declared, ModelOptions(of: recipe), recipe)])
    }
}
