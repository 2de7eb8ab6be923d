import Engine
import Fairness
import Foundation
import Records

/// An audit of a file: its columns, its groups, how it is measured, and what it is compared with.
struct FileAudit {
    let table: Table
    let columns: AuditColumns
    /// Nil: those that are guessed.
    let groups: String?
    let crossing: CrossingOptions
    let measuring: MeasuringOptions
    /// Which records; empty for all.
    let filter: String
    let after: (table: Table, id: String)?

    /// - Throws: `Refusal` where there are no groups; as `YourAudit`.
    func read() throws -> YourAudit {
        var columns = try decided()
        let schema = try schema(columns)
        var settings = AuditSettings()
        try measuring.apply(to: &settings, groups: try Self.groups(table, schema))
        columns.detects = measuring.detectors
        let isCopy = try Identities(table: table, seed: 1).isCopy
        let chosen = try chosen()
        guard let after else {
            return try YourAudit(
                table, columns, schema: schema, settings: settings, isCopy: isCopy, only: chosen)
        }
        return try YourAudit(
            table, columns, schema: schema, settings: settings, isCopy: isCopy, only: chosen, against: after.table,
            id: after.id)
    }

    /// Whether each row matches the filter; nil without one.
    private func chosen() throws -> [Bool]? {
        guard !filter.isEmpty else { return nil }
        let rows = try Filter(parsing: filter).rows(in: table)
        return (0..<table.rowCount).map(rows.contains)
    }

    /// The columns; where rows stand for records and no decision was named, the one column that holds yes and no.
    ///
    /// - Throws: `Refusal` (64) where there is none, or more than one.
    private func decided() throws -> AuditColumns {
        guard columns.prediction == nil, columns.score == nil else { return columns }
        let taken = Set(
            columns.named + (try groups.map { try GroupWords($0, among: table.columnNames).names } ?? [])
                + crossing.controls)
        let free = table.columnNames.filter { !taken.contains($0) }
        let decisions = try free.filter { name in
            let column = try table.column(named: name)
            return column.isYesOrNo && column.spokenCount == 2
        }
        guard decisions.count == 1 else {
            throw Refusal(
                .usage, "Nothing says which column holds the decisions.",
                next: "Name it: --prediction COL\(free.isEmpty ? "" : " (there are \(free.joined(separator: ", ")))").")
        }
        Narration.say("The decisions are those of '\(decisions[0])'; --prediction COL names another column.")
        var columns = columns
        columns.prediction = decisions[0]
        return columns
    }

    private func schema(_ columns: AuditColumns) throws -> Schema {
        let others = Set(columns.named).union(crossing.controls)
        var schema = Schema()
        if let groups {
            try GroupWords(groups, among: table.columnNames).apply(to: &schema)
        } else {
            schema.groups = Schema.guessed(for: table).groups.filter { !others.contains($0) }
        }
        crossing.apply(to: &schema)
        guard !schema.groups.isEmpty || schema.terms?.isEmpty == false else {
            throw Refusal(.usage, "No group column.", next: "Add --groups COL,COL.")
        }
        for note in try schema.proposeBands(for: table) { Narration.say(note) }
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
