import ArgumentParser
import Foundation
import Journal
import Logs
import Records

/// Whether what the program does is logged, and where; the same for every command.
struct LogOptions: ParsableArguments {
    /// As the command line calls them.
    enum Level: String, ExpressibleByArgument, CaseIterable {
        case trace, debug, info, notice, warning, error

        var level: LogLevel { LogLevel(rawValue: rawValue) ?? .info }
    }

    @Option(
        help: ArgumentHelp(
            "Log what is done and how long it takes, never what records hold.", valueName: "level"))
    var logLevel: Level?

    @Option(
        help: ArgumentHelp(
            "The log to append to; default: none, what LETHE_LOG names, or with --log-level ~/.local/state/lethe/lethe.log.",
            valueName: "file"))
    var logFile: String?

    /// Begins the log, where one is asked for.
    ///
    /// - Parameter complain: is told why it can't be written.
    func start(complain: @escaping @Sendable (String) -> Void) {
        let environment = ProcessInfo.processInfo.environment
        let named = logFile ?? environment["LETHE_LOG"].flatMap { $0.isEmpty ? nil : $0 }
        guard named != nil || logLevel != nil else { return }
        ActivityLog.start(
            to: named ?? Self.defaultFile(environment), level: logLevel?.level ?? .info, now: Clock.system.now,
            complain: complain)
    }

    /// As the XDG base directory specification has it; its folder is made. What can't be made is said by who opens the file.
    private static func defaultFile(_ environment: [String: String]) -> String {
        let state =
            environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
            ?? (environment["HOME"] ?? NSHomeDirectory()) + "/.local/state"
        try? FileManager.default.createDirectory(
            atPath: state + "/lethe", withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return state + "/lethe/lethe.log"
    }
}
