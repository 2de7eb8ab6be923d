public import Fairness
import Journal
import Learning
public import Records

extension Workspace {
    /// How the project measures, by its policy and seed.
    public var auditSettings: AuditSettings { AuditSettings(policy, seed: dataset.seed) }

    /// The model in use, measured by other groups or in another way than the project says; nothing is written.
    ///
    /// - Parameter detects: whether the bundled detectors look through the audited records too.
    /// - Throws: `Refusal`: 64 where there is no model, or a column is not there.
    public func report(_ schema: Schema, _ settings: AuditSettings, detects: Bool = false) async throws
        -> FairnessReport
    {
        try schema.validate(against: dataset.table)
        if let audit {
            var input = try audit.current.input(schema, settings, in: dataset.table)
            if detects { input.marks.append(try dataset.table.detectorMark(audit.current.rows)) }
            return FairnessReport(input)
        }
        let published = Published(bytes: try readableModel().bytes, forgotten: forgotten)
        let (learned, assignment, learner) = try Self.read(published, dataset, nil, work: .silent)
        var input = try learner.input(learned, assignment.test, policy)
        input.groupings = try schema.groupings(in: dataset.table, rows: assignment.test)
        input.controls = try schema.controlGroupings(in: dataset.table, rows: assignment.test)
        input.settings = settings
        if detects { input.marks.append(try dataset.table.detectorMark(assignment.test)) }
        return FairnessReport(input)
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
