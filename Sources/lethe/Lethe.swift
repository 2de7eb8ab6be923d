import ArgumentParser
import Foundation
import Journal
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
            Exit codes follow sysexits(3): 0 done, 1 a negative verdict, 64 usage, 65 bad data, 66 no such input,
            69 something needed is missing, 73/74 can't write, 75 busy. 'verify' has its own: see its help.
            A project of another user is only read, unless LETHE_TRUST_OWNER names that user.
            """,
        version: version,
        subcommands: [
            Open.self, Demo.self, Init.self, Train.self, Audit.self, Show.self, Summary.self, Values.self,
            FlagRecords.self, Forget.self,
            Prove.self, Restore.self, Redact.self, Log.self, Report.self, Export.self, Verify.self,
        ])

    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        Self.keepBacktracesQuiet()
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            exit(withFailure: error)
        }
        // Not by returning: a task that is still busy would keep the process.
        Foundation.exit(0)
    }

    /// Starts the program again with a quiet backtracer where it would otherwise ask questions on the terminal after a
    /// crash, and print memory, which may hold a record's text; the setting is read before `main`.
    private static func keepBacktracesQuiet() {
        guard isatty(STDIN_FILENO) == 1, getenv("SWIFT_BACKTRACE") == nil else { return }
        setenv("SWIFT_BACKTRACE", "interactive=no,registers=none", 1)
        let arguments = CommandLine.arguments.map { strdup($0) } + [nil]
        // Returns only when it failed; then this process goes on, with the questions.
        _ = arguments.withUnsafeBufferPointer { $0.baseAddress.map { execv("/proc/self/exe", $0) } }
    }

    /// Says what went wrong in one sentence, with the next step, and leaves with the right code.
    private static func exit(withFailure error: any Error) -> Never {
        switch error {
        case let refusal as Refusal:
            Narration.say("lethe: \(refusal)")
            Foundation.exit(refusal.kind.rawValue)
        case let failure as StoreFailure:
            Narration.say("lethe: \(failure)")
            Foundation.exit(Refusal.Kind.inputOutput.rawValue)
        case let error as FilterError:
            Narration.say("\(error)")
            Foundation.exit(Refusal.Kind.usage.rawValue)
        case is CancellationError:
            Narration.say("lethe: cancelled; nothing was changed.")
            Foundation.exit(1)
        default:
            Lethe.exit(withError: error)
        }
    }
}
