import ArgumentParser
import Engine
import Foundation
import Records

struct Redact: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a copy of a file without some records; every other byte stays as it was.",
        discussion: "No model is changed: 'lethe forget' makes a model forget records.")

    @Argument(help: "A file, or a project.") var path: String
    @Option(
        name: .customLong("where"), parsing: .unconditional,
        help: ArgumentHelp("Leave out records that match.", valueName: "filter"))
    var filter: String?
    @Option(
        help: ArgumentHelp(
            "Leave out records whose ids (32 hexadecimal digits, one a line) are in this file.", valueName: "file"))
    var ids: String?
    @Option(help: ArgumentHelp("Where the copy goes.", valueName: "file")) var to: String
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var who: Who
    @Flag(help: "One JSON document on stdout.") var json = false

    func run() async throws {
        guard (filter == nil) != (ids == nil) else {
            throw Refusal(
                .usage, filter == nil ? "Which records?" : "--where and --ids exclude each other.",
                next: "Give --where FILTER or --ids FILE.")
        }
        try AtomicFile.refuseTaken(to)
        let snapshot = try await RecordSource.open(
            path, reading, who, needsModel: RecordSource.needsModel(filter))
        let rows = try rows(in: snapshot)
        if rows.isEmpty {
            throw Refusal(
                .badData, "No record matches, so the copy would be the file.",
                next: "Try the filter with: lethe show FILE --where … --count")
        }
        let table = snapshot.table
        let copy = try table.copy(without: rows, to: to)
        let matrices = try table.matrixCopies(without: rows, beside: to)
        try AtomicFile.commit(matrices + [copy])
        for matrix in matrices { Narration.say("wrote \(matrix.path)") }
        Narration.say("no model was changed; 'lethe forget' makes a model forget records")
        let remaining = table.rowCount - rows.count
        if json {
            try Output.json(Written(removed: rows.count, remaining: remaining, written: to))
        } else {
            Output.line("wrote \(to) without \(rows.count.counted("record")); \(remaining.grouped) remain")
        }
    }

    private func rows(in snapshot: Snapshot) throws -> Set<Int> {
        if let filter { return Set(try snapshot.rows(Query(filter: Filter(parsing: filter)))) }
        guard let ids else { return [] }
        // A file without a project has the ids that a project of it would have by default.
        let known =
            snapshot.browsing == nil
            ? snapshot.overlay.ids : try Identities(table: snapshot.table, seed: 1).ids
        return Set(try RecordIDFile.rows(in: ids, among: known))
    }

    private struct Written: Encodable {
        let removed: Int
        let remaining: Int
        let written: String
    }
}
