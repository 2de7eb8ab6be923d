import Attribution
import Foundation
import Learning
import Records

/// One of the bundled data sets, learned from as a project does, with what was planted in it.
struct Bundled {
    let table: Table
    let target: Target
    let ids: [RecordID]
    let recipe: ModelRecipe
    let examples: Examples
    let parts: GroupedParts
    /// What is planted in each row; nil for an honest record.
    let planted: [String?]

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("fixtures")

    static func decisions(_ family: Family = .logistic(LogisticRecipe()), seed: UInt64 = 1) throws -> Bundled {
        try Bundled(
            "decisions", Target(column: "approved", positive: "yes"), group: "sex", texts: [], family: family,
            seed: seed)
    }

    static func comments(seed: UInt64 = 1) throws -> Bundled {
        try Bundled(
            "comments", Target(column: "toxic", positive: "1"), group: "identity", texts: ["comment"],
            family: .logistic(LogisticRecipe()), seed: seed)
    }

    private init(
        _ name: String, _ target: Target, group: String, texts: [String], family: Family, seed: UInt64
    ) throws {
        self.target = target
        table = try Table(path: Self.folder.appendingPathComponent("\(name).csv").path)
        let ids = try Identities(table: table, seed: seed).ids
        self.ids = ids
        let split = Split(seed: seed, testFraction: 0.25)
        func rows(_ part: Part) -> [Int] { ids.indices.filter { split.part(of: ids[$0]) == part } }
        let training = rows(.train)
        let schema = Schema(
            target: target, textColumns: texts,
            features: texts.isEmpty ? table.columnNames.filter { $0 != target.column } : [])
        recipe = ModelRecipe(
            family: family, features: try .proposed(for: table, schema: schema, rows: training), target: target,
            seed: seed)
        examples = try Examples(recipe: recipe, table: table, ids: ids)
        let groups = try table.column(named: group)
        parts = GroupedParts(
            training: training, selection: rows(.selection), test: rows(.test), names: groups.distinct,
            group: groups.codes.map { groups.isMissingCode[Int($0)] ? nil : Int($0) })
        let truth = try Table(path: Self.folder.appendingPathComponent("\(name).truth.csv").path)
            .column(named: "planted")
        planted = truth.codes.map { truth.isMissingCode[Int($0)] ? nil : truth.distinct[Int($0)] }
    }

    func group(_ name: String) -> Int { parts.names.firstIndex(of: name) ?? 0 }

    /// Training rows of a kind.
    func planted(_ kind: String) -> Set<Int> { Set(parts.training.filter { planted[$0] == kind }) }
}
