import ArgumentParser
import Engine
import Foundation
import Records

struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print records of a project or of a bare file.")

    @Argument(help: "A project or a file.") var path: String
    @Option(name: .customLong("where"), help: ArgumentHelp("Records that match.", valueName: "filter")) var filter:
        String = ""
    @Option(help: ArgumentHelp("Comma-separated columns.", valueName: "a,b")) var columns: String?
    @Option(help: ArgumentHelp("Column to sort by; '-name' for descending.", valueName: "name")) var sort: String?
    @Option(help: ArgumentHelp("At most this many.", valueName: "n")) var limit: Int?
    @Flag(help: "Only the number of records.") var count = false
    @Flag(help: "CSV on stdout.") var csv = false
    @Flag(help: "One JSON document on stdout.") var json = false
    @OptionGroup var who: Who

    func run() async throws {
        let filter = try Filter(parsing: filter)
        let keys = sort.map { name in
            [SortKey(name: name.hasPrefix("-") ? String(name.dropFirst()) : name, descending: name.hasPrefix("-"))]
        }
        let source = try await source()
        let rows = try source.rows(filter, keys ?? [])
        if count {
            Output.line("\(rows.count)")
            return
        }
        let names = try columns.map { try SchemaOptions.list($0).map(source.check) }
        let shown = Array(rows.prefix(limit ?? (csv || json ? rows.count : 50)))
        try source.print(shown, of: rows.count, columns: names, as: csv ? .csv : json ? .json : .table)
    }

    /// Whether anything asked for is computed from the model; what is stored is read without opening the project.
    private var needsModel: Bool {
        [filter, sort ?? "", columns ?? ""].contains { text in
            ["model.", "effect.", "hit"].contains { text.contains($0) }
        }
    }

    private func computed() async throws -> Snapshot {
        let workspace = try await Project.openSettled(path, who)
        let snapshot = await workspace.snapshot
        await workspace.close()
        return snapshot
    }

    private func source() async throws -> RecordPrinter {
        if ProjectFiles.isProject(path) || ProjectFiles.isProject(ProjectFiles.directory(for: path)) {
            let snapshot = try await needsModel ? computed() : Project.look(path, who)
            return RecordPrinter(table: snapshot.table, overlay: snapshot.overlay, snapshot: snapshot)
        }
        let table = try Table(path: path)
        for notice in table.notices { Narration.say(notice) }
        return RecordPrinter(table: table, overlay: Overlay(), snapshot: nil)
    }
}
