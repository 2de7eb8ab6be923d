import ArgumentParser
import Engine
import Foundation
import Records

struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print records of a project or of a bare file.")

    @Argument(help: "A project or a file.") var path: String
    @Option(
        name: .customLong("where"), parsing: .unconditional,
        help: ArgumentHelp("Records that match.", valueName: "filter")) var filter: String = ""
    @Option(
        help: ArgumentHelp(
            "Comma-separated columns; Lethe's own are row:, id:, flag:, hit:, split:, state:, reason: and model.score.",
            valueName: "a,b"))
    var columns: String?
    @Option(help: ArgumentHelp("Comma-separated columns to sort by; '-name' for descending.", valueName: "a,-b"))
    var sort: String?
    @Option(help: ArgumentHelp("At most this many.", valueName: "n")) var limit: Int?
    @Option(help: ArgumentHelp("Leave out this many first.", valueName: "n")) var offset = 0
    @Flag(help: "Only the number of records.") var count = false
    @Flag(help: "CSV on stdout, of the file's columns as they can be read back; --columns names others.") var csv =
        false
    @Flag(help: "CSV on stdout for a spreadsheet: what it would run as a formula is preceded by an apostrophe.")
    var safeCsv = false
    @Flag(help: "One JSON document on stdout.") var json = false
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var who: Who

    func validate() throws {
        if offset < 0 || limit ?? 0 < 0 { throw ValidationError("--offset and --limit are 0 or more.") }
        if [csv, safeCsv, json].count(where: \.self) > 1 {
            throw ValidationError("--csv, --safe-csv and --json exclude each other.")
        }
    }

    func run() async throws {
        let query = Query(filter: try Filter(parsing: filter), sort: sort.map(Self.keys) ?? [])
        let snapshot = try await RecordSource.open(
            path, reading, who, needing: Needs(of: [filter, sort, columns]))
        let rows = try snapshot.rows(query)
        if count {
            Output.line("\(rows.count)")
            return
        }
        let printer = RecordPrinter(snapshot: snapshot)
        let names = try columns.map { try SchemaOptions.list($0).map(printer.check) }
        if names?.isEmpty == true {
            throw Refusal(.usage, "--columns names no column.", next: "Name some, or leave it out for all of the file.")
        }
        let shown = rows.dropFirst(offset).prefix(limit ?? (csv || safeCsv || json ? rows.count : 50))
        try printer.print(
            shown, of: rows.count, columns: names,
            as: safeCsv ? .csv(isSafe: true) : csv ? .csv(isSafe: false) : json ? .json : .table)
    }

    /// "a,-b": by a, then by b from the largest down.
    static func keys(_ text: String) -> [SortKey] {
        SchemaOptions.list(text).map { name in
            SortKey(name: name.hasPrefix("-") ? String(name.dropFirst()) : name, descending: name.hasPrefix("-"))
        }
    }
}
