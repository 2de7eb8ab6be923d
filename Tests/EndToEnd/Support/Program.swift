import Foundation

/// The program under test, run without a terminal.
enum Program {
    struct Outcome: Sendable {
        let status: Int32
        let output: String
        let errors: String

        /// The one JSON document on stdout.
        func json() throws -> JSON { try JSON(parsing: output) }
    }

    /// The debug program beside the test bundle; $LETHE_PROGRAM names another.
    static let path: String = {
        if let named = ProcessInfo.processInfo.environment["LETHE_PROGRAM"] { return named }
        var folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        for _ in 0..<5 {
            folder.deleteLastPathComponent()
            let candidate = folder.appendingPathComponent("lethe").path
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder), !isFolder.boolValue {
                return candidate
            }
        }
        return packageRoot + "/.build/debug/lethe"
    }()

    static let packageRoot = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    static func fixture(_ name: String) -> String { packageRoot + "/fixtures/" + name }

    /// What every run sees: nothing of the machine it runs on.
    static func environment(in playground: Playground) -> [String: String] {
        [
            "PATH": URL(fileURLWithPath: path).deletingLastPathComponent().path + ":/usr/local/bin:/usr/bin:/bin",
            "HOME": playground.path, "TMPDIR": playground.path, "USER": "auditor", "LANG": "C.UTF-8", "PS1": "$ ",
            "LETHE_FIXTURES": packageRoot + "/fixtures",
        ]
    }

    /// Runs `lethe` with `arguments` in the playground, with no terminal anywhere.
    static func run(_ arguments: [String], in playground: Playground, environment: [String: String] = [:]) async throws
        -> Outcome
    {
        let extended = Self.environment(in: playground).merging(environment) { $1 }
        return try await run(path, arguments, in: playground.path, environment: extended)
    }

    static func run(_ arguments: String..., in playground: Playground) async throws -> Outcome {
        try await run(arguments, in: playground)
    }

    /// Any program, waited for on a thread of its own.
    static func run(_ program: String, _ arguments: [String], in folder: String, environment: [String: String])
        async throws -> Outcome
    {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(
                    with: Result { try runBlocking(program, arguments, in: folder, environment: environment) })
            }
        }
    }

    /// Output goes to files, which never fill up as pipes do. Spawned without Foundation, whose `Process` waits for every
    /// descendant, and so for ever for a terminal's server.
    static func runBlocking(
        _ program: String, _ arguments: [String], in folder: String, environment: [String: String]
    ) throws -> Outcome {
        let output = try Unlinked()
        let errors = try Unlinked()
        // A shell changes the folder, then becomes the program.
        let words = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder, program] + arguments
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output.handle.fileDescriptor, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, errors.handle.fileDescriptor, STDERR_FILENO)
        var arguments = words.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for pointer in arguments + variables { free(pointer) } }
        // The threads of a test block signals; a child must not inherit that.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var id: pid_t = 0
        let failure = posix_spawn(&id, "/bin/sh", &actions, &attributes, &arguments, &variables)
        guard failure == 0 else { throw Failure("can't start \(program): \(String(cString: strerror(failure)))") }
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0 {
            guard errno == EINTR else { throw Failure("can't wait for \(program): errno \(errno)") }
        }
        let signal = status & 0x7F
        return Outcome(
            status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, output: try output.text(),
            errors: try errors.text())
    }
}

/// A file without a name, for the output of one process.
private struct Unlinked {
    let handle: FileHandle

    init() throws {
        var name = Array("/tmp/lethe-e2e-output-XXXXXX".utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else { throw Failure("no temporary file: errno \(errno)") }
        unlink(&name)
        // For the child only as what it was given as.
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    func text() throws -> String {
        try handle.seek(toOffset: 0)
        return String(decoding: try handle.readToEnd() ?? Data(), as: UTF8.self)
    }
}
