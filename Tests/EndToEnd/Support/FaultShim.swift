import Foundation

/// `Faults/faults.c`, built once: a library that makes one call of the program fail, or ends the program at it.
actor FaultShim {
    static let compiler = ["cc", "gcc", "clang"].flatMap { name in
        (["/usr/bin", "/usr/local/bin", "/opt/swift/usr/bin"] + searched).map { "\($0)/\(name)" }
    }.first { FileManager.default.isExecutableFile(atPath: $0) }

    private static var searched: [String] {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    }

    private static let shared = FaultShim()
    private var built: Task<Playground, any Error>?

    /// The library's path.
    static func library() async throws -> String { try await shared.folder().file("faults.so") }

    private func folder() async throws -> Playground {
        if let built { return try await built.value }
        let task = Task {
            let folder = try Playground()
            let source = Program.packageRoot + "/Tests/EndToEnd/Faults/faults.c"
            guard let compiler = Self.compiler else { throw Failure("no compiler of C") }
            let made = try await Program.run(
                compiler, ["-O1", "-shared", "-fPIC", "-o", folder.file("faults.so"), source, "-ldl"],
                in: folder.path, environment: ["PATH": "/usr/bin:/bin", "TMPDIR": folder.path])
            guard made.status == 0 else { throw Failure("\(compiler): \(made.errors)") }
            return folder
        }
        built = task
        return try await task.value
    }
}

/// What happens to one call of the program that changes what is on disk.
struct Fault: Sendable, CustomStringConvertible {
    enum Kind: String, CaseIterable, Sendable {
        case noSpace = "ENOSPC"
        case broken = "EIO"
        case quota = "EDQUOT"
        /// The disk is full from there on.
        case full = "FULL"
        case short = "SHORT"
        case kill = "KILL"
        /// Half of a write, then the end.
        case tear = "TEAR"

        /// Whether the program doesn't live to say anything.
        var ends: Bool { self == .kill || self == .tear }
    }

    let kind: Kind
    /// The number of the call, from 1.
    let call: Int

    var description: String { "\(kind.rawValue) at call \(call)" }
}

/// A call of the program that changed what is on disk, as the shim counted it.
struct DiskCall: Sendable {
    let number: Int
    let name: String
    let path: String
    /// Whether the fault was made here.
    let isFaulty: Bool

    var writes: Bool { name == "write" || name == "pwrite" || name == "writev" }
    var takesRoom: Bool { writes || ["create", "mkstemp", "mkdir", "mkdtemp", "link", "symlink"].contains(name) }

    /// The faults that such a call can meet.
    var faults: [Fault] {
        let kinds: [Fault.Kind] =
            writes ? Fault.Kind.allCases : takesRoom ? [.broken, .full, .quota, .kill] : [.broken, .kill]
        return kinds.map { Fault(kind: $0, call: number) }
    }
}

extension Program {
    /// Runs the program with a fault, or with none, and gives the calls that it made under the playground.
    static func run(_ arguments: [String], in playground: Playground, fault: Fault?) async throws -> (
        Outcome, [DiskCall]
    ) {
        let log = "/tmp/lethe-e2e-calls-\(UUID().uuidString)"
        defer { unlink(log) }
        var environment = [
            "LD_PRELOAD": try await FaultShim.library(), "FAULT_UNDER": playground.path + "/", "FAULT_LOG": log,
            "SWIFT_BACKTRACE": "enable=no",
        ]
        if let fault { (environment["FAULT_AT"], environment["FAULT_KIND"]) = ("\(fault.call)", fault.kind.rawValue) }
        let outcome = try await run(arguments, in: playground, environment: environment)
        let lines = ((try? String(contentsOfFile: log, encoding: .utf8)) ?? "").split(separator: "\n")
        return (outcome, lines.compactMap(DiskCall.init))
    }
}

extension DiskCall {
    fileprivate init?(_ line: Substring) {
        let words = line.split(separator: " ")
        guard words.count >= 3, let number = Int(words[0]) else { return nil }
        self.init(number: number, name: String(words[1]), path: String(words[2]), isFaulty: words.last == "!")
    }
}
