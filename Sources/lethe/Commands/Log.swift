import ArgumentParser
import Engine
import Journal

struct Log: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print the journal: every decision, removal and result.")

    @Argument(help: "The project.") var project: String
    @OptionGroup var who: Who
    @ArgumentParser.Flag(help: "The events as one JSON array, each exactly as it is chained.") var json = false

    func run() async throws {
        let directory = try Project.directory(project)
        let store = try ProjectStore.open(at: directory, session: who.session(remembering: directory), readOnly: true)
        defer { try? store.close() }
        store.notices.forEach { Narration.say($0) }
        let events = try store.events()
        if json {
            Output.line("[" + events.map(\.line).joined(separator: ",\n ") + "]")
            return
        }
        var table = TextTable(header: ["seq", "when", "who", "what", ""], right: [0])
        for event in events {
            table.rows.append(["\(event.seq)", event.ts, event.actor, event.action.rawValue, event.summary])
        }
        table.lines().forEach(Output.line)
    }
}
