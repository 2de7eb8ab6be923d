import ArgumentParser
import Engine
import Foundation
import Learning
import Records

/// What a file's columns are for; shared by `init` and `open`.
struct SchemaOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The column the model predicts; 'none' to browse and flag only.", valueName: "column"))
    var target: String?
    @Option(help: ArgumentHelp("The target's positive value, or '>=0.5'.", valueName: "value")) var positive: String?
    @Option(help: ArgumentHelp("A text column (repeatable).", valueName: "column")) var text: [String] = []
    @Option(help: ArgumentHelp("Comma-separated feature columns.", valueName: "a,b")) var features: String?
    @Option(help: ArgumentHelp("Comma-separated columns that are no features.", valueName: "c")) var exclude: String?
    @Option(
        help: ArgumentHelp("Comma-separated columns of numbers that are categories: codes, not sizes.", valueName: "c"))
    var categories: String?
    @Option(help: ArgumentHelp("Comma-separated group columns.", valueName: "sex,race")) var groups: String?
    @Option(help: ArgumentHelp("The column that names each record.", valueName: "column")) var id: String?
    @Option(help: ArgumentHelp("The column that names the person a record is about.", valueName: "column")) var subject:
        String?
    @Option(help: ArgumentHelp("Share held out to measure on, from 0 to below 1.", valueName: "share"))
    var testFraction: Double?
    @Option(help: ArgumentHelp("A column that says 'train' or 'test'.", valueName: "column")) var split: String?
    @Option(
        help: ArgumentHelp(
            "A file (folder, pattern) of the same columns, in any format, that is held out: the model never learns from it.",
            valueName: "file"))
    var test: String?
    @OptionGroup var crossing: CrossingOptions
    @Option(help: "The seed of every random choice.") var seed: UInt64 = 1

    /// Which columns were asked for; the others are proposed from the records.
    var roles: ColumnRoles {
        ColumnRoles(
            features: features.map(Self.list), texts: text.isEmpty ? nil : text, excluded: exclude.map(Self.list) ?? [],
            categories: categories.map(Self.list))
    }

    /// How the file is read, with the test set beside.
    ///
    /// - Throws: `Refusal`: 64 where a split is said too, or the model is `isYours`; 66 for what can be read only once.
    func choice(_ reading: ReadingOptions, isYours: Bool) throws -> ReadingChoice {
        var choice = try reading.choice()
        guard let test else { return choice }
        if let other = split.map({ "--split \($0)" }) ?? testFraction.map({ "--test-fraction \($0)" }) {
            throw Refusal(
                .usage, "--test says which records are held out, and \(other) does too.", next: "Leave one of them out."
            )
        }
        guard !isYours else {
            throw Refusal(
                .usage, "--test holds records out from training, and a model of your own is trained elsewhere.",
                next: "Audit the test set by itself: lethe audit \(test) --truth COL --prediction COL")
        }
        try Table.checkLasting(test)
        choice.testSet = TestSet(path: test)
        return choice
    }

    /// The same with what a recipe says of target, split and seed, where nothing else was said.
    ///
    /// - Throws: `Refusal` (64) where columns are named that the recipe names too.
    func following(_ recipe: ModelRecipe) throws -> SchemaOptions {
        guard features == nil, text.isEmpty, exclude == nil else {
            throw Refusal(
                .usage, "--recipe says what is learned from; --features, --text and --exclude say otherwise.",
                next: "Leave them out, or change the recipe.")
        }
        var options = self
        if target == nil, positive == nil {
            (options.target, options.positive) = (recipe.target.column, recipe.target.positiveText)
        }
        options.testFraction = testFraction ?? recipe.testFraction
        if seed == 1 { options.seed = recipe.seed }
        return options
    }

    /// As `schema(for:)`, by the sample of a file that may still be loading.
    func schema(sampledFrom table: Table) throws -> Schema {
        func schema(_ sample: some ColumnSource) throws -> Schema { try self.schema(for: sample) }
        let sample: any ColumnSource = table.sample
        return try schema(sample)
    }

    /// What is guessed from the sample alone.
    static func guessed(from table: Table) -> Schema {
        func guess(_ sample: some ColumnSource) -> Schema { .guessed(for: sample) }
        let sample: any ColumnSource = table.sample
        return guess(sample)
    }

    /// The guessed schema with what was said changed.
    func schema(for table: some ColumnSource) throws -> Schema {
        // A column that would be guessed is no target where another was chosen, and is learned from as any other.
        let guess = Schema.guessed(for: table)
        let chosen = try target.flatMap { name in
            name == "none"
                ? nil : Target(column: name, positive: try positive ?? guessedPositive(name, table, guess))
        }
        var schema = chosen.map { Schema.guessed(for: table, target: $0) } ?? guess
        if target == "none" {
            schema.target = nil
        } else if chosen == nil, let positive, let column = schema.target?.column {
            schema.target = Target(column: column, positive: positive)
        }
        if !text.isEmpty {
            schema.textColumns = text
            if features == nil { schema.features = [] }
        }
        if let features { schema.features = Self.list(features) }
        let excluded = exclude.map(Self.list) ?? []
        schema.features.removeAll { excluded.contains($0) || text.contains($0) }
        schema.textColumns.removeAll { excluded.contains($0) }
        if let groups {
            try GroupWords(groups, among: table.columnNames).apply(to: &schema)
            for note in try schema.proposeBands(for: table) { Narration.say(note) }
        }
        crossing.apply(to: &schema)
        if let id { schema.idColumn = id; schema.features.removeAll { $0 == id } }
        if let subject { schema.subjectColumn = subject; schema.features.removeAll { $0 == subject } }
        if let testFraction { schema.testFraction = testFraction }
        if let split { schema.splitColumn = split; schema.features.removeAll { $0 == split } }
        for name in categories.map(Self.list) ?? [] where !table.columnNames.contains(name) {
            throw Refusal.unknown("column", name, among: table.columnNames)
        }
        try schema.validate(against: table)
        return schema
    }

    private func guessedPositive(_ name: String, _ table: some ColumnSource, _ schema: Schema) throws -> String {
        if let target = schema.target, target.column == name { return target.positiveText }
        let column = try table.column(named: name)
        let values = zip(column.distinct, column.isMissingCode).filter { !$0.1 }.map(\.0)
        guard values.count <= 2, let last = values.sorted(by: { ($0.count, $0) < ($1.count, $1) }).last else {
            throw Refusal(
                .usage, "'\(name)' has \(values.count) values; which one is positive?",
                next: "Add --positive VALUE, or --positive '>=0.5' for a share.")
        }
        return values.first { ["1", "yes", "true", "y"].contains($0.lowercased()) } ?? last
    }

    static func list(_ text: String) -> [String] {
        text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}

struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a project for a file: its columns' uses, its split, its seed.")

    @Argument(help: "The file.") var file: String
    @Option(help: ArgumentHelp("Where the project goes; default: FILE.lethe.", valueName: "dir")) var project: String?
    @OptionGroup var options: SchemaOptions
    @OptionGroup var outcomes: OutcomeOptions
    @OptionGroup var reading: ReadingOptions
    @Option(
        help: ArgumentHelp(
            "A whole recipe for the model, as 'lethe export --recipe' writes it: columns, target, split and seed too.",
            valueName: "file"))
    var recipe: String?
    @OptionGroup var who: Who
    @Flag(help: "One JSON document on stdout.") var json = false

    func run() async throws {
        let yours = try YourModelOptions(outcomes, options, try reading.choice())
        let choice = try options.choice(reading, isYours: yours != nil)
        try Table.checkLasting(file)
        let table = try Table(path: file, choice: choice)
        for notice in table.notices { Narration.say(notice) }
        let directory = project ?? ProjectFiles.directory(for: file)
        let document = try document(for: table, yours != nil)
        let options = try document.map { try self.options.following($0.recipe) } ?? self.options
        var schema = try yours?.schema(for: table) ?? options.schema(for: table)
        if let features = document?.recipe.features {
            schema.features = features.numbers.map(\.column) + features.categories
            schema.textColumns = features.texts.map(\.column)
            try schema.validate(against: table)
        }
        let workspace = try ProjectFiles.create(
            for: table, at: directory, schema: schema, seed: options.seed, session: who.session(),
            yourModel: try yours?.model(), roles: document == nil && yours == nil ? options.roles : nil,
            recipe: document?.recipe)
        if yours != nil {
            try await workspace.begin()
            await workspace.settled()
            for job in await workspace.snapshot.jobs where job.kind == .audit { Narration.say(job.outcome) }
        }
        let learned = await workspace.learnedFrom()
        await workspace.close()
        if json {
            try Output.json(
                Made(
                    project: directory, records: table.rowCount, columns: table.columnNames, schema: schema,
                    seed: options.seed))
        } else {
            let target =
                yours.map { _ in
                    "your model (\(outcomes.truth.map { "truth \($0)" } ?? "no truth")): nothing is trained"
                } ?? schema.target.map {
                    "target \($0.column), positive \($0.positiveText)"
                }
                ?? "no target: browse and flag only"
            Output.line(
                "made \(directory): \(table.rowCount.grouped) records, \(target), groups \(schema.groups.isEmpty ? "none" : schema.groups.joined(separator: ", "))"
            )
            if schema.target != nil, document == nil {
                if let learned {
                    let without =
                        learned.withoutTarget == 0
                        ? "" : ", \(learned.withoutTarget.counted("record")) without a target are not learned from"
                    Output.line(
                        "\(learned.positives.grouped) records are positive, \(learned.negatives.grouped) are not\(without)"
                    )
                    Output.line("it learns from \(learned.words)")
                    if let leftOut = learned.leftOut { Output.line(leftOut) }
                }
                Output.line("the model's options, said or guessed: \(options.words(for: schema))")
            }
        }
    }

    /// - Throws: `Refusal`: 64 beside a model made elsewhere; 65 with line and column where it is no recipe for the file.
    private func document(for table: Table, _ isYours: Bool) throws -> RecipeDocument? {
        guard let recipe else { return nil }
        guard !isYours else {
            throw Refusal(
                .usage, "--recipe is for a model that Lethe trains; --truth says that yours was trained elsewhere.",
                next: "Leave one of them out.")
        }
        let document = try RecipeDocument(path: recipe)
        try document.check(among: table.columnNames)
        return document
    }

    private struct Made: Encodable {
        let project: String
        let records: Int
        let columns: [String]
        let schema: Schema
        let seed: UInt64
    }
}
