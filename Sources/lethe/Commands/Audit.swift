import ArgumentParser
import Engine
import Fairness
import Foundation
import Learning
import Records

struct Audit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The fairness report of a project's model, or of your own model's predictions in a file.",
        discussion:
            "lethe audit FILE --truth COL --prediction COL --groups race,sex needs no project and trains nothing.")

    @Argument(help: "A project, or a file with predictions.") var path: String
    @Option(help: ArgumentHelp("The column with the true outcome.", valueName: "column")) var truth: String?
    @Option(help: ArgumentHelp("The column with the predicted outcome.", valueName: "column")) var prediction: String?
    @Option(help: ArgumentHelp("The column with the score.", valueName: "column")) var score: String?
    @Option(
        help: ArgumentHelp("The value that counts as positive in both; default: 1, true or yes.", valueName: "value"))
    var positive: String?
    @Option(help: ArgumentHelp("Comma-separated group columns.", valueName: "race,sex")) var groups: String?
    @Option(help: ArgumentHelp("Fewer records than this are insufficient evidence.", valueName: "n")) var minimum: Int?
    @Option(
        help: ArgumentHelp(
            "Exit with 1 when a gap crosses this, e.g. 'equalizedOddsDifference>0.1'.", valueName: "test")) var failIf:
        [String] = []
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var who: Who
    @Flag(help: "One JSON document on stdout.") var json = false

    func run() async throws {
        let limits = try failIf.map(Limit.init)
        let report: FairnessReport
        if let truth, let prediction {
            report = try ofFile(truth, prediction)
        } else if truth != nil || prediction != nil {
            throw Refusal(.usage, "--truth and --prediction go together.", next: "Name both columns.")
        } else {
            report = try await ofProject()
        }
        if json { Output.line(try report.json()) } else { FairnessText(report: report).lines.forEach(Output.line) }
        let crossed = limits.flatMap { $0.crossed(in: report) }
        for sentence in crossed { Narration.say(sentence) }
        if !crossed.isEmpty { throw ExitCode(1) }
    }

    private func ofProject() async throws -> FairnessReport {
        guard groups == nil, score == nil, positive == nil, minimum == nil else {
            throw Refusal(
                .usage, "--groups, --score, --positive and --minimum go with --truth and --prediction.",
                next: "A project has its own groups and policy; leave them out.")
        }
        if !ProjectFiles.isProject(path), !ProjectFiles.isProject(ProjectFiles.directory(for: path)) {
            _ = try Table(path: path)
            throw Refusal(
                .usage, "\(path) is a file, not a project.",
                next: "Add --truth COL --prediction COL, or make a project with 'lethe init'.")
        }
        guard let evaluation = try await Project.look(path, who).evaluation else {
            throw Refusal(.usage, "The project has no model.", next: "Train one: lethe train \(path)")
        }
        return evaluation.report
    }

    private func ofFile(_ truth: String, _ prediction: String) throws -> FairnessReport {
        let table = try Table(path: path, choice: try reading.choice())
        for notice in table.notices { Narration.say(notice) }
        let names = groups.map(SchemaOptions.list) ?? Schema.guessed(for: table).groups
        guard !names.isEmpty else { throw Refusal(.usage, "No group column.", next: "Add --groups COL,COL.") }
        let isTrue = try outcomes(table.column(named: truth))
        let isPredicted = try outcomes(table.column(named: prediction))
        let rows = (0..<table.rowCount).filter { isTrue[$0] != nil && isPredicted[$0] != nil }
        if rows.count < table.rowCount {
            Narration.say("\((table.rowCount - rows.count).grouped) records without truth or prediction were left out.")
        }
        let scores = try score.map { name in
            let column = try table.column(named: name)
            return rows.map { column.number($0) }
        }
        return FairnessReport(
            outcomes: Outcomes(
                truth: rows.map { isTrue[$0] ?? false }, prediction: rows.map { isPredicted[$0] ?? false },
                score: scores),
            groupings: try names.map { Grouping(try table.column(named: $0), rows: rows) },
            minimumDenominator: minimum ?? 20)
    }

    /// Positive or not, once for every distinct value.
    private func outcomes(_ column: Column) throws -> [Bool?] {
        let values = column.distinct.indices.map { code -> Bool? in
            if column.isMissingCode[code] { return nil }
            if let positive { return column.distinct[code] == positive || column.numbers[code] == Double(positive) }
            return column.numbers[code] == 1 || ["true", "yes", "y"].contains(column.distinct[code].lowercased())
        }
        let present = column.distinct.indices.filter { values[$0] != nil }
        let spoken = Set(present.map { column.numbers[$0].isNaN ? column.distinct[$0] : "\(column.numbers[$0])" })
        if spoken.count > 2 {
            let some = present.prefix(4).map { column.distinct[$0] }.joined(separator: ", ")
            throw Refusal(
                .badData, "'\(column.name)' has \(spoken.count) values (\(some), …); a yes/no outcome has two.",
                next: "Name a column with two values, and --positive VALUE.")
        }
        if !values.contains(true) {
            throw Refusal(
                .badData, "No value of '\(column.name)' counts as positive.",
                next: "Say which one does: --positive \(present.first.map { column.distinct[$0] } ?? "VALUE")")
        }
        return column.codes.map { values[Int($0)] }
    }
}

/// A test of a gap that a pipeline fails on: "equalizedOddsDifference>0.1".
struct Limit {
    let metric: String
    let isUpper: Bool
    let value: Double

    init(_ text: String) throws {
        guard let place = text.firstIndex(where: { $0 == ">" || $0 == "<" }),
            let value = Double(text[text.index(after: place)...].trimmingCharacters(in: .whitespaces))
        else {
            throw Refusal(.usage, "Can't read the test '\(text)'.", next: "Write it as 'equalizedOddsDifference>0.1'.")
        }
        metric = try GapMetric.named(text[..<place].trimmingCharacters(in: .whitespaces)).id
        isUpper = text[place] == ">"
        self.value = value
    }

    /// One sentence for every group column where the limit is crossed, or where there is too little evidence to say.
    func crossed(in report: FairnessReport) -> [String] {
        let gaps = report.gaps.filter { $0.metric == metric && $0.kind == .maxMin }
        if gaps.isEmpty { return ["\(metric) is undefined: there is no group column."] }
        return gaps.compactMap { gap in
            guard let measured = gap.value else {
                return "\(metric) by \(gap.column) is undefined: \(gap.undefined ?? "")"
            }
            if gap.verdict != Gap.measured {
                let left = gap.leftOut.map { "\($0.group) (\($0.reason))" }.joined(separator: ", ")
                return "\(metric) by \(gap.column) is \(measured.fixed(6)) on insufficient evidence: \(left)"
            }
            guard isUpper ? measured > value : measured < value else { return nil }
            return "\(metric) by \(gap.column) is \(measured.fixed(6)), \(isUpper ? "above" : "below") \(value)"
        }
    }
}
