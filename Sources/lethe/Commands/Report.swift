import ArgumentParser
import Engine
import Fairness
import Foundation
import Records
import Reporting

struct Report: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write the report: the audit before and after, removals and journal, as HTML, Markdown, CSV or JSON.",
        discussion: """
            lethe report PROJECT --to report.html
            lethe report FILE --truth COL --prediction COL --score COL --groups race,sex --to report.html
            lethe report PROJECT --where 'age>=18' --to adults.html
            The second form needs no project; --where chooses the records that figures are of. SOURCE_DATE_EPOCH sets the date, so that a report can be written twice
            alike.
            """)

    @Argument(help: "A project, or a file with predictions.") var path: String
    @Option(help: ArgumentHelp("Where it goes; .html, .md, .csv or .json.", valueName: "file")) var to: String
    @Option(help: ArgumentHelp("What the system is called.", valueName: "text")) var name: String?
    @Option(help: ArgumentHelp("What the system is for.", valueName: "text")) var purpose: String?
    @Option(help: ArgumentHelp("The column of sex, for the Local Law 144 tables.", valueName: "column")) var sex:
        String?
    @Option(help: ArgumentHelp("The column of race or ethnicity, for the same.", valueName: "column")) var race: String?
    @Flag(help: "Overwrite the file if it is there.") var force = false
    @OptionGroup var outcomes: OutcomeOptions
    @Option(
        help: ArgumentHelp(
            "The value that counts as positive in both, several with commas between, or '>=0.5'.", valueName: "value"))
    var positive: String?
    @Option(help: ArgumentHelp("Comma-separated group columns, of numbers with bands.", valueName: "race,age:<25,>=25"))
    var groups: String?
    @OptionGroup var part: PartOptions
    @OptionGroup var crossing: CrossingOptions
    @Option(help: ArgumentHelp("With --against: the column that both files know a record by.", valueName: "column"))
    var id: String?
    @OptionGroup var predicted: TaskOptions
    @OptionGroup var measuring: MeasuringOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var who: Who

    private var options: Reporting.Options {
        Reporting.Options(name: name, purpose: purpose, sexColumn: sex, raceColumn: race)
    }

    func run() async throws {
        let format = try ReportFormat(path: to)
        try Self.check(to, force: force)
        if let columns = try outcomes.columns(
            positive: positive, task: try predicted.task, neighbours: predicted.neighbours, split: part.split)
        {
            try AtomicFile.write(
                try ofFile(columns).text(as: format), to: to, ifTaken: force ? .replaced : .refused)
            Output.line("wrote the report to \(to)")
        } else {
            Output.line(try await ofProject())
        }
    }

    /// Through the workspace, so that the journal says that a report was written.
    private func ofProject() async throws -> String {
        guard positive == nil, groups == nil, id == nil, crossing.isEmpty, predicted.isEmpty, measuring.isEmpty,
            part.split == nil
        else {
            throw Refusal(
                .usage,
                "--positive, --groups, --cross, --id, --classes, --regression, --consistency, --split "
                    + "and how to measure go with --truth and --prediction.",
                next: "A project has its own; leave them out.")
        }
        let workspace = try await Project.openSettled(
            path, who, resuming: false, needing: Needs(of: [part.filter]).union([.model, .figures]))
        await workspace.use(reporter: Reporting.reporter(options))
        _ = try await workspace.complete(
            .write(.report(path: to, replacing: force, filter: part.filter.isEmpty ? nil : part.filter)))
        await workspace.close()
        return "wrote the report to \(to)"
    }
}
