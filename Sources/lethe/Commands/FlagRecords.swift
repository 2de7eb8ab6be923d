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
    @Option(
        help: ArgumentHelp(
            "Only these turns of the conversation: a number from 1, 'last', or who speaks (assistant, user, system, tool).",
            valueName: "turn"))
    var turn: String?
    @ArgumentParser.Flag(help: "Take the flag back.") var remove = false
    @OptionGroup var who: Who
    @ArgumentParser.Flag(help: "One JSON document on stdout.") var json = false

    func run() async throws {
        guard let flag = Journal.Flag(rawValue: flag) else {
            throw Refusal.unknown("flag", flag, among: Journal.Flag.allCases.map(\.rawValue))
        }
        let workspace = try await Project.openSettled(project, who, needing: Needs(of: [selection.filter]))
        let rows = try selection.requiredRows(in: await workspace.snapshot)
        var said = ""
        if let turn {
            said = try await flagTurns(turn, flag, rows, in: workspace)
        } else {
            said = try await workspace.perform(.flag(flag, on: !remove, rows: rows, reason: reason)).fact
        }
        await workspace.close()
        if json {
            try Output.json(["flagged": rows.count])
        } else {
            Output.line(said)
        }
    }

    /// Flags the turns that are meant in every record; a record without such a turn is left as it is, and counted.
    private func flagTurns(
        _ turn: String, _ flag: Journal.Flag, _ rows: [Int], in workspace: Workspace
    ) async throws -> String {
        let table = await workspace.snapshot.table
        guard table.dialogue != nil else {
            throw Refusal(
                .usage, "'\(table.fileName)' holds no conversations, so there are no turns to flag.",
                next: "Leave --turn out to flag the whole record.")
        }
        let meant = try TurnChoice(turn)
        var flagged = 0
        for row in rows {
            let places = meant.places(in: table.dialogue(of: row)?.turns ?? [])
            guard !places.isEmpty else { continue }
            _ = try await workspace.perform(.flagTurns(flag, on: !remove, row: row, places: places))
            flagged += 1
        }
        if flagged == 0 {
            throw Refusal(
                .badData, "None of \(rows.count.counted("record")) has the turn '\(turn)'.",
                next: "'lethe show PROJECT --where …' shows the column 'turns'.")
        }
        if !reason.isEmpty { _ = try await workspace.perform(.setReason(reason, rows: rows)) }
        let without = rows.count - flagged
        return "\(remove ? "no longer" : "flagged") \(flag.rawValue) · turn \(turn) of \(flagged.counted("record"))"
            + (without > 0 ? "; \(without.grouped) without it" : "")
    }
}
