import Foundation
import Journal
import Learning
import Records
import Testing

@testable import Engine
@testable import Journal

/// What a project keeps of a recipe, and what it says of it, when records go.
@Suite struct RecipeFollowingTests {
    /// Salaries, and a bonus that only some have: enough of them for a scale of their own.
    private static func bonuses(_ some: Int, of count: Int = 150) -> (text: String, rows: [Int]) {
        var lines = ["bonus,salary,y"]
        var rows: [Int] = []
        for row in 0..<count {
            let hasOne = row % 7 == 3 && rows.count < some
            if hasOne { rows.append(row) }
            let salary = 30 + row * 37 % 50
            lines.append("\(hasOne ? "123456" : ""),\(salary).5,\(salary + row % 23 > 60 ? "no" : "yes")")
        }
        return (lines.joined(separator: "\n") + "\n", rows)
    }

    private static let schema: Schema = {
        var schema = Schema(target: Target(column: "y", positive: "yes"), features: ["bonus", "salary"])
        schema.testFraction = 0
        return schema
    }()

    /// Numbers that only a recipe proposed with the bonuses holds.
    private static let numbers = ["123456", "120000", "\"width\":100000"]

    private func files(in folder: String, holding numbers: [String]) -> [String] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.sorted().filter { name in
            guard let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)") else { return false }
            return numbers.contains { bytes.range(of: Data($0.utf8)) != nil }
        }
    }

    @Test(arguments: [1, 14], Policy.Recipe.allCases)
    func `after an erasure no number of theirs is in any file of the project, its exports or its journal`(
        _ some: Int, _ policy: Policy.Recipe
    ) async throws {
        let (text, rows) = Self.bonuses(some)
        let project = try Project(text: text)
        let workspace = try await project.trained(
            schema: Self.schema, policy: Policy(earlierModels: .always, recipe: policy))
        let holds = files(in: project.directory, holding: Array(Self.numbers.dropFirst()))
        // Fourteen are enough to be scaled by; one is not.
        #expect(holds.isEmpty == (some == 1))
        try await workspace.finish(.prove)
        _ = try await workspace.perform(.stage(rows: rows, basis: nil, reason: ""))
        let said = try await workspace.finish(.apply(erase: true))
        #expect(said.contains("the recipe was proposed again without them"))
        let result = try #require(await workspace.lastRemoval)
        #expect(result.recipe.follows && result.recipe.changed > 0 && result.recipe.word == "followed")
        #expect(try workspace.store.currentDigest() == result.snapshot.after)
        try await workspace.finish(.prove)
        #expect(await workspace.lastProof?.equal == true)
        #expect(await workspace.lastProof?.recipeDifferences == [])
        for writing in [
            Writing.bundle(path: project.path("out/bundle")), .redactedCopy(path: project.path("out/copy.csv")),
            .recipe(path: project.path("out/recipe.json")), .fairness(path: project.path("out/figures.json")),
        ] {
            try FileManager.default.createDirectory(atPath: project.path("out"), withIntermediateDirectories: true)
            _ = try await workspace.complete(.write(writing))
        }
        #expect(files(in: project.path("out"), holding: Self.numbers) == [])
        #expect(files(in: project.directory, holding: Self.numbers) == [])
        await workspace.close()
        #expect(files(in: project.directory, holding: Self.numbers) == [])
        // A stranger with the copy and the same options, and one with the recipe.
        let copy = try project.create(schema: Self.schema, from: project.path("out/copy.csv"))
        try await copy.ready()
        #expect(try copy.store.currentDigest() == result.snapshot.after)
        await copy.close()
        let document = try RecipeDocument(path: project.path("out/recipe.json"))
        let again = try Table(path: project.path("out/copy.csv"))
        let declared = try ProjectFiles.create(
            for: again, at: project.path("declared"), schema: Self.schema, seed: 3, session: session("eve"),
            recipe: document.recipe)
        try await declared.ready()
        #expect(try declared.store.currentDigest() == result.snapshot.after)
        #expect(await declared.lastTraining?.recipe == .declared)
        await declared.close()
        let reopened = try await project.reopened()
        #expect(try reopened.store.currentDigest() == result.snapshot.after)
        await reopened.close()
    }

    @Test func `frozen by policy it stays, which is said; what is erased later takes the recipe with it`() async throws
    {
        let (text, rows) = Self.bonuses(14)
        let project = try Project(text: text)
        let workspace = try await project.trained(
            schema: Self.schema, policy: Policy(earlierModels: .always, recipe: .frozen))
        let recipe = try #require(try await workspace.storedRecipe())
        let result = try #require(try await workspace.forget(rows))
        // Without them the other column has another median, too.
        #expect(!result.recipe.follows && result.recipe.stale == 2 && result.recipe.word == "frozen")
        #expect(result.sentence.contains("frozen by policy and would be proposed otherwise in 2 parts"))
        #expect(try await workspace.storedRecipe() == recipe)
        try await workspace.finish(.prove)
        #expect(await workspace.lastProof?.equal == true)
        #expect(await workspace.lastProof?.recipeDifferences.first == "bonus would not be read as a number")
        #expect(await !workspace.events.contains { "\($0.line)\($0.payload?.canonical ?? "")".contains("120000") })
        let echo = try await workspace.complete(.eraseForgotten(rows: rows))
        #expect(echo.fact.contains("erased 14 records that were forgotten before; the recipe was proposed again"))
        await workspace.settled()
        #expect(files(in: project.directory, holding: Self.numbers) == [])
        try await workspace.finish(.prove)
        #expect(await workspace.lastProof?.equal == true)
        #expect(await workspace.lastProof?.recipeDifferences == [])
        let digest = try workspace.store.currentDigest()
        await workspace.close()
        let reopened = try await project.reopened()
        #expect(try reopened.store.currentDigest() == digest)
        #expect(await reopened.learned?.digest == digest)
        await reopened.close()
    }

    @Test func `following, a restored model comes back with its own recipe, and the next removal follows`() async throws
    {
        let (text, rows) = Self.bonuses(14)
        let project = try Project(text: text)
        let workspace = try await project.trained(schema: Self.schema, policy: Policy(earlierModels: .always))
        let first = try #require(try workspace.store.currentModel())
        let recipe = try #require(try await workspace.storedRecipe())
        let result = try #require(try await workspace.forget(rows))
        #expect(try await workspace.storedRecipe()?.recipe.features.numbers.map(\.column) == ["salary"])
        try await workspace.finish(.restore(first.digest))
        #expect(try await workspace.storedRecipe() == recipe)
        try await workspace.finish(.prove)
        #expect(await workspace.lastProof?.equal == true)
        #expect(await workspace.lastProof?.recipeDifferences == [])
        let again = try #require(try await workspace.forget(rows))
        #expect(again.snapshot.after == result.snapshot.after)
        await workspace.close()
    }

    @Test func `a removal that leaves the recipe as it was says nothing of it`() async throws {
        let project = try Project()
        let workspace = try await project.trained()
        let result = try #require(try await workspace.forget(await workspace.training(1)))
        #expect(result.recipe == RecipeReport(basis: .proposed, follows: true, changed: 0, stale: 0))
        #expect(result.sentence == "forgot 1 training record; identical to a retrain")
        await workspace.close()
    }

    @Test func `a declared recipe stays whatever is forgotten, erased too, and says that nothing in it was learned`()
        async throws
    {
        let (text, rows) = Self.bonuses(14)
        let project = try Project(text: text)
        let workspace = try await project.trained(schema: Self.schema)
        var recipe = try await workspace.frozenRecipe()
        recipe.features.numbers[0].center = 7
        try await workspace.declare(recipe)
        try await workspace.finish(.train)
        #expect(try await workspace.storedRecipe()?.basis == .declared)
        _ = try await workspace.perform(.stage(rows: rows, basis: nil, reason: ""))
        let said = try await workspace.finish(.apply(erase: true))
        #expect(said.contains("the recipe was declared: nothing in it was learned from records"))
        #expect(try await workspace.storedRecipe()?.recipe == recipe)
        try await workspace.finish(.prove)
        let proof = try #require(await workspace.lastProof)
        #expect(proof.equal && proof.recipe == .declared && proof.recipeDifferences == [])
        // Whoever asks for something else gives it up.
        try await workspace.configure { $0.family = .logistic(LogisticRecipe(form: .sum(c: 2))) }
        try await workspace.finish(.train)
        #expect(try await workspace.storedRecipe()?.basis == .proposed)
        var foreign = recipe
        foreign.seed = 99
        await #expect(throws: Refusal.self) { try await workspace.declare(foreign) }
        foreign = recipe
        foreign.features.categories = ["gone"]
        await #expect(throws: Refusal.self) { try await workspace.declare(foreign) }
        await workspace.close()
    }

    @Test func `a project of an earlier version keeps its recipe until it is trained again, which is said once`()
        async throws
    {
        let (text, rows) = Self.bonuses(14)
        let project = try Project(text: text)
        let workspace = try await project.trained(schema: Self.schema)
        let digest = try workspace.store.currentDigest()
        let recipe = try #require(try await workspace.storedRecipe()).recipe
        try workspace.store.commit(
            EventDraft(.policy, params: ["recipe": .string(recipe.canonicalJSON)]),
            [.setting("recipe", recipe.canonicalJSON), .setting("policy", DamagedSetting.policy("0", "always", "20"))])
        await workspace.close()
        let opened = try await project.reopened()
        #expect(await opened.notices.filter { $0.contains("earlier version") }.count == 1)
        #expect(try opened.store.currentDigest() == digest)
        try await opened.finish(.prove)
        #expect(await opened.lastProof?.equal == true)
        #expect(await opened.lastProof?.recipe == .kept)
        await opened.close()
        let second = try await project.reopened()
        #expect(await second.notices.isEmpty)
        let result = try #require(try await second.forget(Array(rows.prefix(2))))
        #expect(!result.recipe.follows && result.recipe.word == "kept")
        #expect(try await second.storedRecipe()?.recipe == recipe)
        try await second.finish(.prove)
        #expect(await second.lastProof?.equal == true)
        try await second.finish(.train)
        #expect(try await second.storedRecipe()?.basis == .proposed)
        let after = try #require(try await second.forget(Array(rows.dropFirst(2))))
        #expect(after.recipe.follows && after.recipe.changed > 0)
        await second.close()
    }

    @Test func `a key that only erased records had is in no setting, and a closed project opens without it`()
        async throws
    {
        var lines: [String] = []
        for row in 0..<80 {
            let own = row % 20 == 5 ? ",\"hopper_secret\":\(row % 40)" : ""
            lines.append("{\"age\":\(20 + row * 7 % 41)\(own),\"y\":\"\(row % 3 == 0 ? "yes" : "no")\"}")
        }
        let folder = try TemporaryFolder()
        let path = folder.path + "/data.jsonl"
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
        let table = try Table(path: path)
        var schema = Schema(target: Target(column: "y", positive: "yes"), features: ["age", "hopper_secret"])
        schema.testFraction = 0
        let workspace = try ProjectFiles.create(
            for: table, at: path + ".lethe", schema: schema, seed: 3, session: session("ada"), roles: ColumnRoles())
        try await workspace.ready()
        let key = Data("hopper_secret".utf8)
        func holding() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: path + ".lethe").filter {
                FileManager.default.contents(atPath: "\(path).lethe/\($0)")?.range(of: key) != nil
            }
        }
        #expect(try !holding().isEmpty)
        _ = try await workspace.perform(
            .stage(rows: (0..<80).filter { $0 % 20 == 5 }, basis: nil, reason: ""))
        try await workspace.finish(.apply(erase: true))
        #expect(try holding() == [])
        let digest = try workspace.store.currentDigest()
        await workspace.close()
        let reopened = try ProjectFiles.open(path + ".lethe", session: session("ada"))
        try await reopened.ready()
        #expect(await reopened.learned?.digest == digest)
        #expect(await reopened.dataset.schema.features == ["age"])
        await reopened.close()
    }

    @Test func `what the recipe is proposed again from is counted, not read again`() throws {
        let project = try Project()
        let dataset = try Dataset(
            table: Table(path: project.file), schema: Sheet.schema, seed: 3, roles: ColumnRoles())
        let all = dataset.assignment(without: Array(repeating: false, count: 240)).training
        let ground = try dataset.ground(training: all)
        for gone in [0, 1, 7, 60] {
            let rows = Array(all.dropFirst(gone))
            #expect(ground.moved(to: rows).proposal == (try dataset.ground(training: rows)).proposal)
        }
    }
}
