import Foundation
import Records

// The copy itself, and the list of what it lacks.
extension Redact {
    /// All of the files or none; where an interrupted removal wrote some of them already, those are what they should be,
    /// or the removal is refused.
    static func write(_ input: Input) throws -> RedactionResult {
        let (table, path, gone) = (input.table, input.path, Set(input.gone))
        try table.checkUnchanged()
        if table.isOfParts {
            let listed = try AtomicFile.holding(
                RedactedPath.list(beside: path), ifTaken: .keptIfSame, text: try list(of: input))
            return try redactParts(of: table, without: gone, to: path, removed: input.rows.count, list: listed)
        }
        let copy = try table.copy(without: gone, to: path, ifTaken: .keptIfSame)
        let matrices = try table.matrixCopies(without: gone, beside: path)
        let listed = try AtomicFile.holding(
            RedactedPath.list(beside: path), ifTaken: .keptIfSame, text: try list(of: input))
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
    private static func list(of input: Input) throws -> String {
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

    /// - Parameters:
    ///   - gone: all records that were ever removed.
    ///   - list: says which.
    private static func redactParts(
        of table: Table, without gone: Set<Int>, to path: String, removed: Int, list: AtomicFile
    ) throws -> RedactionResult {
        let written = try table.writeParts(without: gone, to: path)
        let remaining = table.rowCount - gone.count
        guard written.removed == gone.count else {
            throw Refusal(
                .inputOutput,
                "The files in \(path) lack \(written.removed.counted("record")) instead of \(gone.count.grouped); nothing "
                    + "was marked removed.", next: "Check the disk, take the folder away, and try again.")
        }
        try AtomicFile.commit([list])
        var result = RedactionResult(
            removed: removed, remaining: remaining, written: path, list: list.path, digest: written.digest)
        result.files = RedactionResult.Files(written: written.names, of: table.partCount)
        return result
    }
}
