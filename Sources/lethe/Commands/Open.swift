import ArgumentParser
import Dashboard
import Engine
import Foundation
import Journal
import Records

struct Open: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The dashboard, on a file or a project.",
        discussion:
            "A new file gets a set-up form with every field guessed and editable. Its project goes to FILE.lethe/.")

    @Argument(help: "A file of records, or a project.") var path: String
    @Option(help: ArgumentHelp("Where the project is, or goes; default: FILE.lethe.", valueName: "dir")) var project:
        String?
    @OptionGroup var options: SchemaOptions
    @OptionGroup var outcomes: OutcomeOptions
    @OptionGroup var reading: ReadingOptions
    @OptionGroup var resuming: Resuming
    @OptionGroup var screen: ScreenOptions
    @OptionGroup var who: Who

    func run() async throws {
        let keymap = try screen.keymap()
        let yours = try YourModelOptions(outcomes, options, try reading.choice())
        let directory = project ?? (ProjectFiles.isProject(path) ? path : ProjectFiles.directory(for: path))
        if ProjectFiles.isProject(directory) {
            try await ScreenSession.check()
            let session = who.session(remembering: directory)
            try yours?.update(directory, session)
            try await ScreenSession.run(
                try ProjectOpening(directory, session: session), resuming: !resuming.noResume, screen, keymap)
            return
        }
        let choice = try options.choice(reading, isYours: yours != nil)
        try Table.checkLasting(path)
        if let yours {
            let table = try Table(path: path, choice: choice)
            let (schema, model) = (try yours.schema(for: table), try yours.model())
            try await ScreenSession.check()
            try await ScreenSession.run(
                try ProjectFiles.create(
                    for: table, at: directory, schema: schema, seed: options.seed, session: who.session(),
                    yourModel: model), screen, keymap)
            return
        }
        let table = try Table(opening: path, choice: choice)
        try await ScreenSession.check()
        try ProjectFiles.checkWritable(directory)
        let (path, options, actor, opened) = (path, options, who.actor ?? Who.loginName, table)
        let first = try options.schema(sampledFrom: table)
        try await ScreenSession.run(
            settingUp: NewFile(
                table: table, choice: choice,
                reopen: { try Table(opening: path, choice: $0) },
                form: { table, choice in
                    // Columns named on the command line may be gone when the file is read in another way.
                    let schema =
                        table === opened && !table.isLoaded
                        ? first : (try? options.schema(sampledFrom: table)) ?? SchemaOptions.guessed(from: table)
                    return SetUpForm(
                        table: table, schema: schema, seed: options.seed, actor: actor, choice: choice)
                },
                create: { table, choices, cancellation in
                    // Columns that were changed in the form were asked for, every one of them.
                    let proposed = try? options.schema(sampledFrom: table)
                    let isAsWas =
                        choices.schema.features == proposed?.features
                        && choices.schema.textColumns == proposed?.textColumns
                    return try ProjectFiles.create(
                        for: table, at: directory, schema: choices.schema, seed: choices.seed,
                        session: .ofThisProcess(actor: choices.actor, toolVersion: Lethe.version),
                        cancellation: cancellation, roles: isAsWas ? options.roles : nil)
                }), screen, keymap)
    }
}
