import Foundation
import Glibc
import Testing

/// A terminal of its own with the program as the one process in its session: every byte that it writes, the settings that
/// it leaves behind, and what ended it.
final class PseudoTerminal: @unchecked Sendable {
    enum Ending: Hashable {
        case exited(Int32)
        case signaled(Int32)
    }

    let playground: Playground
    let id: pid_t
    /// What the terminal was set to before the program had it.
    let settings: termios
    private var master: Int32
    private var slave: Int32
    private(set) var output: [UInt8] = []
    private var ending: Ending?

    /// Runs `lethe` with `arguments`; `before` is a shell's words before it, say `trap '' HUP;`.
    init(
        _ arguments: [String], in playground: Playground, environment: [String: String] = [:], before: String = "",
        program: String = Program.path, width: Int = 100, height: Int = 30
    ) throws {
        self.playground = playground
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK)
        var (number, isLocked): (Int32, Int32) = (0, 0)
        let (getNumber, setLock) = (UInt(0x8004_5430), UInt(0x4004_5431))
        guard master >= 0, ioctl(master, setLock, &isLocked) == 0, ioctl(master, getNumber, &number) == 0 else {
            throw Failure("no pseudo-terminal: errno \(errno)")
        }
        let path = "/dev/pts/\(number)"
        // Held open, for the settings of a terminal that nobody has open are forgotten.
        slave = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
        var first = termios()
        guard slave >= 0, tcgetattr(slave, &first) == 0 else { throw Failure("no settings: errno \(errno)") }
        // Bytes come as they were written, line ends too.
        first.c_oflag &= ~tcflag_t(OPOST)
        tcsetattr(slave, TCSANOW, &first)
        settings = first
        var variables = Program.environment(in: playground)
        variables.merge(["TERM": "xterm-256color", "SWIFT_BACKTRACE": "enable=no"]) { $1 }
        variables.merge(environment) { $1 }
        let words = ["/bin/sh", "-c", "cd \"$0\" && \(before) exec \"$@\"", playground.path, program]
        id = try Self.spawn(words + arguments, on: path, environment: variables)
    }

    deinit {
        if ending == nil {
            kill(id, SIGKILL)
            var status: Int32 = 0
            waitpid(id, &status, 0)
        }
        if master >= 0 {
            close(slave)
            close(master)
        }
    }

    private static func spawn(_ words: [String], on path: String, environment: [String: String]) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // In a session of its own, the first terminal that is opened controls it.
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, path, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // The threads of a test block signals; a child must not inherit that.
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        let ownSession: Int32 = 0x80
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | ownSession))
        var arguments = words.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in arguments + variables { free(pointer) } }
        var id: pid_t = 0
        let failure = posix_spawn(&id, "/bin/sh", &actions, &attributes, &arguments, &variables)
        guard failure == 0 else { throw Failure("can't start \(words): \(String(cString: strerror(failure)))") }
        return id
    }

    // MARK: - What a person does

    func type(_ text: String) throws { try send(Array(text.utf8)) }

    /// Sends bytes, while taking what comes, as a terminal does.
    func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty, !hasEnded {
            let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            if count > 0 { rest = rest.dropFirst(count) } else { read() }
        }
    }

    func signal(_ number: Int32) throws {
        guard kill(id, number) == 0 else { throw Failure("signal \(number) was not sent: errno \(errno)") }
    }

    /// The terminal takes nothing any more, as after Ctrl-S.
    func holdOutput() {
        read()
        tcflow(slave, TCOOFF)
    }

    /// The connection is cut: nobody is at the other end any more.
    func hangUp() {
        read()
        close(slave)
        close(master)
        (slave, master) = (-1, -1)
    }

    // MARK: - What is to be seen

    /// Waits until the program has written `text`, and takes what it writes.
    func wait(until text: String, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        try await wait(for: "“\(text.debugDescription)”", sourceLocation: sourceLocation) {
            $0.firstRange(of: Array(text.utf8)) != nil
        }
    }

    func wait(
        for what: String, sourceLocation: SourceLocation = #_sourceLocation, until isReached: ([UInt8]) -> Bool
    ) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            read()
            if isReached(output) { return }
            if hasEnded || ContinuousClock.now > deadline {
                let text = String(decoding: output.suffix(2000), as: UTF8.self).debugDescription
                Issue.record("waited in vain for \(what); there is \(text)", sourceLocation: sourceLocation)
                throw Failure("no \(what)")
            }
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    /// What ended the program, once it has ended; all that it wrote is in `output`.
    ///
    /// - Parameter meanwhile: what is done again and again until then.
    func end(
        sourceLocation: SourceLocation = #_sourceLocation, meanwhile: () throws -> Void = {}
    ) async throws -> Ending {
        let deadline = ContinuousClock.now + .seconds(60)
        while true {
            read()
            if hasEnded, let ending {
                read()
                return ending
            }
            if ContinuousClock.now > deadline {
                Issue.record("the program doesn't end", sourceLocation: sourceLocation)
                throw Failure("no end")
            }
            try meanwhile()
            try await Task.sleep(for: .milliseconds(5))
        }
    }

    /// The settings as they are now.
    var settingsNow: termios {
        var now = termios()
        tcgetattr(slave, &now)
        return now
    }

    private var hasEnded: Bool {
        if ending != nil { return true }
        var status: Int32 = 0
        guard waitpid(id, &status, WNOHANG) == id else { return false }
        let signal = status & 0x7F
        ending = signal == 0 ? .exited((status >> 8) & 0xFF) : .signaled(signal)
        return true
    }

    private func read() {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = Glibc.read(master, &buffer, buffer.count)
            if count <= 0 { return }
            output += buffer[..<count]
        }
    }
}

/// What a terminal's modes are after some output: those that a program must leave as it found them.
struct TerminalModes: Equatable, CustomStringConvertible {
    /// Private modes by number, those only that were ever set or reset.
    private(set) var modes: [Int: Bool] = [:]
    private(set) var hasKeypad = false
    /// How many more titles were saved than taken back.
    private(set) var savedTitles = 0
    private(set) var hasTitle = false

    init(_ output: [UInt8]) {
        let text = String(decoding: output, as: UTF8.self)
        for match in text.matches(of: /\u{1B}(?:\[\?([0-9;]+)([hl])|([=>])|\[(2[23])(?:;\d+)*t|\]([0-2]);)/) {
            if let numbers = match.1 {
                for number in numbers.split(separator: ";") { modes[Int(number) ?? -1] = match.2 == "h" }
            } else if let keypad = match.3 {
                hasKeypad = keypad == "="
            } else if let window = match.4 {
                savedTitles += window == "22" ? 1 : -1
            } else {
                hasTitle = true
            }
        }
    }

    /// The alternate screen is on, its cursor hidden, pastes are bracketed.
    var areTaken: Bool { modes[1049] == true && modes[25] == false && modes[2004] == true }

    /// Whether all is as in a terminal nobody has used: no other screen, a cursor, no pastes in brackets, no mouse, cursor
    /// keys and keypad as they are, and the title its own.
    var areRestored: Bool {
        let on = modes.filter { $0.value != (Self.standard[$0.key] ?? false) }
        return on.isEmpty && !hasKeypad && savedTitles == 0 && !hasTitle
    }

    /// The cursor is shown and lines wrap.
    private static let standard = [25: true, 7: true]

    var description: String {
        "\(modes.sorted { $0.key < $1.key }), keypad \(hasKeypad), titles \(savedTitles), \(hasTitle)"
    }
}
