import Foundation
import Testing

/// A terminal of fixed size with a shell in it, by a tmux server that nobody else uses.
///
/// The shell runs the program as a person would; keys go in, the screen comes out as text.
final class Screen: Sendable {
    /// Why there is no screen to test on; nil where there is one.
    static let isThere = ["/usr/bin/tmux", "/bin/tmux", "/usr/local/bin/tmux"].contains {
        FileManager.default.isExecutableFile(atPath: $0)
    }
    static let missing: Comment = "tmux is missing: apt-get install tmux (make test installs it)"

    let playground: Playground
    private let server: String
    private let environment: [String: String]

    private init(_ playground: Playground) {
        self.playground = playground
        server = "lethe-" + UUID().uuidString
        environment = [
            "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": playground.path,
            "TMUX_TMPDIR": playground.path,
        ]
    }

    deinit {
        do {
            _ = try Program.runBlocking(
                "/usr/bin/env", ["tmux", "-L", server, "kill-server"], in: "/tmp", environment: environment)
        } catch { Issue.record("the terminal was not closed: \(error)") }
    }

    /// Opens a terminal and types `command`, whose exit code `exit()` waits for.
    static func start(
        _ command: String, in playground: Playground, width: Int = 110, height: Int = 32,
        environment: [String: String] = [:]
    ) async throws -> Screen {
        let screen = try await shell(in: playground, width: width, height: height, environment: environment)
        try await screen.type(command + "; echo \"exit=$?\"")
        try await screen.press("Enter")
        return screen
    }

    /// Opens a terminal with a shell that waits for a command.
    static func shell(
        in playground: Playground, width: Int = 110, height: Int = 32, environment: [String: String] = [:]
    ) async throws -> Screen {
        let screen = Screen(playground)
        var variables = Program.environment(in: playground)
        variables["TERM"] = "tmux-256color"
        variables.merge(environment) { $1 }
        let shell =
            ["env", "-i"] + variables.map { "\($0.key)=\($0.value)" }.sorted() + ["bash", "--norc", "--noprofile"]
        try await screen.tmux(
            ["-u", "-f", "/dev/null", "new-session", "-d", "-x", "\(width)", "-y", "\(height)", "-c", playground.path]
                + [shell.map(quoted).joined(separator: " ")])
        try await screen.tmux(["pipe-pane", "cat >> " + quoted(playground.file("raw"))])
        try await screen.wait(until: "$")
        return screen
    }

    // MARK: - Keys

    /// Types text as it is.
    func type(_ text: String) async throws {
        // A semicolon at the end would be tmux's own.
        let safe = text.hasSuffix(";") ? text.dropLast() + "\\;" : text[...]
        try await tmux(["send-keys", "-l", "--", String(safe)])
    }

    /// Presses keys by tmux's names: Enter, Escape, Up, C-z, or one character.
    func press(_ keys: String...) async throws { try await tmux(["send-keys"] + keys) }

    /// Pastes text as a terminal does, in brackets where the program asked for them.
    func paste(_ text: String) async throws {
        try await tmux(["set-buffer", "--", text])
        try await tmux(["paste-buffer", "-p"])
    }

    func resize(width: Int, height: Int) async throws {
        try await tmux(["resize-window", "-x", "\(width)", "-y", "\(height)"])
    }

    // MARK: - What is to be seen

    /// The screen as text, one line a row.
    func text() async throws -> String { try await tmux(["capture-pane", "-p"]) }

    /// One of tmux's variables of this terminal: alternate_on, cursor_flag, pane_pid.
    func variable(_ name: String) async throws -> String {
        try await tmux(["display-message", "-p", "#{\(name)}"]).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Everything that the terminal was sent so far.
    func rawBytes() -> Data { FileManager.default.contents(atPath: playground.file("raw")) ?? Data() }

    /// Polls until the screen shows `text`, and returns it.
    @discardableResult
    func wait(until text: String, sourceLocation: SourceLocation = #_sourceLocation) async throws -> String {
        try await wait(for: "“\(text)”", sourceLocation: sourceLocation) { $0.contains(text) }
    }

    /// Polls until the screen satisfies `isReached`, and returns it.
    @discardableResult
    func wait(
        for what: String, seconds: Int = 60, sourceLocation: SourceLocation = #_sourceLocation,
        until isReached: (String) -> Bool
    ) async throws -> String {
        let deadline = ContinuousClock.now + .seconds(seconds)
        while true {
            let shown = try await text()
            if isReached(shown) { return try await whole(shown, isReached) }
            if ContinuousClock.now > deadline {
                Issue.record(
                    "waited \(seconds) s in vain for \(what); the screen:\n\(shown)", sourceLocation: sourceLocation)
                throw Failure("no \(what)")
            }
            try await Task.sleep(for: .milliseconds(25))
        }
    }

    /// The screen once it stands still: it may have been caught in the middle of a frame.
    private func whole(_ first: String, _ isReached: (String) -> Bool) async throws -> String {
        var shown = first
        for _ in 0..<8 {
            try await Task.sleep(for: .milliseconds(25))
            let next = try await text()
            if next == shown || !isReached(next) { return shown }
            shown = next
        }
        return shown
    }

    /// The program's exit code, once the shell has it.
    func exit(sourceLocation: SourceLocation = #_sourceLocation) async throws -> Int {
        let shown = try await wait(for: "the exit code", sourceLocation: sourceLocation) {
            $0.firstMatch(of: /exit=(\d+)/) != nil
        }
        guard let match = shown.firstMatch(of: /exit=(\d+)/), let code = Int(match.1) else { throw Failure("no code") }
        return code
    }

    /// Sends the running program a signal: "TERM", "KILL".
    func signal(_ name: String) async throws {
        let numbers = [
            "HUP": SIGHUP, "INT": SIGINT, "QUIT": SIGQUIT, "ABRT": SIGABRT, "KILL": SIGKILL, "SEGV": SIGSEGV,
            "USR1": SIGUSR1, "TERM": SIGTERM, "STOP": SIGSTOP, "TSTP": SIGTSTP, "TTIN": SIGTTIN, "TTOU": SIGTTOU,
        ]
        guard let number = numbers[name], kill(try await programID(), number) == 0 else {
            throw Failure("SIG\(name) was not sent")
        }
    }

    /// The program: the descendant of the shell with its name.
    func programID() async throws -> Int32 {
        var waiting = [try await variable("pane_pid")]
        while let id = waiting.popLast() {
            let name = try String(contentsOfFile: "/proc/\(id)/comm", encoding: .utf8)
            if name == "lethe\n" || name == "exe\n", let number = Int32(id) { return number }
            let children = try String(contentsOfFile: "/proc/\(id)/task/\(id)/children", encoding: .utf8)
            waiting += children.split(separator: " ").map(String.init)
        }
        throw Failure("the program does not run")
    }

    @discardableResult
    private func tmux(_ arguments: [String]) async throws -> String {
        let result = try await Program.run(
            "/usr/bin/env", ["tmux", "-L", server] + arguments, in: playground.path, environment: environment)
        guard result.status == 0 else { throw Failure("tmux \(arguments): \(result.errors)") }
        return result.output
    }
}

/// `text` as one word for a shell.
func quoted(_ text: String) -> String { "'" + text.replacingOccurrences(of: "'", with: "'\\''") + "'" }
