import Engine
import Foundation
import Journal
import Records

/// What was said of a model that was made elsewhere, when a project is made for it or opened again.
struct YourModelOptions {
    /// Nil where only --against was given: the project has the columns.
    let columns: AuditColumns?
    let options: SchemaOptions
    let against: (table: Table, id: String)?

    /// Nil where nothing was said of one.
    ///
    /// - Throws: `Refusal` (64) where something is missing that goes with what was said.
    init?(_ outcomes: OutcomeOptions, _ options: SchemaOptions, _ choice: ReadingChoice) throws {
        if outcomes.isEmpty { return nil }
        guard options.target == nil else {
            throw Refusal(
                .usage, "--target is what a model of Lethe's would learn; --truth names your own model's.",
                next: "Leave one of them out.")
        }
        let isOnlyAgainst =
            outcomes.truth == nil && outcomes.prediction == nil && outcomes.score == nil && outcomes.weight == nil
            && outcomes.frequency == nil
        columns = isOnlyAgainst ? nil : try outcomes.columns(positive: options.positive, split: options.split)
        against = try outcomes.after(id: options.id, choice: choice)
        self.options = options
    }

    /// - Throws: `Refusal` (64) where the columns were not named.
    func model() throws -> YourModel {
        guard let columns else {
            throw Refusal(
                .usage, "--prediction is missing: there is no project yet that knows the columns.",
                next: "Name them: --truth COL --prediction COL.")
        }
        return YourModel(columns: columns, after: after)
    }

    private var after: YourModel.After? {
        against.map { table, id in
            YourModel.After(table, path: URL(fileURLWithPath: table.path).standardizedFileURL.path, id: id)
        }
    }

    /// The guessed schema with what was said, and nothing to learn.
    func schema(for table: Table) throws -> Schema {
        let named = Set(columns?.named ?? [])
        for name in named { _ = try table.index(of: name) }
        var schema = Schema.guessed(for: table)
        schema.target = nil
        schema.features = []
        schema.splitColumn = nil
        schema.textColumns = options.text.isEmpty ? schema.textColumns.filter { !named.contains($0) } : options.text
        if let groups = options.groups {
            try GroupWords(groups, among: table.columnNames).apply(to: &schema)
            for note in try schema.proposeBands(for: table) { Narration.say(note) }
        } else {
            schema.groups = schema.groups.filter { !named.contains($0) && !options.crossing.controls.contains($0) }
        }
        options.crossing.apply(to: &schema)
        if let id = options.id { schema.idColumn = id }
        if let subject = options.subject { schema.subjectColumn = subject }
        guard !schema.groups.isEmpty || schema.terms?.isEmpty == false else {
            throw Refusal(.usage, "No group column.", next: "Add --groups COL,COL.")
        }
        try schema.validate(against: table)
        try columns?.check(schema)
        return schema
    }

    /// Tells a project that is there what it is compared with; refuses what it was not made with.
    func update(_ directory: String, _ session: Session) throws {
        if let columns, let known = try ProjectFiles.yourModel(of: directory, session: session)?.columns,
            known != columns
        {
            throw Refusal(
                .usage,
                "\(directory) was made with other columns (\(known.named.map { "'\($0)'" }.joined(separator: ", "))).",
                next: "Open it without --truth and --prediction, or make another: --project DIR.")
        }
        if let after { try ProjectFiles.setAfter(after, of: directory, session: session) }
    }
}
