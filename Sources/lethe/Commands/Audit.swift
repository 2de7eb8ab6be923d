import ArgumentParser
import Engine
import Fairness
import Foundation
import Records

struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The fairness report of a project's model, or of your own model's predictions in a file.",
        discussion: """
            lethe audit FILE --truth COL --prediction COL --groups race,sex needs no project and trains nothing;
            --against FILE2 --id COL compares it with the same records after retraining. Without --truth, decisions alone
            are audited. Groups can be bands of numbers (--groups 'age:<25,25..45,>45') and terms (--terms comment).
            lethe audit PROJECT --trend, --before A --after B compares save points.
            lethe audit --list, --explain METRIC say what is measured.
            """)

    @Argument(help: "A project, or a file with predictions; with --list a kind of metric.") var path: String?
    @OptionGroup var outcomes: OutcomeOptions
    @Option(
        help: ArgumentHelp(
            "The value that counts as positive in both, several with commas between, or '>=0.5'; default: 1, true or yes.",
            valueName: "value"))
    var positive: String?
    @Option(help: ArgumentHelp("Comma-separated group columns, of numbers with bands.", valueName: "race,age:<25,>=25"))
    var groups: String?
    @OptionGroup var part: PartOptions
    @OptionGroup var crossing: CrossingOptions
    @Option(help: ArgumentHelp("With --against: the column that both files know a record by.", valueName: "column"))
    var id: String?
    @OptionGroup var predicted: TaskOptions
    @OptionGroup var measuring: MeasuringOptions
    @Option(
        help: ArgumentHelp(
            "Exit with 1 when a metric crosses this, e.g. 'equalizedOddsDifference>0.1' (repeatable, or with commas "
                + "between).",
            valueName: "test"))
    var failIf: [String] = []
    @Flag(help: "Exit with 1, too, where a group has too few records for a gap that is tested.") var strict = false
    @Option(help: ArgumentHelp("The earlier save point; default: the first.", valueName: "digest")) var before: String?
    @Option(help: ArgumentHelp("The later save point; default: the current one.", valueName: "digest")) var after:
        String?
    @Flag(help: "Every save point, side by side.") var trend = false
    @Option(help: ArgumentHelp("What a metric is.", valueName: "metric")) var explain: String?
    @Flag(help: "Every metric there is.") var list = false
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var who: Who
    @Flag(help: "One JSON document on stdout.") var json = false

    func run() async throws {
        let limits = try failIf.flatMap(SchemaOptions.list).map { try Limit($0, isStrict: strict) }
        if let explain { return try show(try Catalogue.named(explain)) }
        if list { return try listMetrics() }
        guard let path else {
            throw Refusal(.usage, "Which project or file?", next: "lethe audit PROJECT, or: lethe audit FILE --truth …")
        }
        let report: FairnessReport
        if trend || before != nil || after != nil {
            report = try await ofSavePoints(path)
        } else if let columns = try outcomes.columns(
            positive: positive, task: try predicted.task, neighbours: predicted.neighbours, split: part.split)
        {
            report = try ofFile(path, columns)
        } else {
            report = try await ofProject(path)
        }
        let found = limits.map { $0.findings(in: report) }
        for finding in found {
            for sentence in finding.crossed + finding.remarks { Narration.say(sentence) }
        }
        if found.contains(where: { !$0.crossed.isEmpty }) { throw ExitCode(.negativeVerdict) }
    }

    private func show(_ metric: MetricDescription) throws {
        if json { return try Output.json(metric) }
        MetricText(metric: metric).lines.forEach(Output.line)
    }

    private func listMetrics() throws {
        let kinds = try path.map { name in
            guard let kind = MetricDescription.Kind(rawValue: name) else {
                throw Refusal.unknown(
                    "kind of metric", name, among: MetricDescription.Kind.allCases.map(\.rawValue))
            }
            return [kind]
        }
        let wanted = kinds ?? MetricDescription.Kind.allCases
        if json { return try Output.json(Catalogue.all.filter { wanted.contains($0.kind) }) }
        MetricText.list(wanted).forEach(Output.line)
    }

    private func ofFile(_ path: String, _ columns: AuditColumns) throws -> FairnessReport {
        let choice = try reading.choice()
        let table = try Table(path: path, choice: choice)
        for notice in table.notices { Narration.say(notice) }
        let after = try outcomes.paired(id: id, choice: choice)
        let audit = try FileAudit(
            table: table, columns: columns, groups: groups, crossing: crossing, measuring: measuring,
            filter: part.filter, after: after
        ).read()
        for note in audit.current.notes { Narration.say(note) }
        let evaluation = audit.evaluation()
        if json {
            Output.line(try evaluation.comparison == nil ? evaluation.report.json() : FileAudit.json(evaluation))
        } else {
            FairnessText(report: evaluation.report).lines.forEach(Output.line)
            if let comparison = evaluation.comparison {
                ([""] + ComparisonText(comparison: comparison).lines).forEach(Output.line)
            }
        }
        return evaluation.report
    }

    private func ofProject(_ path: String) async throws -> FairnessReport {
        guard positive == nil, id == nil, predicted.isEmpty else {
            throw Refusal(
                .usage, "--positive, --id, --classes, --regression and --consistency go with --truth and --prediction.",
                next: "A project has its own; leave them out.")
        }
        try refuseFile(path)
        guard part.split == nil else {
            throw Refusal(
                .usage, "--split goes with --prediction: a project was split when it was made.", next: "Leave it out.")
        }
        let report: FairnessReport
        if groups == nil, crossing.isEmpty, measuring.isEmpty, part.filter.isEmpty {
            guard let evaluation = try await Project.look(path, who).evaluation else {
                throw Refusal(.usage, "The project has no model.", next: "Train one: lethe train \(path)")
            }
            report = evaluation.report
        } else {
            report = try await measuredAnew(path)
        }
        if json { Output.line(try report.json()) } else { FairnessText(report: report).lines.forEach(Output.line) }
        return report
    }

    /// The model in use, measured in another way than its project says.
    private func measuredAnew(_ path: String) async throws -> FairnessReport {
        let looking = try Project.lookingAt(path, who)
        let snapshot = await looking.look()
        var schema = snapshot.schema
        if let groups {
            try GroupWords(groups, among: snapshot.table.columnNames).apply(to: &schema)
            for note in try schema.proposeBands(for: snapshot.table) { Narration.say(note) }
        }
        crossing.apply(to: &schema)
        let others = schema.groups.filter { !schema.controls.contains($0) }
        if groups == nil, !others.isEmpty { schema.groups = others }
        try schema.checkControls()
        var settings = await looking.auditSettings
        try measuring.apply(to: &settings, groups: try FileAudit.groups(snapshot.table, schema))
        let rows = try part.filter.isEmpty ? nil : Set(snapshot.rows(Query(filter: Filter(parsing: part.filter))))
        let report = try await looking.report(schema, settings, detects: measuring.detectors, only: rows)
        await looking.close()
        return report
    }

    private func refuseFile(_ path: String) throws {
        guard !ProjectFiles.isProject(path), !ProjectFiles.isProject(ProjectFiles.directory(for: path)) else { return }
        _ = try Table(path: path)
        throw Refusal(
            .usage, "\(path) is a file, not a project.",
            next:
                "Add --truth COL --prediction COL (or --prediction COL alone, for decisions), or make a project with 'lethe init'."
        )
    }
}
