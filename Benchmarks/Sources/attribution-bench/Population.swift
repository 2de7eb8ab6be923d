import Attribution
import Foundation
import Learning
import Records

/// A table that is learned from, with a group column, split by id as a project does.
struct Population {
    let table: Table
    let recipe: ModelRecipe
    let examples: Examples
    let parts: GroupedParts
    let first: Int
    let second: Int
    /// Columns that patterns are made of: all.
    let columns: [String]

    init(
        path: String, target: String, positive: String, group: String, first: String, second: String, family: Family,
        seed: UInt64 = 1
    ) throws {
        table = try Table(path: path)
        columns = table.columnNames
        let target = Target(column: target, positive: positive)
        let ids = try Identities(table: table, seed: seed).ids
        let split = Split(seed: seed, testFraction: 0.25)
        let known = try target.labels(in: table)
        func rows(_ part: Part) -> [Int] {
            ids.indices.filter { known[$0] != nil && split.part(of: ids[$0]) == part }
        }
        let training = rows(.train)
        let schema = Schema(target: target, features: table.columnNames.filter { $0 != target.column })
        recipe = ModelRecipe(
            family: family, features: try .proposed(for: table, schema: schema, rows: training), target: target,
            seed: seed)
        examples = try Examples(recipe: recipe, table: table, ids: ids)
        let values = try table.column(named: group)
        parts = GroupedParts(
            training: training, selection: rows(.selection), test: rows(.test), names: values.distinct,
            group: values.codes.map { values.isMissingCode[Int($0)] ? nil : Int($0) })
        guard let one = values.distinct.firstIndex(of: first), let other = values.distinct.firstIndex(of: second) else {
            throw Refusal.unknown("group of '\(group)'", first, among: values.distinct)
        }
        (self.first, self.second) = (one, other)
    }

    func quantity(_ kind: Quantity.Kind, _ rows: [Int]? = nil) throws -> Quantity {
        let rows = rows ?? parts.selection
        return try Quantity(kind, of: parts.rows(rows, of: first), minus: parts.rows(rows, of: second), in: examples)
    }
}
