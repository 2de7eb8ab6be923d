import ArgumentParser
import Foundation
import Records

/// The command line: every capability without the screen, and the screen.
@main
struct Lethe: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "lethe",
        abstract: "Audit the data that trained a model, make the model forget, and prove it.",
        discussion: """
            Start with:  lethe demo   or   lethe open FILE.csv

            Exit codes, as sysexits(3) where that has a name:
            \(ExitReason.table.joined(separator: "\n"))
            More: lethe help keys, lethe help filter
            --log-level LEVEL and --log-file FILE (or LETHE_LOG=FILE) log what is done, never what records hold.
            A project of another user is only read, unless LETHE_TRUST_OWNER names that user.
            """,
        version: version,
        subcommands: [
            Open.self, Demo.self, Init.self, Train.self, Audit.self, Show.self, Summary.self, Values.self,
            FlagRecords.self, Forget.self,
            Prove.self, Restore.self, SetPolicy.self, Redact.self, Log.self, Report.self, Export.self, Verify.self,
        ])

    static func main() async {
        StandardStream.fillPlaces()
        // Writing says what failed, instead of ending the program: to a pipe that nobody reads, past a limit of size.
        for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_IGN) }
        Self.keepBacktracesQuiet()
        Table.tellWaiting { Narration.say($0) }
        if let topic = HelpTopic(CommandLine.arguments) {
            Output.line(topic.text)
            leave(nil)
        }
        do {
            var command = try parseAsRoot()
            CommandLog.begin(command)
            if let acting = command as? any ActingCommand { try acting.who.detecting.register() }
            if !(command is Open || command is Demo) { Interruption.listen() }
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            CommandLog.failed(error)
            leave(Ending(error))
        }
        // Not by returning: a task that is still busy would keep the process.
        leave(nil)
    }

    /// Ends the program: prints what is left to print, and says what went wrong.
    private static func leave(_ ending: Ending?) -> Never {
        if let output = ending?.output { Output.line(output) }
        for line in ending?.complaint ?? [] { Narration.say(line) }
        var status = ending?.status ?? ExitReason.done.rawValue
        do { try Output.finish() } catch {
            let failed = Ending(error)
            // What went wrong before that is what is to be known.
            if ending?.complaint.isEmpty != false {
                failed.complaint.forEach { Narration.say($0) }
                status = failed.status
            }
        }
        CommandLog.end(status)
        Foundation.exit(status)
    }

    /// Starts the program again with a quiet backtracer where it would otherwise ask questions on the terminal after a
    /// crash, and print memory, which may hold a record's text; the setting is read before `main`.
    private static func keepBacktracesQuiet() {
        guard isatty(STDIN_FILENO) == 1, getenv("SWIFT_BACKTRACE") == nil else { return }
        setenv("SWIFT_BACKTRACE", "interactive=no,registers=none", 1)
        // Returns only when it failed; then this process goes on, with the questions.
        execv("/proc/self/exe", CommandLine.unsafeArgv)
    }
}
