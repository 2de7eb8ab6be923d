import Dispatch
import Foundation
import Records
import Synchronization

/// What Ctrl-C, TERM and HUP do to a command without a screen: what is half written goes, and the program ends with
/// 128 + the signal; or, while something can be ended in good order, that is.
enum Interruption {
    private struct State {
        var body: (@Sendable () -> Void)?
        var caught: Int32?
    }

    private static let state = Mutex(State())

    /// The signal that came, while there was something to end in good order.
    static var caught: Int32? { state.withLock { $0.caught } }

    /// Begins to listen. Signals that the program's parent had ignored (nohup) stay so.
    static func listen() {
        for number in [SIGINT, SIGTERM, SIGHUP] {
            var action = sigaction()
            sigaction(number, nil, &action)
            if action.__sigaction_handler.sa_handler == nil { start(number) }
        }
    }

    /// Runs `body` while a signal makes `end` happen instead of the program's end.
    static func ending<Result>(
        by end: @escaping @Sendable () -> Void, _ body: () async throws -> Result
    ) async rethrows -> Result {
        state.withLock { $0.body = end }
        defer { state.withLock { $0.body = nil } }
        return try await body()
    }

    private static func start(_ number: Int32) {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler {
            // The source is kept by what it runs.
            withExtendedLifetime(source) {}
            let body = state.withLock { state in
                state.caught = number
                return state.body
            }
            if let body { return body() }
            AtomicFile.abandonAll()
            // At once: other threads are at work, and nothing of theirs may wait for the end.
            _exit(128 + number)
        }
        source.activate()
    }
}
