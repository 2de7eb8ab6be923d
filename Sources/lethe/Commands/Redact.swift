import ArgumentParser
import Engine
import Foundation
import Journal
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
    @Option(
        help: ArgumentHelp(
            "Leave out single turns that have one of these flags, and keep their records: toxic,private.",
            valueName: "flags"))
    var turns: String?
    @Option(help: ArgumentHelp("Where the copy goes.", valueName: "file")) var to: String
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var who: Who
    @ArgumentParser.Flag(help: "One JSON document on stdout.") var json = false

    func run() async throws {
        guard filter == nil || ids == nil, filter != nil || ids != nil || turns != nil else {
            throw Refusal(
                .usage, filter == nil ? "Which records?" : "--where and --ids exclude each other.",
                next: "Give --where FILTER, --ids FILE or, in conversations, --turns FLAGS.")
        }
        try AtomicFile.refuseTaken(to)
        let snapshot = try await RecordSource.open(
            path, reading, who, needing: Needs(of: [filter]))
        let rows = try rows(in: snapshot)
        let turns = try flaggedTurns(in: snapshot)
        if rows.isEmpty, turns.isEmpty {
            throw Refusal(
                .badData, "No record matches, so the copy would be the file.",
                next: "Try the filter with: lethe show FILE --where … --count")
        }
        let table = snapshot.table
        if table.isOfParts { return try writeParts(of: table, without: rows, turns) }
        let copy = try table.copy(without: rows, turns: turns, to: to)
        // Read again: a record of which no turn is left has gone as a whole.
        let written = try turns.isEmpty ? nil : Table(path: copy.draftPath, choice: ReadingChoice(table.reading))
        let remaining = written?.rowCount ?? table.rowCount - rows.count
        let matrices = try table.matrixCopies(without: rows, beside: to)
        try AtomicFile.commit(matrices + [copy])
        for matrix in matrices { Narration.say("wrote \(matrix.path)") }
        Narration.say("no model was changed; 'lethe forget' makes a model forget records")
        let removed = table.rowCount - remaining
        let parts = turns.filter { !rows.contains($0.key) }.values.reduce(0) { $0 + $1.count }
        if json {
            try Output.json(
                Written(removed: removed, turns: self.turns == nil ? nil : parts, remaining: remaining, written: to))
        } else {
            let what = [
                removed > 0 || parts == 0 ? removed.counted("record") : nil, parts > 0 ? parts.counted("turn") : nil,
            ].compactMap(\.self).joined(separator: " and ")
            Output.line("wrote \(to) without \(what); \(remaining.grouped)\(parts > 0 ? " records" : "") remain")
        }
    }

    /// Of a table of several files, those that change.
    private func writeParts(of table: Table, without rows: Set<Int>, _ turns: [Int: Set<TurnPlace>]) throws {
        let written = try table.writeParts(without: rows, turns: turns, to: to)
        let remaining = table.rowCount - written.removed
        Narration.say("no model was changed; 'lethe forget' makes a model forget records")
        if json {
            let parts = turns.values.reduce(0) { $0 + $1.count }
            return try Output.json(
                Written(
                    removed: written.removed, turns: self.turns == nil ? nil : parts, remaining: remaining, written: to)
            )
        }
        Output.line(
            "wrote \(written.names.count) of \(table.partCount.grouped) files to \(to), without "
                + "\(written.removed.counted("record")); \(remaining.grouped) remain. The other files lose nothing.")
    }

    private func flaggedTurns(in snapshot: Snapshot) throws -> [Int: Set<TurnPlace>] {
        guard let turns else { return [:] }
        let flags = try turns.split(separator: ",").map { name in
            let name = name.trimmingCharacters(in: .whitespaces)
            guard let flag = Journal.Flag(rawValue: name) else {
                throw Refusal.unknown("flag", name, among: Journal.Flag.allCases.map(\.rawValue))
            }
            return flag
        }
        let found = snapshot.turns(flagged: flags)
        if found.isEmpty {
            throw Refusal(
                .badData, "No turn is flagged \(flags.map(\.rawValue).joined(separator: " or ")).",
                next: "Flag turns in a project: lethe flag PROJECT toxic --where … --turn 2")
        }
        return found
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
        /// Turns that were left out, of records that stayed and of those that had no other.
        let turns: Int?
        let remaining: Int
        let written: String
    }
}
