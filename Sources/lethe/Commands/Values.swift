import ArgumentParser
import Engine
import Records

struct Values: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The values of a column with how many records have each, by group where asked.")

    @Argument(help: "A project or a file.") var path: String
    @Argument(help: "The column.") var column: String
    @Option(help: ArgumentHelp("Split the counts by this column.", valueName: "column")) var by: String?
    @Option(
        name: .customLong("where"), parsing: .unconditional,
        help: ArgumentHelp("Of records that match.", valueName: "filter")) var filter: String = ""
    @Option(help: ArgumentHelp("At most this many values.", valueName: "n")) var limit = 50
    @Flag(help: "Bins of numbers: a histogram.") var bins = false
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var who: Who
    @Flag(help: "One JSON document on stdout.") var json = false

    func validate() throws { if limit < 1 { throw ValidationError("--limit is at least 1.") } }

    func run() async throws {
        let filter = try Filter(parsing: filter)
        let snapshot = try await RecordSource.open(
            path, reading, who, needing: Needs(of: [self.filter]))
        let found = try snapshot.values(
            ValuesQuestion(
                column: column, by: by, filter: filter, form: bins ? .histogram : .values, limit: limit))
        guard json else { return print(found, snapshot.schema.target) }
        try Output.json(
            Document(column, by, found), "values", found.lines.lazy.map { Document.line($0, by, found) })
    }

    private func print(_ found: ValuesFound, _ target: Target?) {
        let hasRate = found.lines.contains { $0.positives != nil }
        let rate = hasRate ? [target.map { "\($0.column)=\($0.positiveText)" } ?? "positive"] : []
        let header = [found.isHistogram ? "from … to" : "value", "records", "share"] + found.groups + rate
        var text = TextTable(header: header, right: Set(1..<header.count))
        for line in found.lines {
            let positives = line.positives.map {
                line.labelled == 0 ? "–" : Self.percent(Double($0) / Double(line.labelled))
            }
            text.rows.append(
                [line.isMissing ? "(missing)" : line.label, line.count.grouped, Self.percent(line.share)]
                    + found.groups.indices.map { line.countsByGroup.isEmpty ? "–" : line.countsByGroup[$0].grouped }
                    + (hasRate ? [positives ?? "–"] : []))
        }
        text.lines().forEach(Output.line)
        let told = found.lines.reduce(0) { $0 + $1.count }
        if told < found.total {
            Narration.say(
                "\((found.total - told).grouped) of \(found.total.grouped) records have other values; --limit shows more."
            )
        }
    }

    private static func percent(_ share: Double) -> String { "\((share * 100).fixed(1)) %" }

    private struct Document: Encodable {
        struct Line: Encodable {
            let value: String?
            let count: Int
            let share: Double
            let groups: [String: Int]?
            let positives: Int?
            let labelled: Int?
            let filter: String
        }

        let column: String
        let by: String?
        let records: Int
        let distinct: Int
        let isHistogram: Bool

        init(_ column: String, _ by: String?, _ found: ValuesFound) {
            self.column = column
            self.by = by
            records = found.total
            distinct = found.distinct
            isHistogram = found.isHistogram
        }

        /// One of its values, made when it is printed: there may be millions.
        static func line(_ line: ValuesFound.Line, _ by: String?, _ found: ValuesFound) -> Line {
            Line(
                value: line.isMissing ? nil : line.label, count: line.count, share: line.share,
                groups: by == nil
                    ? nil : Dictionary(zip(found.groups, line.countsByGroup)) { first, _ in first },
                positives: line.positives, labelled: line.positives == nil ? nil : line.labelled,
                filter: line.filterText)
        }
    }
}
