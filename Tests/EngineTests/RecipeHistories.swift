import Foundation
import Learning
import Records
import TestSupport

@testable import Engine

/// A file of random records, some of which alone have what the others lack: a column, a category, a key, an index, a word
/// among numbers, an outlier. They are `odd`, and go sooner than others.
struct RecipeTable {
    enum Kind: String, CaseIterable, Sendable {
        case numbers, words, guessed, json, libsvm

        /// Trees take no text.
        /// Groups are compared where there is a column of them.
        func isFor(_ family: String) -> Bool {
            switch self {
            case .words: family != "trees" && family != "fair-logistic"
            case .libsvm: family != "fair-logistic"
            case .numbers, .guessed, .json: true
            }
        }
    }

    let kind: Kind
    var lines: [String] = []
    var odd: [Int] = []
    var header: String?

    init(_ kind: Kind, seed: UInt64) {
        self.kind = kind
        var random = Seeded(seed)
        let count = Int.random(in: 40...70, using: &random)
        odd = (0..<count).filter { _ in Int.random(in: 0..<7, using: &random) == 0 }
        if kind == .numbers { header = "income,age,rare,city,y" }
        if kind == .guessed { header = "income,mixed,memo,city,y" }
        if kind == .words { header = "note,memo,y" }
        for row in 0..<count { lines.append(line(row, odd.contains(row), &random)) }
    }

    var text: String { ((header.map { [$0] } ?? []) + lines).joined(separator: "\n") + "\n" }
    var name: String { kind == .json ? "data.jsonl" : kind == .libsvm ? "data.svm" : "data.csv" }

    private func line(_ row: Int, _ isOdd: Bool, _ random: inout Seeded) -> String {
        let income = Int.random(in: 10...90, using: &random)
        let age = Int.random(in: 18...70, using: &random)
        let city = isOdd ? "Zar\(row % 4)" : ["Alm", "Brig", "Corva"][Int.random(in: 0..<3, using: &random)]
        let isYes = income + Int.random(in: -30...30, using: &random) > 50
        let y = isYes ? "yes" : "no"
        switch kind {
        case .numbers:
            let high = isOdd ? income * 1000 : income
            return "\(high),\(age % 9 == 0 ? "" : "\(age)"),\(isOdd ? "123456" : ""),\(city),\(y)"
        case .guessed:
            // The odd ones make a text of memo and a category of mixed, where they are many.
            let memo = isOdd ? "a memo of many words \(row) \(age) indeed, and it goes on" : "m\(age % 5)"
            return "\(income),\(isOdd ? "unknown" : "\(age)"),\(memo.contains(",") ? "\"\(memo)\"" : memo),\(city),\(y)"
        case .words:
            let words = ["loan", "late", "paid", "good", "house", "car"]
            let some = (0..<5).map { _ in words[Int.random(in: 0..<words.count, using: &random)] }
            return
                "\(some.joined(separator: " ")) \(isYes ? "fine" : "poor") \(isOdd ? "secret\(row)" : ""),\(isOdd ? "a memo of many words \(row)" : ""),\(y)"
        case .json:
            let secret = isOdd ? "\"secret\":\(row),\"deep\":{\"b\":\(age),\"a\":\"z\"}," : ""
            let order = row % 2 == 0
            let own = "\"income\":\(income)"
            let rest = age % 8 == 0 ? "" : ",\"age\":\(isOdd && age % 3 == 0 ? "\"old\"" : "\(age)")"
            return order
                ? "{\(secret)\(own),\"city\":\"\(city)\"\(rest),\"y\":\"\(y)\"}"
                : "{\"city\":\"\(city)\",\(secret)\"y\":\"\(y)\",\(own)\(rest)}"
        case .libsvm:
            let extra = isOdd ? " 9:\(age) \(10 + row % 5):1" : ""
            return "\(isYes ? 1 : 0) \(isOdd && row % 2 == 0 ? "0:1 " : "")1:\(income) 3:0.\(age) 5:1\(extra)"
        }
    }

    var target: Target {
        kind == .libsvm ? Target(column: "label", positive: "1") : Target(column: "y", positive: "yes")
    }
}

/// What a person says when a project is made and a model is trained, and nothing else.
struct RecipeOrder: Sendable {
    let target: Target
    let roles: ColumnRoles
    let options: ModelOptions
    let seed: UInt64

    init(_ table: RecipeTable, family: String, seed: UInt64) throws {
        var random = Seeded(seed &* 31)
        target = table.target
        self.seed = seed
        var roles = ColumnRoles()
        // What is named is there in every copy.
        if table.kind == .numbers, Bool.random(using: &random) { roles.features = ["city", "age", "income"] }
        if table.kind == .words, Bool.random(using: &random) { roles.texts = ["memo", "note"] }
        if table.kind == .json, Bool.random(using: &random) { roles.excluded = ["age"] }
        self.roles = roles
        var options = try ModelOptions(family: family)
        if family == "trees" { options.family = .trees(TreesRecipe(trees: 4, depth: 4, share: 0.5)) }
        if family == "logistic", Bool.random(using: &random) {
            options.family = .logistic(LogisticRecipe(form: .mean(lambda: 1e-2)))
        }
        if Int.random(in: 0..<4, using: &random) == 0 { options.intercept = false }
        self.options = options
    }

    /// A file as this person reads it, and the recipe that comes of it.
    func dataset(_ path: String) throws -> Dataset {
        let table = try Table(path: path)
        var schema = Schema.guessed(for: table)
        schema.target = target
        schema.features.removeAll { $0 == target.column }
        schema.textColumns.removeAll { $0 == target.column }
        (schema.idColumn, schema.subjectColumn, schema.splitColumn) = (nil, nil, nil)
        schema.groups = options.family.traits.contains(.groups) ? ["city"] : []
        return try Dataset(table: table, schema: schema, seed: seed, roles: roles)
    }

    /// What a new project of the file publishes, without anything but what was ordered.
    func stranger(_ dataset: Dataset) throws -> (learner: Learner, learned: Learned, assignment: Assignment) {
        let assignment = dataset.assignment(without: Array(repeating: false, count: dataset.table.rowCount))
        let recipe = try dataset.recipe(options, dataset.ground(training: assignment.training))
        try recipe.features.refuseNone(of: dataset.schema)
        let learner = try Learner(dataset: dataset, recipe: recipe, work: .silent)
        return (learner, try learner.cold(assignment, work: .silent), assignment)
    }
}
