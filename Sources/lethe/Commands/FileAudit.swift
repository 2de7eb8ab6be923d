import Engine
import Fairness
import Foundation
import Records

/// An audit of a file: its columns, its groups, how it is measured, and what it is compared with.
struct FileAudit {
    let table: Table
    let columns: AuditColumns
    /// Nil: those that are guessed.
    let groups: [String]?
    let crossing: CrossingOptions
    let measuring: MeasuringOptions
    let after: (table: Table, id: String)?

    /// - Throws: `Refusal` where there are no groups; as `YourAudit`.
    func read() throws -> YourAudit {
        let schema = try schema()
        var settings = AuditSettings()
        try measuring.apply(to: &settings, groups: try Self.groups(table, schema))
        var columns = columns
        columns.detects = measuring.detectors
        let isCopy = try Identities(table: table, seed: 1).isCopy
        guard let after else {
            return try YourAudit(table, columns, schema: schema, settings: settings, isCopy: isCopy)
        }
        return try YourAudit(
            table, columns, schema: schema, settings: settings, isCopy: isCopy, against: after.table, id: after.id)
    }

    private func schema() throws -> Schema {
        let outcomes = Set(columns.named)
        let others = outcomes.union(crossing.control)
        let names = groups ?? Schema.guessed(for: table).groups.filter { !others.contains($0) }
        guard !names.isEmpty else { throw Refusal(.usage, "No group column.", next: "Add --groups COL,COL.") }
        var schema = Schema(groups: names)
        crossing.apply(to: &schema)
        try schema.validate(against: table)
        try columns.check(schema)
        return schema
    }

    /// The groups of every column and crossing, by what the report calls it.
    static func groups(_ table: Table, _ schema: Schema) throws -> [String: [String]] {
        try schema.validate(against: table)
        let rows = Array(0..<table.rowCount)
        let groupings = try schema.groupings(in: table, rows: rows)
        return Dictionary(groupings.map { ($0.column, $0.values) }) { first, _ in first }
    }

    /// Before, after and the change as one document.
    static func json(_ evaluation: Evaluation) throws -> String {
        struct Document: Encodable {
            let before: FairnessReport?
            let after: FairnessReport
            let change: Comparison?
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let document = Document(before: evaluation.before, after: evaluation.report, change: evaluation.comparison)
        return String(decoding: try encoder.encode(document), as: UTF8.self)
    }
}
