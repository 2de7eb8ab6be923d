import ArgumentParser
import Engine
import Logs
import Synchronization

/// The log of one command, from its beginning to its exit code.
enum CommandLog {
    private struct State {
        var command: LogWord?
        var began = ContinuousClock.now
        /// What is wrong with the log and is still to be said: while a screen is drawn, nothing else may be written to the
        /// terminal.
        var unsaid: String?
    }

    private static let state = Mutex(State())

    static func begin(_ command: any ParsableCommand) {
        guard let logged = command as? any LoggedCommand else { return }
        let name = LogWord(type(of: command)._commandName)
        let hasScreen = command is Open || command is Demo
        state.withLock { $0.command = name }
        logged.logging.start { sentence in
            if hasScreen { state.withLock { $0.unsaid = sentence } } else { Narration.say("lethe: \(sentence)") }
        }
        ActivityLog.note(.commandBegan(name, version: LogWord(Lethe.version)))
    }

    static func failed(_ error: any Error) {
        // A verdict of a command's, not a failure.
        if error is ExitCode || error is CleanExit { return }
        ActivityLog.note(Activity(failure: error))
    }

    /// - Parameter status: what the program exits with.
    static func end(_ status: Int32) {
        let state = state.withLock { state in
            defer { state.unsaid = nil }
            return state
        }
        if let sentence = state.unsaid { Narration.say("lethe: \(sentence)") }
        guard let command = state.command else { return }
        ActivityLog.note(.commandEnded(command, status: status, after: ContinuousClock.now - state.began))
    }
}
