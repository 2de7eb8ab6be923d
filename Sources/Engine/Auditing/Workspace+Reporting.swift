public import Fairness
import Journal
import Learning
public import Records

extension Workspace {
    /// How the project measures, by its policy and seed.
    public var auditSettings: AuditSettings { AuditSettings(policy, seed: dataset.seed) }

    /// The model in use, measured by other groups or in another way than the project says; nothing is written.
    ///
    /// - Parameters:
    ///   - detects: whether the bundled detectors look through the audited records too.
    /// - Throws: `Refusal`: 64 where there is no model, or a column is not there.
    ///   - chosen: rows of the table that alone are audited; nil: all.
    public func report(
        _ schema: Schema, _ settings: AuditSettings, detects: Bool = false, only chosen: Set<Int>? = nil
    ) async throws -> FairnessReport {
        try schema.validate(against: dataset.table)
        if let audit {
            var current = audit.current
            if let chosen {
                current = try current.narrowed(
                    to: try Self.some(current.rows.filter(chosen.contains), isYours: true), schema: schema,
                    in: dataset.table)
            }
            var input = try current.input(schema, settings, in: dataset.table)
            if detects { input.marks.append(try dataset.table.detectorMark(current.rows)) }
            return FairnessReport(input)
        }
        let published = Published(bytes: try readableModel().bytes, forgotten: forgotten)
        let (learned, assignment, learner) = try Self.read(published, dataset, nil, work: .silent)
        let rows = try chosen.map { try Self.some(assignment.test.filter($0.contains)) } ?? assignment.test
        var input = try learner.input(learned, rows, policy)
        input.groupings = try schema.groupings(in: dataset.table, rows: rows)
        input.controls = try schema.controlGroupings(in: dataset.table, rows: rows)
        input.settings = settings
        if detects { input.marks.append(try dataset.table.detectorMark(rows)) }
        return FairnessReport(input)
    }

    static func some(_ rows: [Int], isYours: Bool = false) throws -> [Int] {
        guard !rows.isEmpty else {
            throw Refusal(
                .badData, "No audited record matches the filter.",
                next: isYours
                    ? "See which do with: lethe show PROJECT --where … --count"
                    : "A model is audited on the records that were held out: add split:test to see which match.")
        }
        return rows
    }
}

extension AuditedRows {
    /// The same records by other groups, measured in another way.
    func input(_ schema: Schema, _ settings: AuditSettings, in table: Table) throws -> AuditInput {
        var input = input
        input.groupings = try schema.groupings(in: table, rows: rows)
        input.controls = try schema.controlGroupings(in: table, rows: rows)
        let threshold = input.settings.threshold
        input.settings = settings
        input.settings.threshold = threshold
        return input
    }
}
