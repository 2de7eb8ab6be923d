import Journal
import Learning
import Records
import TestSupport
import Testing

@testable import Engine

/// The families that the loop is rehearsed with.
enum Families {
    /// Those that are written; a name is added here when its family is.
    static let ready = ["logistic"]
}

@Suite struct FamilyTests {
    /// A project under a family's proposed recipe, trained.
    private func trained(_ family: String, _ project: Project) async throws -> Workspace {
        let workspace = try await project.trained()
        try await workspace.configure(family: family)
        try await workspace.finish(.train)
        return workspace
    }

    @Test(arguments: Families.ready)
    func `after removals, the model is that of a new project on the redacted copy`(family: String) async throws {
        // Copies and missing values are among the records.
        let project = try Project(Sheet(240, twins: 20, seed: 11))
        let workspace = try await trained(family, project)
        #expect(await workspace.lastTraining?.family == family)
        for rows in [[0, 3, 5, 150, 151, 152, 223], Array(30..<60), [1, 200, 201]] {
            try await workspace.forget(rows)
        }
        try await workspace.finish(.prove)
        let proof = try #require(await workspace.lastProof)
        #expect(proof.equal && proof.decisionsThatDiffer == 0)
        let guarantee = try #require(await workspace.lastRemoval?.guarantee)
        let retrained = try await project.retrained(without: workspace)
        #expect(try await retrained.frozenRecipe() == workspace.frozenRecipe())
        let (mine, theirs) = try (workspace.store.currentModel(), retrained.store.currentModel())
        if guarantee.kind == .bitIdentical {
            #expect(mine?.bytes != nil && mine?.bytes == theirs?.bytes && mine?.digest == theirs?.digest)
            #expect(proof.digestRetrained == proof.digestUnlearned && proof.kind == "bit-identical")
        } else {
            let allowed = try workspace.store.bound() + retrained.store.bound()
            #expect(try distance(workspace.store.weights(), retrained.store.weights()) <= allowed)
        }
        await retrained.close()
        await workspace.close()
    }

    @Test(arguments: Families.ready)
    func `a model that is read again forgets as if it had never been put away`(family: String) async throws {
        let (left, right) = (try Project(Sheet(240, twins: 20)), try Project(Sheet(240, twins: 20)))
        let (stayed, put) = (try await trained(family, left), try await trained(family, right))
        await put.close()
        let back = try await right.reopened()
        for workspace in [stayed, back] { try await workspace.forget([2, 4, 6, 225]) }
        let kinds = await [stayed, back].asyncMap { await $0.lastRemoval?.guarantee.kind }
        #expect(kinds[0] != nil && kinds[0] == kinds[1])
        if kinds[0] == .bitIdentical {
            #expect(try stayed.store.currentModel()?.digest == back.store.currentModel()?.digest)
        } else {
            let allowed = try stayed.store.bound() + back.store.bound()
            #expect(try distance(stayed.store.weights(), back.store.weights()) <= allowed)
        }
        await stayed.close()
        await back.close()
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
        for name in Family.names {
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
        await workspace.foldFindings { $0.hasGapEffect = false }
        #expect(await workspace.snapshot.gapEffectAbsence?.contains("logistic regression of two classes") == true)
        await workspace.foldFindings { $0.focus = nil }
        #expect(await workspace.snapshot.gapEffectAbsence?.contains("no two groups are large enough") == true)
        await workspace.close()
    }
}

extension Workspace {
    fileprivate func foldFindings(_ change: @Sendable (inout Findings) -> Void) {
        if var findings { change(&findings); self.findings = findings }
        publishSnapshot()
    }
}

extension Array {
    func asyncMap<T>(_ body: (Element) async throws -> T) async rethrows -> [T] {
        var results: [T] = []
        for element in self { results.append(try await body(element)) }
        return results
    }
}
