import Foundation

/// A disk in memory of a mebibyte, where the system lets one be mounted; taken down with it.
final class FullDisk: Sendable {
    let playground: Playground

    /// Whether one can be had: root may be without the right to mount.
    static let isThere: Bool = getuid() == 0 && (try? FullDisk()) != nil
    static let missing = "a tmpfs can't be mounted here: it takes root, and the right to mount"

    init() throws {
        playground = try Playground()
        try FileManager.default.createDirectory(atPath: playground.file("disk"), withIntermediateDirectories: false)
        let mounted = try Self.run("mount", ["-t", "tmpfs", "-o", "size=1m", "lethe-test", playground.file("disk")])
        guard mounted.status == 0 else { throw Failure("no disk was mounted: \(mounted.errors)") }
    }

    /// Before the playground goes, which would otherwise stay below the disk.
    deinit {
        do {
            let outcome = try Self.run("umount", ["-l", playground.file("disk")])
            if outcome.status != 0 { print("the disk was not taken down: \(outcome.errors)") }
        } catch { print("the disk was not taken down: \(error)") }
    }

    /// Writes until so many bytes are left, whole pages.
    func fill(leaving room: Int) throws {
        var status = statvfs()
        guard statvfs(playground.file("disk"), &status) == 0 else { throw Failure("statvfs: errno \(errno)") }
        let free = Int(status.f_bavail) * Int(status.f_frsize)
        try Data(count: max(0, free - room)).write(to: URL(fileURLWithPath: playground.file("disk/filler")))
    }

    func makeRoom() throws { try FileManager.default.removeItem(atPath: playground.file("disk/filler")) }

    /// What is on the disk, the filler left out.
    var listing: Set<String> { playground.files.filter { $0.hasPrefix("disk/") && $0 != "disk/filler" } }

    private static func run(_ program: String, _ arguments: [String]) throws -> Program.Outcome {
        try Program.runBlocking(
            "/usr/bin/env", [program] + arguments, in: "/", environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"])
    }
}
