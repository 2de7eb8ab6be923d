import Foundation
import Records
import TestSupport
import Testing

@testable import Learning

/// A recipe that somebody hands over is hostile data: read whole or refused with its place, never believed.
@Suite struct RecipeDocumentTests {
    private static let recipe = ModelRecipe(
        features: FeatureRecipe(
            numbers: [.init(column: "age", center: 30, width: 20)], categories: ["city", "sex\u{e9}"],
            texts: [.init(column: "note", characters: .init(2, 4))]),
        target: Target(column: "y", positive: "yes"), seed: .max)

    private func read(_ text: String) throws -> ModelRecipe {
        try RecipeDocument(bytes: Array(text.utf8), name: "r.json").recipe
    }

    @Test func `canonical JSON of every family reads back, with blanks and in any order of keys too`() throws {
        let families: [Family] = [
            .logistic(LogisticRecipe(form: .mean(lambda: 1e-4))), .bayes(BayesRecipe(event: .bernoulli)),
            .ridge(RidgeRecipe()), .trees(TreesRecipe(features: 3)), .trees(TreesRecipe()),
        ]
        for family in families {
            var recipe = Self.recipe
            recipe.family = family
            #expect(try read(recipe.canonicalJSON) == recipe)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted]
            #expect(try RecipeDocument(bytes: Array(encoder.encode(recipe)), name: "r").recipe == recipe)
        }
        try RecipeDocument(bytes: Array(Self.recipe.canonicalJSON.utf8), name: "r").check(
            among: ["age", "city", "sex\u{e9}", "note", "y"])
    }

    @Test(arguments: [
        ("", "line 1, column 1", "the file ends where a value should be"),
        ("{\"classes\":\"two\",\n  \"classes\":\"two\"}", "line 2, column 3", "'classes' is there twice"),
        ("[1,\n2,", "line 2, column 3", "the file ends where a value should be"),
        ("{}", "line 1, column 1", "is missing"), ("{\"a\":1e999}", "line 1, column 6", "too large"),
        ("{\"a\":01}", "line 1, column 6", "begins with 0"), ("nan", "line 1, column 1", "no JSON value"),
        ("{\"\u{e9}\u{e9}\":\"\\ud800\"}", "line 1, column 8", "half a surrogate pair"),
        ("{\"a\":\"\u{1}\"}", "line 1, column 7", "control character"),
        (String(repeating: "[", count: 5000), "line 1, column 17", "nested too deeply"),
    ])
    func `what is no recipe is refused by line and column`(_ text: String, _ place: String, _ what: String) {
        let refusal = #expect(throws: Refusal.self) { try read(text) }
        #expect(refusal?.kind == .badData)
        #expect(refusal?.sentence.hasPrefix("'r.json', \(place): ") == true, "\(refusal?.sentence ?? "")")
        #expect(refusal?.sentence.contains(what) == true, "\(refusal?.sentence ?? "")")
    }

    @Test(arguments: [
        ("\"width\":20", "\"width\":-20", "width of -20"), ("\"width\":20", "\"width\":\"20\"", "another kind"),
        ("\"width\":20", "\"width\":20,\"colour\":1", "'colour' is no part of a recipe"),
        ("\"bits\":18", "\"bits\":60", "2^60 buckets"), ("\"city\"", "\"age\"", "'age' is read twice"),
        ("\"city\"", "\"y\"", "'y' is what is predicted"),
        ("\"testFraction\":0.25", "\"testFraction\":7", "share held out"),
        ("\"classes\":\"two\"", "\"classes\":\"three\"", "this can't be"),
        ("\"c\":1", "\"c\":-1", "regularisation is -1"), ("\"high\":2", "\"high\":99", "n-grams of 1 to 99"),
    ])
    func `what can't be computed with is refused where it stands`(_ from: String, _ to: String, _ what: String) {
        let json = Self.recipe.canonicalJSON
        #expect(json.contains(from))
        let refusal = #expect(throws: Refusal.self) { try read(json.replacing(from, with: to)) }
        #expect(refusal?.sentence.hasPrefix("'r.json', line 1, column ") == true, "\(refusal?.sentence ?? "")")
        #expect(refusal?.sentence.contains(what) == true, "\(refusal?.sentence ?? "")")
    }

    @Test func `a column that the file lacks is named with its place`() throws {
        let document = try RecipeDocument(bytes: Array(Self.recipe.canonicalJSON.utf8), name: "r.json")
        let refusal = #expect(throws: Refusal.self) {
            try document.check(among: ["ages", "city", "sex\u{e9}", "note"])
        }
        #expect(refusal?.sentence.contains("the file has no column 'age'") == true)
        #expect(refusal?.nextStep.hasSuffix("Did you mean 'ages'?") == true)
    }

    @Test func `changed bytes are a recipe or a refusal, and nothing else`() {
        var random = Seeded(3)
        let bytes = Array(Self.recipe.canonicalJSON.utf8)
        var (read, refused) = (0, 0)
        for _ in 0..<3000 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<changed.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: changed[place] = UInt8.random(in: 0...255, using: &random)
                case 1: changed.remove(at: place)
                default: changed.insert(changed[Int.random(in: 0..<changed.count, using: &random)], at: place)
                }
            }
            do {
                _ = try RecipeDocument(bytes: changed, name: "r.json")
                read += 1
            } catch let refusal as Refusal {
                refused += 1
                #expect(refusal.kind == .badData && refusal.sentence.hasPrefix("'r.json', line "))
            } catch {
                Issue.record("\(error)")
            }
        }
        #expect(read > 20 && refused > 1000)
    }
}
