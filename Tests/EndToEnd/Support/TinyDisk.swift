import Foundation

/// A disk in memory that is soon full, where the system lets one be mounted; taken down with it.
final class TinyDisk: Sendable {
    let path: String

    /// Whether one can be had here: asked once.
    static let isThere: Bool = {
        guard getuid() == 0, let playground = try? Playground() else { return false }
        return (try? TinyDisk(playground.path, kilobytes: 16)) != nil
    }()

    init(_ path: String, kilobytes: Int) throws {
        self.path = path
        let outcome = try Self.run("mount", ["-t", "tmpfs", "-o", "size=\(kilobytes)k", "lethe-test", path])
        guard outcome.status == 0 else { throw Failure("no disk was mounted: \(outcome.errors)") }
    }

    deinit { _ = try? Self.run("umount", ["-l", path]) }

    /// Fills the disk with a file until so many bytes at most are free.
    func fill(leaving room: Int) throws {
        let file = path + "/filler"
        if FileManager.default.fileExists(atPath: file) { try empty() }
        try Data().write(to: URL(fileURLWithPath: file))
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: file))
        let free = try FileManager.default.attributesOfFileSystem(forPath: path)[.systemFreeSize] as? NSNumber
        try handle.write(contentsOf: Data(count: max(0, (free?.intValue ?? 0) - room)))
        try handle.close()
    }

    func empty() throws { try FileManager.default.removeItem(atPath: path + "/filler") }

    var listing: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

    private static func run(_ program: String, _ arguments: [String]) throws -> Program.Outcome {
        try Program.runBlocking(
            "/usr/bin/env", [program] + arguments, in: "/",
            environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"])
    }
}
