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
    @OptionGroup var who: Who

    func run() async throws {
        let directory = project ?? (ProjectFiles.isProject(path) ? path : ProjectFiles.directory(for: path))
        if ProjectFiles.isProject(directory) {
            try await ScreenSession.check()
            try await ScreenSession.run(try ProjectFiles.open(directory, session: who.session(remembering: directory)))
            return
        }
        let table = try Table(path: path, choice: try options.reading())
        try await ScreenSession.check()
        try ProjectFiles.checkWritable(directory)
        let form = SetUpForm(
            table: table, schema: try options.schema(for: table), seed: options.seed, actor: who.actor ?? Who.loginName)
        try await ScreenSession.run(settingUp: form) { choices in
            let workspace = try ProjectFiles.create(
                for: table, at: directory, schema: choices.schema, seed: choices.seed,
                session: .ofThisProcess(actor: choices.actor, toolVersion: Lethe.version))
            return workspace
        }
    }
}
