import ArgumentParser
import Engine
import Records

/// The columns of a file that say what a model predicted and what was true: for models that were made elsewhere.
struct OutcomeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The column with the true outcome; nothing is trained.", valueName: "column")) var truth:
        String?
    @Option(help: ArgumentHelp("The column with the predicted outcome.", valueName: "column")) var prediction: String?
    @Option(help: ArgumentHelp("The column with the score, 0 to 1.", valueName: "column")) var score: String?
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp("Without --prediction: the score from which a record is positive.", valueName: "score"))
    var threshold: Double?
    @Option(help: ArgumentHelp("The column that says what each record counts for.", valueName: "column")) var weight:
        String?
    @Option(
        help: ArgumentHelp(
            "The same records with the predictions of the retrained model; with --id COL.", valueName: "file"))
    var against: String?
    @Option(
        help: ArgumentHelp(
            "A column with the score of the record with an identity term swapped; its name says which (repeatable).",
            valueName: "column"))
    var swapped: [String] = []
    @Option(
        help: ArgumentHelp(
            "A yes/no column of what was found in records, e.g. labelNoiseRate=suspect (repeatable).",
            valueName: "metric=column"))
    var mark: [String] = []

    var isEmpty: Bool {
        truth == nil && prediction == nil && score == nil && threshold == nil && weight == nil && against == nil
            && swapped.isEmpty && mark.isEmpty
    }

    /// What was said besides the columns that an audit can't do without.
    private var given: [String] {
        [
            ("--threshold", threshold != nil), ("--weight", weight != nil), ("--against", against != nil),
            ("--swapped", !swapped.isEmpty), ("--mark", !mark.isEmpty),
        ].filter(\.1).map(\.0)
    }

    /// The columns that were named; nil where none was.
    ///
    /// - Throws: `Refusal` (64) where something that goes with them is missing.
    func columns(positive: String?, task: AuditColumns.Task = .binary, neighbours: [String] = []) throws
        -> AuditColumns?
    {
        if isEmpty { return nil }
        guard truth != nil || prediction != nil || score != nil else {
            throw Refusal(
                .usage,
                "\(given.joined(separator: ", ")) \(given.count == 1 ? "goes" : "go") with --truth and --prediction.",
                next: "Name both columns of a file; a project has its own.")
        }
        guard let truth else {
            throw Refusal(
                .usage, "--truth is missing: nothing says what was true.",
                next: "Name the column: --truth COL --prediction COL.")
        }
        guard prediction != nil || score != nil else {
            throw Refusal(
                .usage, "--truth and --prediction go together.",
                next: "Name both columns; or a score: --score COL --threshold 0.5.")
        }
        if prediction != nil, threshold != nil, task != .numbers {
            throw Refusal(
                .usage, "--threshold makes predictions of scores, and --prediction names some.",
                next: "Leave one of them out.")
        }
        var columns = AuditColumns(
            truth: truth, prediction: prediction, score: score, threshold: threshold, weight: weight,
            positive: positive, task: task, neighbours: neighbours)
        columns.swapped = swapped
        columns.marked = try mark.map(Self.mark)
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
        help: ArgumentHelp("Group columns whose intersections are groups too (repeatable).", valueName: "sex,race"))
    var cross: [String] = []
    @Option(help: ArgumentHelp("Measure within each group of this column too (repeatable).", valueName: "column"))
    var control: [String] = []

    var crossings: [[String]] { cross.map(SchemaOptions.list) }

    var isEmpty: Bool { cross.isEmpty && control.isEmpty }

    func apply(to schema: inout Schema) {
        if !cross.isEmpty { schema.crossings = crossings }
        if !control.isEmpty { schema.controls = control }
    }
}
