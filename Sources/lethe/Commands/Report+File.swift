import Engine
import Fairness
import Foundation
import Journal
import Records
import Reporting

extension Report {
    /// Audits a file's predictions; there is no project, so no journal either.
    func ofFile(_ columns: AuditColumns) throws -> ReportContent {
        let choice = try reading.choice()
        let table = try Table(path: path, choice: choice)
        for notice in table.notices { Narration.say(notice) }
        let after = try outcomes.paired(id: id, choice: choice)
        let audit = try FileAudit(
            table: table, columns: columns, groups: groups, crossing: crossing, measuring: measuring,
            filter: part.filter, after: after
        ).read()
        for note in audit.current.notes { Narration.say(note) }
        let evaluation = audit.evaluation()
        let session = who.session()
        let rows = audit.current.rows
        let told = columns.truth == nil ? "a prediction" : "truth and prediction"
        let why = part.isEmpty ? "without \(told)" : "without \(told), or not chosen by --where or --split"
        let data = DataFacts(
            source: table.fileName, digest: table.digest, records: table.rowCount,
            preprocessing: table.notices + audit.current.notes,
            exclusions: [
                .init(
                    table.rowCount - audit.current.distinctRows, after == nil ? why : "\(why) in both files")
            ],
            audited: after.map { "every record that \($0.table.fileName) has too" }
                ?? "every record with \(told)\(part.isEmpty ? "" : " that was chosen")")
        var content = ReportContent(
            signature: Signature(
                auditor: session.actor, tool: "lethe \(session.toolVersion)", toolDigest: session.toolDigest,
                writtenAt: Clock.reproducible.now()),
            system: name ?? table.fileName, purpose: purpose, data: data, report: evaluation.report,
            before: evaluation.before, comparison: evaluation.comparison)
        if let after {
            content.beforeName = table.fileName
            content.afterName = "\(after.table.fileName), SHA-256 \(after.table.digest)"
        }
        (content.accuracy, content.auc) = (evaluation.accuracy, evaluation.auc)
        content.limits = [
            "The predictions were given in a file; how they were made was not seen, and no model was changed.",
            "There is no project, so nothing is known of removals, earlier models or failed runs.",
        ]
        let input = audit.current.input
        let found = LocalLaw144.columns(among: input.groupings.map(\.column))
        let law = try [sex ?? found.sex, race ?? found.race].compactMap(\.self).map { name in
            Grouping(try table.column(named: name), rows: rows)
        }
        if !law.isEmpty {
            content.localLaw = LocalLaw144(outcomes: input.outcomes, groupings: LocalLaw144.crossed(law))
        }
        return content
    }

    /// Refuses, before anything is measured for it, a path that can't be written.
    static func check(_ path: String, force: Bool) throws {
        if force { return try AtomicFile.refuseTaken(path, replacing: true) }
        do { try AtomicFile.refuseTaken(path) } catch let refusal as Refusal {
            guard refusal.sentence.hasSuffix("is already there.") else { throw refusal }
            throw Refusal(
                refusal.kind, refusal.sentence, next: "Choose another name, or overwrite it with --force.")
        }
    }
}
