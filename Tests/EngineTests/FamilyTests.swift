import Journal
import Learning
import Records
import TestSupport
import Testing

@testable import Engine

/// A family, under the recipe that is proposed for it or a change of that.
struct FamilyCase: CustomTestStringConvertible, Sendable {
    let family: String
    var event: BayesRecipe.Event?
    var isAllClasses = false

    var testDescription: String {
        ([family] + [event?.rawValue, isAllClasses ? "all classes" : nil].compactMap { $0 }).joined(separator: " ")
    }

    static let all: [FamilyCase] =
        Families.list.ids.map { FamilyCase(family: $0) } + [
            FamilyCase(family: "bayes", event: .bernoulli), FamilyCase(family: "bayes", event: .multinomial),
            FamilyCase(family: "logistic", isAllClasses: true), FamilyCase(family: "bayes", isAllClasses: true),
            FamilyCase(family: "trees", isAllClasses: true),
        ]

    /// Text for the multinomial, five cities as classes for those of many.
    var schema: Schema {
        var schema = Sheet.schema
        if event == .multinomial { (schema.features, schema.textColumns) = (["city", "sex"], ["note"]) }
        if isAllClasses {
            schema.target = Target(column: "city", positive: "Corva")
            schema.features = ["age", "income", "sex"]
        }
        return schema
    }

    /// A project under the recipe, trained.
    func trained(_ project: Project) async throws -> Workspace {
        let workspace = try await project.trained(schema: schema)
        let (event, isAllClasses) = (event, isAllClasses)
        try await workspace.configure(family: family) { recipe in
            if let event { recipe.event = event }
            if isAllClasses { recipe.classes = .all }
        }
        try await workspace.finish(.train)
        return workspace
    }
}

@Suite struct FamilyTests {
    @Test(arguments: FamilyCase.all)
    func `after removals, the model is that of a new project on the redacted copy, byte for byte`(
        _ family: FamilyCase
    ) async throws {
        // Copies and missing values are among the records.
        let project = try Project(Sheet(240, twins: 20, seed: 11))
        let workspace = try await family.trained(project)
        #expect(await workspace.lastTraining?.family == family.family)
        let before = try workspace.store.currentModel()?.digest
        for rows in [[0, 3, 5, 150, 151, 152, 223], Array(30..<60), [1, 200, 201] + Array(160..<170)] {
            try await workspace.forget(rows)
        }
        #expect(await workspace.snapshot.counts.forgotten > 20)
        #expect(await workspace.lastRemoval?.guarantee.kind == .bitIdentical)
        try await workspace.finish(.prove)
        let proof = try #require(await workspace.lastProof)
        #expect(proof.equal && proof.kind == "bit-identical" && proof.decisionsThatDiffer == 0)
        #expect(proof.digestRetrained == proof.digestUnlearned && proof.distance == 0)
        let retrained = try await project.retrained(without: workspace)
        #expect(try await retrained.frozenRecipe() == workspace.frozenRecipe())
        let (mine, theirs) = try (workspace.store.currentModel(), retrained.store.currentModel())
        #expect(mine?.bytes != nil && mine?.bytes == theirs?.bytes && mine?.digest == theirs?.digest)
        #expect(mine?.digest != before)
        #expect(retrained.mailbox.latest.evaluation?.accuracy == workspace.mailbox.latest.evaluation?.accuracy)
        await retrained.close()
        await workspace.close()
    }

    @Test(arguments: FamilyCase.all)
    func `a model that is read again forgets as if it had never been put away`(_ family: FamilyCase) async throws {
        let (left, right) = (try Project(Sheet(240, twins: 20)), try Project(Sheet(240, twins: 20)))
        let (stayed, put) = (try await family.trained(left), try await family.trained(right))
        await put.close()
        let back = try await right.reopened()
        for workspace in [stayed, back] { try await workspace.forget([2, 4, 6, 8, 225]) }
        #expect(await back.lastRemoval?.removed ?? 0 > 0)
        #expect(try stayed.store.currentModel()?.digest == back.store.currentModel()?.digest)
        await stayed.close()
        await back.close()
    }

    @Test(arguments: FamilyCase.all)
    func `an earlier model of any family is restored`(_ family: FamilyCase) async throws {
        let project = try Project(Sheet(160))
        let workspace = try await family.trained(project)
        let model = try #require(try workspace.store.currentModel())
        let scores = await workspace.snapshot.overlay.numbers["model.score"]
        try await workspace.forget(await workspace.training(12))
        #expect(await workspace.snapshot.overlay.numbers["model.score"] != scores)
        try await workspace.finish(.restore(model.digest))
        #expect(try workspace.store.currentModel()?.bytes == model.bytes)
        #expect(await workspace.snapshot.overlay.numbers["model.score"] == scores)
        #expect(await workspace.snapshot.counts.forgotten == 0)
        await workspace.close()
    }

    @Test func `of copies that stay, the first ones' places in learning are taken`() async throws {
        let project = try Project(Sheet(60, twins: 20))
        let workspace = try await project.trained()
        let dataset = await workspace.dataset
        var forgotten = Array(repeating: false, count: 60)
        let all = dataset.assignment(without: forgotten)
        #expect(all.learning == all.training)
        for row in [3, 7, 45] { forgotten[row] = true }
        let fewer = dataset.assignment(without: forgotten)
        // Rows 40…59 are copies of 0…19: what was row 43's is now learned as row 3.
        for (row, standing) in zip(fewer.training, fewer.learning) {
            #expect(standing == (row == 43 ? 3 : row == 47 ? 7 : row))
            #expect(dataset.identities.ids[standing] == fewer.ids[row])
        }
        #expect(Set(fewer.learning).isSubset(of: all.learning))
        await workspace.close()
    }

    @Test
    func `another family gets a recipe of its own; a name that is none, or options that can't be, change nothing`()
        async throws
    {
        let project = try Project(Sheet(120))
        let workspace = try await project.trained()
        let recipe = try await workspace.frozenRecipe()
        let events = await workspace.events.count
        await #expect(throws: Refusal.self) { try await workspace.configure(family: "logistics") }
        await #expect(throws: Refusal.self) {
            try await workspace.configure { $0.family = .logistic(LogisticRecipe(form: .sum(c: -1))) }
        }
        try await workspace.configure(family: "logistic")
        #expect(await workspace.events.count == events)
        #expect(try await workspace.frozenRecipe() == recipe)
        for name in Families.list.ids {
            try await workspace.configure(family: name)
            #expect(try await workspace.frozenRecipe().family.name == name)
        }
        #expect(await workspace.actions.suffix(3) == [.policy, .policy, .policy])
        try await workspace.configure(family: "logistic")
        #expect(try await workspace.frozenRecipe() == recipe)
        await workspace.close()
    }

    @Test func `naive Bayes is proposed as the columns ask for`() throws {
        let number = FeatureRecipe.Number(column: "age", center: 0, width: 1)
        #expect(BayesRecipe.Event.proposed(for: FeatureRecipe(numbers: [number], categories: ["city"])) == .gaussian)
        #expect(BayesRecipe.Event.proposed(for: FeatureRecipe(categories: ["city"])) == .bernoulli)
        #expect(
            BayesRecipe.Event.proposed(for: FeatureRecipe(numbers: [number], texts: [.init(column: "note")]))
                == .multinomial)
    }

    @Test func `trees refuse free text before anything is frozen`() async throws {
        let project = try Project(Sheet(120))
        var schema = Sheet.schema
        schema.textColumns = ["note"]
        let workspace = try await project.trained(schema: schema)
        let recipe = try await workspace.frozenRecipe()
        let refusal = await #expect(throws: Refusal.self) { try await workspace.configure(family: "trees") }
        #expect(refusal?.sentence.contains("'note' is free text") == true)
        #expect(try await workspace.frozenRecipe() == recipe)
        await workspace.close()
    }

    @Test func `what else is learned has no gap effect, and one sentence says so`() async throws {
        let project = try Project(Sheet(600))
        let workspace = try await project.trained()
        #expect(await workspace.snapshot.gapEffectAbsence == nil)
        #expect(await workspace.snapshot.overlay.numbers["effect.parity"]?.contains { !$0.isNaN } == true)
        try await workspace.configure(family: "bayes")
        try await workspace.finish(.train)
        #expect(await workspace.snapshot.overlay.numbers["effect.parity"]?.contains { !$0.isNaN } == false)
        #expect(await workspace.snapshot.overlay.numbers["model.disagreement"]?.contains { !$0.isNaN } == true)
        let rows = await workspace.training(4)
        try await workspace.finish(.preview(rows: rows))
        #expect(await workspace.preview?.prediction?.gaps == [])
        #expect(await workspace.snapshot.gapEffectAbsence?.contains("need logistic regression") == true)
        await workspace.foldFindings { $0.focus = nil }
        #expect(await workspace.snapshot.gapEffectAbsence?.contains("no two groups are large enough") == true)
        await workspace.close()
    }
}

extension Workspace {
    fileprivate func foldFindings(_ change: @Sendable (inout Findings) -> Void) {
        if var findings { change(&findings); knowledge.findings = findings }
        publishSnapshot()
    }
}
