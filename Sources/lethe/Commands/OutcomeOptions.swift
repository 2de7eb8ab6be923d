import ArgumentParser
import Engine
import Records

/// The columns of a file that say what a model predicted and what was true: for models that were made elsewhere.
struct OutcomeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The column with the true outcome; nothing is trained. Without it, decisions alone are audited.",
            valueName: "column")) var truth: String?
    @Option(
        help: ArgumentHelp("The column with the predicted outcome, or with scores of any range.", valueName: "column"))
    var prediction: String?
    @Option(help: ArgumentHelp("The column with the score.", valueName: "column")) var score: String?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "The score from which a record is predicted positive; of scores from 0 to 1: 0.5.", valueName: "score"))
    var threshold: Double?
    @Option(
        help: ArgumentHelp("The column that says what each record counts for in the analysis.", valueName: "column"))
    var weight: String?
    @Option(help: ArgumentHelp("The column that says how many records a row stands for.", valueName: "column"))
    var frequency: String?
    @Option(
        help: ArgumentHelp(
            "The same records with the predictions of the retrained model; with --id COL.", valueName: "file"))
    var against: String?
    @Option(
        help: ArgumentHelp(
            "Columns with the score of the record with an identity term swapped; the name says which (repeatable, or with "
                + "commas between).",
            valueName: "column"))
    var swapped: [String] = []
    @Option(
        help: ArgumentHelp(
            "A yes/no column of what was found in records, e.g. labelNoiseRate=suspect (repeatable, or with commas "
                + "between).",
            valueName: "metric=column"))
    var mark: [String] = []

    var isEmpty: Bool {
        truth == nil && prediction == nil && score == nil && threshold == nil && weight == nil && frequency == nil
            && against == nil && swapped.isEmpty && mark.isEmpty
    }

    /// What was said besides the columns that an audit can't do without.
    private var given: [String] {
        [
            ("--threshold", threshold != nil), ("--weight", weight != nil), ("--against", against != nil),
            ("--swapped", !swapped.isEmpty), ("--mark", !mark.isEmpty),
        ].filter(\.1).map(\.0)
    }

    /// The columns that were named; nil where none was. Where rows stand for records and no decision is named, it is for
    /// whoever has the table to find it.
    ///
    /// - Throws: `Refusal` (64) where something that goes with them is missing.
    func columns(
        positive: String?, task: AuditColumns.Task = .binary, neighbours: [String] = [], split: String? = nil
    ) throws -> AuditColumns? {
        if isEmpty { return nil }
        guard truth != nil || prediction != nil || score != nil || (frequency != nil && given.isEmpty) else {
            throw Refusal(
                .usage,
                "\(given.joined(separator: ", ")) \(given.count == 1 ? "goes" : "go") with --truth and --prediction.",
                next: "Name both columns of a file; a project has its own.")
        }
        if let truth, prediction == nil, score == nil {
            throw Refusal(
                .usage, "--truth says what was true, and nothing says what a model predicted.",
                next:
                    "Name it: --prediction COL, or --score COL; to audit the labels themselves: --prediction \(truth).")
        }
        if prediction != nil, score != nil, threshold != nil, task != .numbers {
            throw Refusal(
                .usage, "--threshold makes predictions of scores, and --prediction names some.",
                next: "Leave one of them out.")
        }
        // Labels beside themselves are decisions: they can't be right or wrong.
        var columns = AuditColumns(
            truth: truth == prediction ? nil : truth, prediction: prediction, score: score, threshold: threshold,
            weight: weight, positive: positive, task: task, neighbours: neighbours)
        columns.frequency = frequency
        columns.split = split
        columns.swapped = swapped.flatMap(SchemaOptions.list)
        columns.marked = try mark.flatMap(SchemaOptions.list).map(Self.mark)
        return columns
    }

    private static func mark(_ text: String) throws -> AuditColumns.Mark {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else {
            throw Refusal(
                .usage, "Can't read the mark '\(text)'.", next: "Write METRIC=COLUMN: labelNoiseRate=suspect.")
        }
        return try AuditColumns.Mark(metric: parts[0], column: parts[1])
    }

    /// The file to compare with, and the column that both know a record by.
    ///
    /// - Throws: `Refusal` (64) for one without the other; what opening the file throws.
    func after(id: String?, choice: ReadingChoice) throws -> (table: Table, id: String)? {
        guard let against else { return nil }
        guard let id else {
            throw Refusal(
                .usage, "--against \(against) needs --id: nothing says which records are the same.",
                next: "Name the column that identifies a record in both files: --id COL")
        }
        return (try Table(path: against, choice: choice), id)
    }

    /// As `after`, where an id has no other use than to pair records.
    ///
    /// - Throws: `Refusal` (64) for an id and no file, too.
    func paired(id: String?, choice: ReadingChoice) throws -> (table: Table, id: String)? {
        guard id == nil || against != nil else {
            throw Refusal(
                .usage, "--id pairs the records of two files, and only one is named.",
                next: "Name the other: --against FILE; or leave --id out.")
        }
        return try after(id: id, choice: choice)
    }
}

/// Intersections of group columns, and columns within whose groups everything is measured once more.
struct CrossingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Group columns whose intersections are groups too (repeatable); of --terms, 'sex,mentions women'.",
            valueName: "sex,race"))
    var cross: [String] = []
    @Option(
        help: ArgumentHelp(
            "Measure within each group of these columns too (repeatable, or with commas between).",
            valueName: "column"))
    var control: [String] = []
    @Option(
        help: ArgumentHelp(
            "Groups of records whose text mentions a term: COLUMN:woman|women,muslim; COLUMN alone for the usual identity "
                + "terms (repeatable).",
            valueName: "column:terms"))
    var terms: [String] = []

    var crossings: [[String]] { cross.map(SchemaOptions.list) }
    var controls: [String] { control.flatMap(SchemaOptions.list) }

    var isEmpty: Bool { cross.isEmpty && control.isEmpty && terms.isEmpty }

    func apply(to schema: inout Schema) {
        if !cross.isEmpty { schema.crossings = crossings }
        if !control.isEmpty { schema.controls = controls }
        if !terms.isEmpty { schema.terms = terms.flatMap(TermGroup.reading) }
    }
}
