import ArgumentParser
import Engine
import Journal
import Records

struct FlagRecords: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "flag", abstract: "Decide about records, in bulk; every decision is an event.")

    @Argument(help: "The project.") var project: String
    @Argument(help: "toxic, biased, private, mislabelled, fine or unsure.") var flag: String
    @OptionGroup var selection: Selection
    @Option(help: "Why.") var reason = ""
    @ArgumentParser.Flag(help: "Take the flag back.") var remove = false
    @OptionGroup var who: Who
    @ArgumentParser.Flag(help: "One JSON document on stdout.") var json = false

    func run() async throws {
        guard let flag = Journal.Flag(rawValue: flag) else {
            throw Refusal.unknown("flag", flag, among: Journal.Flag.allCases.map(\.rawValue))
        }
        let workspace = try await Project.openSettled(project, who)
        let rows = try selection.requiredRows(in: await workspace.snapshot)
        let echo = try await workspace.perform(.flag(flag, on: !remove, rows: rows, reason: reason))
        await workspace.close()
        if json {
            try Output.json(["flagged": rows.count])
        } else {
            Output.line(echo.fact)
        }
    }
}
