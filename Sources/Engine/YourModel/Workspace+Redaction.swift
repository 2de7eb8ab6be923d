import Foundation
import Journal
import Learning
import Records

extension Workspace {
    /// Everything that a copy of the file is written from.
    private struct RedactionInput: Sendable {
        let table: Table
        let ids: [RecordID]
        let idColumn: String?
        let rows: [Int]
        /// All that were ever removed, with these.
        let gone: [Int]
        let path: String
    }

    /// A path beside the file that nothing has yet: "loans-redacted.csv", "loans-redacted-2.csv".
    ///
    /// - Throws: `Refusal`: 64 where the model is Lethe's own and a path was asked for, 73 where something is there.
    func redactedPath(_ asked: String?) throws -> String? {
        guard audit != nil else {
            if asked != nil {
                throw Refusal(
                    .usage, "A removal from a model of Lethe's writes no file.",
                    next: "'lethe redact PROJECT --where state:forgotten --to FILE' writes one without the records.")
            }
            return nil
        }
        if let asked {
            let path = URL(fileURLWithPath: asked).standardizedFileURL.path
            for name in [path, Self.list(beside: path)] {
                try AtomicFile.refuseTaken(name)
                guard dataset.table.wouldHold(name) else { continue }
                throw Refusal(
                    .cannotCreate, "'\(name)' would be one of the files that the table is made of.",
                    next: "Name a folder elsewhere.")
            }
            return path
        }
        var number = 1
        func isTaken(_ path: String) -> Bool {
            var status = stat()
            return lstat(path, &status) == 0
        }
        while isTaken(redactedName(number)) || isTaken(Self.list(beside: redactedName(number))) { number += 1 }
        return redactedName(number)
    }

    /// "loans-redacted.csv", "loans-redacted-2.csv": beside the file.
    private func redactedName(_ number: Int) -> String {
        let table = dataset.table
        let (stem, ending) =
            table.isOfParts ? (Self.place(ofParts: table.path), "") : PathText.ending(of: table.path)
        return "\(stem)-redacted\(number > 1 ? "-\(number)" : "")\(ending.isEmpty ? "" : "." + ending)"
    }

    /// Whether a removal that was cut short may go on writing to the path that the project names. The project may be a
    /// stranger's: so beside the file only, to a name of its kind, and over nothing but what Lethe itself would write there.
    func mayGoOnWriting(to path: String) -> Bool {
        let source = dataset.table.path
        let (folder, name) = PathText.parts(of: path)
        guard (1...1000).map(redactedName).contains(path) else {
            let files = [path, Self.list(beside: path)]
            return folder == PathText.parts(of: source).folder
                && (dataset.table.isOfParts || PathText.ending(of: path).ending == PathText.ending(of: source).ending)
                && !name.hasPrefix(".")
                && !files.contains { (try? FileManager.default.attributesOfItem(atPath: $0)) != nil }
        }
        return true
    }

    static func list(beside path: String) -> String { path + ".removed.csv" }

    /// Writes the file without the records, then marks them removed; what is written twice is the same.
    func enqueueRedaction(_ removal: PendingRemoval, title: String) -> Int {
        let key = removal.key
        return enqueue(.forget, title: title) { workspace, work in
            do {
                try work.step(Progress(phase: "writing", fraction: 0, detail: ""))
                let (removal, input) = try await workspace.begin(redaction: key)
                let result = try Self.redact(input)
                return try await workspace.publish(result, removal, rows: input.rows)
            } catch {
                try await workspace.removalFailed(error, key: key)
                throw error
            }
        }
    }

    private func begin(redaction key: String) throws -> (PendingRemoval, RedactionInput) {
        removals[key]?.hasBegun = true
        guard let removal = removals[key], let path = removal.path else {
            preconditionFailure("a redaction is known, with its path, until it ends")
        }
        let rows = rows(removal.requests)
        let gone = Set(forgotten.indices.filter { forgotten[$0] }).union(rows).sorted()
        return (
            removal,
            RedactionInput(
                table: dataset.table, ids: dataset.identities.ids, idColumn: dataset.schema.idColumn, rows: rows,
                gone: gone, path: path)
        )
    }

    /// All of the files or none; where an interrupted removal wrote some of them already, those are what they should be,
    /// or the removal is refused.
    private static func redact(_ input: RedactionInput) throws -> RedactionResult {
        let (table, path, gone) = (input.table, input.path, Set(input.gone))
        try table.checkUnchanged()
        if table.isOfParts {
            let listed = try file(list(beside: path), ifTaken: .keptIfSame, holding: try list(of: input))
            return try redactParts(of: table, without: gone, to: path, removed: input.rows.count, list: listed)
        }
        let copy = try table.copy(without: gone, to: path, ifTaken: .keptIfSame)
        let matrices = try table.matrixCopies(without: gone, beside: path)
        let listed = try file(list(beside: path), ifTaken: .keptIfSame, holding: try list(of: input))
        // Read again before anything is said of it.
        var choice = ReadingChoice(table.reading)
        choice.matrices = matrices.map(\.draftPath)
        let written = try Table(path: copy.draftPath, choice: choice)
        let remaining = table.rowCount - input.gone.count
        guard written.rowCount == remaining else {
            throw Refusal(
                .inputOutput,
                "The copy has \(written.rowCount.grouped) records instead of \(remaining.grouped); nothing was written to "
                    + "\(path), and nothing was marked removed.",
                next: "Check the disk, and try again.")
        }
        try AtomicFile.commit(matrices + [listed, copy])
        return RedactionResult(
            removed: input.rows.count, remaining: remaining, written: path, list: listed.path, digest: written.digest)
    }

    /// Which records the file lacks: as people count them, where they stand, and their ids.
    private static func list(of input: RedactionInput) throws -> String {
        let column = try input.idColumn.map { try input.table.index(of: $0) }
        let isOfParts = input.table.isOfParts
        let header =
            ["row", "line", "record"] + (isOfParts ? ["file"] : []) + [input.idColumn].compactMap(\.self)
        let records = input.gone.map { row in
            ["\(row + 1)", "\(input.table.line(row))", input.ids[row].description]
                + (isOfParts ? [input.table.partName(of: row) ?? ""] : [])
                + [column].compactMap { $0.map { input.table.field(row, $0) } }
        }
        return ([header] + records).map { $0.map(CSV.field).joined(separator: ",") + "\n" }.joined()
    }

    private func publish(_ result: RedactionResult, _ removal: PendingRemoval, rows: [Int]) throws -> String {
        let erased = self.rows(removal.requests.filter(\.erases))
        var event = draft(
            .unlearnResult, rows,
            params: [
                "job": .string(removal.key), "removed": .integer(Int64(result.removed)),
                "retained": .integer(Int64(result.remaining)), "requests": .integer(Int64(removal.requests.count)),
                "model": "not changed",
            ], payload: ["written": .string(result.written), "list": .string(result.list)])
        event.inputs = [dataset.table.digest]
        event.outputs = [result.digest]
        let after: Journal.Change =
            erased.isEmpty
            ? .job(id: removal.key, state: nil, json: "")
            : .job(id: removal.key, state: PendingRemoval.Stage.erasing.rawValue, json: try removal.json)
        let forgetting = forgetting(rows, erased)
        try commit(event, forgetting + [after])
        // From here on the file without the records is published, whatever else fails.
        for change in forgetting { follow(change) }
        end(removal.key)
        lastRedaction = result
        undoStack.clear()
        refreshDecisions()
        return result.sentence + conclude(removal, erased: erased)
    }
}
