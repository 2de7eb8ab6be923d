import Engine
import Fairness
import Foundation
import Journal
import Records
import Reporting

extension Report {
    /// Audits a file's predictions; there is no project, so no journal either.
    func ofFile(_ truth: String, _ prediction: String) throws -> ReportContent {
        let table = try Table(path: path, choice: try reading.choice())
        for notice in table.notices { Narration.say(notice) }
        let names = groups.map(SchemaOptions.list) ?? Schema.guessed(for: table).groups
        guard !names.isEmpty else { throw Refusal(.usage, "No group column.", next: "Add --groups COL,COL.") }
        let audited = try PredictionRows(
            table, truth: truth, prediction: prediction, score: score, positive: positive)
        func grouping(_ name: String) throws -> Grouping {
            Grouping(try table.column(named: name), rows: audited.rows)
        }
        let input = AuditInput(outcomes: audited.outcomes, groupings: try names.map(grouping))
        let session = who.session()
        let data = DataFacts(
            source: table.fileName, digest: table.digest, records: table.rowCount, preprocessing: table.notices,
            exclusions: [.init(table.rowCount - audited.rows.count, "without truth, prediction or score")],
            audited: "every record with truth and prediction")
        let report = FairnessReport(input)
        var content = ReportContent(
            signature: Signature(
                auditor: session.actor, tool: "lethe \(session.toolVersion)", toolDigest: session.toolDigest,
                writtenAt: Clock.reproducible.now()),
            system: name ?? table.fileName, purpose: purpose, data: data, report: report)
        content.accuracy = report.overall.metrics["accuracy"]?.value
        content.auc = report.curves?.first?.auc.value
        content.limits = [
            "The predictions were given in a file; how they were made was not seen, and no model was changed.",
            "There is no project, so nothing is known of removals, earlier models or failed runs.",
        ]
        let found = LocalLaw144.columns(among: names)
        let law = try [sex ?? found.sex, race ?? found.race].compactMap(\.self).map(grouping)
        if !law.isEmpty {
            content.localLaw = LocalLaw144(outcomes: audited.outcomes, groupings: LocalLaw144.crossed(law))
        }
        return content
    }

    static func refuseOverwriting(_ path: String, force: Bool) throws {
        guard !force, FileManager.default.fileExists(atPath: path) else { return }
        throw Refusal(
            .cannotCreate, "\(path) is already there.", next: "Choose another name, or overwrite it with --force.")
    }

    static func write(_ text: String, to path: String) throws {
        do { try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
            throw cannotWrite(path, error.localizedDescription)
        }
    }

    static func cannotWrite(_ path: String, _ why: String) -> Refusal {
        Refusal(.cannotCreate, "Can't write \(path): \(why)", next: "Choose a folder you may write to.")
    }

    /// A name in the same folder, with the same ending, that nothing has.
    static func beside(_ path: String) -> String {
        let url = URL(fileURLWithPath: path)
        return url.deletingLastPathComponent().appendingPathComponent(
            ".lethe-\(UUID().uuidString).\(url.pathExtension)"
        ).path
    }
}

/// The records of a file that have truth, prediction and, where one is asked for, a score.
struct PredictionRows {
    let rows: [Int]
    let outcomes: Outcomes

    /// - Throws: `Refusal` for a column that is missing or no yes/no outcome, and for a score outside [0, 1].
    init(_ table: Table, truth: String, prediction: String, score: String?, positive: String?) throws {
        let isTrue = try Self.outcomes(table.column(named: truth), positive)
        let isPredicted = try Self.outcomes(table.column(named: prediction), positive)
        let scores = try score.map { try table.column(named: $0) }
        let rows = (0..<table.rowCount).filter { row in
            isTrue[row] != nil && isPredicted[row] != nil && !(scores?.isMissing(row) ?? false)
        }
        if let scores, let row = rows.first(where: { !(0...1).contains(scores.number($0)) }) {
            throw Refusal(
                .badData,
                "\(table.fileName) record \(row + 1), column '\(scores.name)': '\(scores.text(row))' is no score.",
                next: "Scores are probabilities from 0 to 1.")
        }
        guard !rows.isEmpty else {
            throw Refusal(
                .badData, "No record of \(table.fileName) has both truth and prediction.",
                next: "Look at the columns: lethe summary \(table.path)")
        }
        self.rows = rows
        outcomes = Outcomes(
            truth: rows.map { isTrue[$0] ?? false }, prediction: rows.map { isPredicted[$0] ?? false },
            score: scores.map { column in rows.map { column.number($0) } })
    }

    /// Positive or not, once for every distinct value.
    private static func outcomes(_ column: Column, _ positive: String?) throws -> [Bool?] {
        let values = column.distinct.indices.map { code -> Bool? in
            if column.isMissingCode[code] { return nil }
            if let positive { return column.distinct[code] == positive || column.numbers[code] == Double(positive) }
            return column.numbers[code] == 1 || ["true", "yes", "y"].contains(column.distinct[code].lowercased())
        }
        let present = column.distinct.indices.filter { values[$0] != nil }
        let spoken = Set(present.map { column.numbers[$0].isNaN ? column.distinct[$0] : "\(column.numbers[$0])" })
        guard spoken.count <= 2 else {
            throw Refusal(
                .badData, "'\(column.name)' has \(spoken.count) values; a yes/no outcome has two.",
                next: "Name a column with two values, and --positive VALUE.")
        }
        guard values.contains(true) else {
            throw Refusal(
                .badData, "No value of '\(column.name)' counts as positive.",
                next: "Say which one does: --positive \(present.first.map { column.distinct[$0] } ?? "VALUE")")
        }
        return column.codes.map { values[Int($0)] }
    }
}
