public import Fairness
import Foundation
import Learning
public import Records

/// What a model made elsewhere said about a file, and what it says after it was retrained.
public struct YourAudit: Sendable {
    /// Of the file; with an after, only the records that both have.
    public private(set) var before: AuditedRows
    /// The same rows with the predictions of after.
    public private(set) var after: AuditedRows?
    let digests: (before: String, after: String?)

    /// What the model says now.
    public var current: AuditedRows { after ?? before }

    /// Audits a file.
    ///
    /// - Throws: as `AuditColumns.read`.
    public init(
        _ table: Table, _ columns: AuditColumns, schema: Schema, settings: AuditSettings, isCopy: [Bool]? = nil,
        without erased: [Bool]? = nil, only chosen: [Bool]? = nil
    ) throws {
        before = try columns.read(
            table, schema: schema, settings: settings, isCopy: isCopy, without: erased, only: chosen)
        after = nil
        digests = (table.digest, nil)
    }

    /// Audits a file and what became of its predictions in another, record by record.
    ///
    /// What was true, the groups and the weights are the first file's; the second is asked for predictions and scores.
    ///
    /// - Throws: as `AuditColumns.read` and `RecordPairing`.
    public init(
        _ table: Table, _ columns: AuditColumns, schema: Schema, settings: AuditSettings, isCopy: [Bool]? = nil,
        without erased: [Bool]? = nil, only chosen: [Bool]? = nil, against second: Table, id: String
    ) throws {
        let pairing = try RecordPairing(table, second, by: id)
        let first = try columns.read(
            table, schema: schema, settings: settings, isCopy: isCopy, without: erased, only: chosen)
        try pairing.checkTruth(columns, table, second, id: id)
        let said = try LaterPredictions(columns, in: second, cut: first.cut)
        var partner: [Int: Int] = [:]
        for pair in pairing.pairs where said.holds(pair.second) { partner[pair.first] = pair.second }
        let rows = first.rows.filter { partner[$0] != nil }
        guard !rows.isEmpty else {
            throw Refusal(
                .badData,
                "No record of both files has \(columns.truth == nil ? "predictions" : "truth and predictions").",
                next: "Look at the columns of both.")
        }
        var narrow = try first.narrowed(to: rows, schema: schema, in: table)
        narrow.notes += [pairing.sentence(table, second)].compactMap(\.self)
        narrow.notes += try pairing.groupNotes(schema, table, second, id: id)
        before = narrow
        after = Self.later(narrow, said, rows.compactMap { partner[$0] })
        digests = (table.digest, second.digest)
    }

    /// The same of some of its records.
    func narrowed(to rows: [Int], schema: Schema, in table: Table) throws -> YourAudit {
        var narrow = self
        narrow.before = try before.narrowed(to: rows, schema: schema, in: table)
        narrow.after = try after?.narrowed(to: rows, schema: schema, in: table)
        return narrow
    }

    /// The same records with other predictions.
    private static func later(_ before: AuditedRows, _ said: LaterPredictions, _ rows: [Int]) -> AuditedRows {
        var later = before
        later.input.swaps = []
        let outcomes = before.input.outcomes
        later.input.classes = before.input.classes.flatMap { classes in
            said.classes.map { texts in classes.predicted(rows.map { texts[$0] ?? "" }) }
        }
        later.input.outcomes = Outcomes(
            truth: outcomes.truth, prediction: rows.map { said.isPositive[$0] ?? false },
            score: said.scores.map { scores in rows.map { scores[$0] ?? 0 } }, weight: outcomes.weight,
            knowsTruth: outcomes.knowsTruth,
            right: later.input.classes.map { classes in
                classes.truth.indices.map { classes.truth[$0] == classes.prediction[$0] }
            })
        later.input.numbers = before.input.numbers.flatMap { numbers in
            said.numbers.map { said in
                NumberOutcomes(truth: numbers.truth, prediction: rows.map { said[$0] ?? 0 })
            }
        }
        return later
    }

    /// Everything that is measured: of the model now and, with an after, of before and the paired change.
    public func evaluation(targets: [Comparison.Target] = []) -> Evaluation {
        let report = FairnessReport(current.input)
        let outcomes = current.input.outcomes
        let isKnown = current.input.numbers == nil && outcomes.knowsTruth
        var evaluation = Evaluation(
            digest: digests.after ?? digests.before, family: nil, records: outcomes.count,
            accuracy: isKnown ? report.overall.metrics["accuracy"]?.value : nil,
            auc: outcomes.knowsTruth
                ? outcomes.score.flatMap { RankStatistics.auc(scores: $0, labels: outcomes.truth) } : nil,
            report: report, before: nil, comparison: nil, beforeDigest: nil, removed: 0)
        if after != nil {
            evaluation.before = FairnessReport(before.input)
            evaluation.comparison = comparison(targets: targets)
            evaluation.beforeDigest = digests.before
        }
        return evaluation
    }

    /// The paired change; nil without an after.
    public func comparison(targets: [Comparison.Target] = []) -> Comparison? {
        guard let after else { return nil }
        return .paired(before.input, after.input, targets: targets)
    }
}

extension ClassOutcomes {
    /// The same truth with other predictions, among whose classes may be new ones.
    fileprivate func predicted(_ predictions: [String]) -> ClassOutcomes {
        let all = Set(names).union(predictions).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        var place: [String: Int] = [:]
        for (index, name) in all.enumerated() { place[name] = index }
        return ClassOutcomes(
            names: all, truth: truth.map { place[names[$0]] ?? 0 }, prediction: predictions.map { place[$0] ?? 0 })
    }
}
