import ArgumentParser
import Engine
import Records

struct Summary: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "What every column holds: type, missing, distinct values, range, examples.")

    @Argument(help: "A project or a file.") var path: String
    @Option(
        name: .customLong("where"), parsing: .unconditional,
        help: ArgumentHelp("Of records that match.", valueName: "filter")) var filter: String = ""
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var who: Who
    @Flag(help: "One JSON document on stdout.") var json = false

    func run() async throws {
        let filter = try Filter(parsing: filter)
        let snapshot = try await RecordSource.open(
            path, reading, who, needing: Needs(of: [self.filter]))
        var lines: [SummaryLine] = []
        try snapshot.summarize(filter) { lines.append($0) }
        if json {
            let records = try snapshot.rows(Query(filter: filter)).count
            try Output.json(Document(records: records, columns: lines))
            return
        }
        var text = TextTable(
            header: ["column", "kind", "missing", "distinct", "from", "to", "mean", "examples"], right: [2, 3, 4, 5, 6])
        for line in lines {
            text.rows.append([
                line.name, line.kind, line.missing.grouped, line.distinct.grouped, line.minimum ?? "",
                line.maximum ?? "", line.mean.map { $0.fixed(3) } ?? "", line.examples.joined(separator: ", "),
            ])
        }
        text.lines().forEach(Output.line)
    }

    private struct Document: Encodable {
        let records: Int
        let columns: [SummaryLine]
    }
}
