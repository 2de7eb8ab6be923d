internal import Foundation

/// What a file was when it was opened, to be told from what it is now. It keeps nothing open: a thousand parts have one
/// each.
struct FileStamp: Sendable {
    /// The name it was opened by.
    let path: String
    private let opened: stat

    init(_ path: String, _ opened: stat) {
        self.path = path
        self.opened = opened
    }

    /// - Throws: `Refusal` (66) where there is no such file.
    init(of path: String) throws {
        var status = stat()
        guard RemoteFile.isAddress(path) || stat(path, &status) == 0 else {
            throw FileProblem.refusal(for: errno, path: path)
        }
        self.init(path, status)
    }

    /// What the file system tells a file that was not touched by, in one line: its numbers, size and times. Nil where the last
    /// change is so young that another may have come within the same tick of the clock.
    var settled: String? {
        var now = timespec()
        guard clock_gettime(CLOCK_REALTIME, &now) == 0 else { return nil }
        let last = max(opened.st_mtim.tv_sec, opened.st_ctim.tv_sec)
        guard last + Self.tick < now.tv_sec else { return nil }
        let times = [opened.st_mtim, opened.st_ctim].map { "\($0.tv_sec).\($0.tv_nsec)" }
        return "\(opened.st_dev) \(opened.st_ino) \(opened.st_size) \(times.joined(separator: " "))"
    }

    /// Seconds in which some file systems can't tell two changes apart.
    private static let tick = 2

    /// Refuses (65) where the file that has the name now is not what it was.
    ///
    /// - Complexity: O(1).
    func checkUnchanged() throws {
        // What was fetched is read from what came then.
        if RemoteFile.isAddress(path) { return }
        var now = stat()
        guard stat(path, &now) == 0 else {
            throw Refusal(
                .badData, "'\(path)' was taken away since it was opened.",
                next: "What is shown is what it was; put it back, or open it again elsewhere.")
        }
        guard now.st_ino == opened.st_ino, now.st_dev == opened.st_dev else {
            throw Refusal(
                .badData, "'\(path)' was replaced by another file since it was opened.",
                next: "What is shown is what it was; open it again.")
        }
        try checkContent(now)
    }

    /// Refuses (65) where what is now the state of the same file has another size, or was written to.
    func checkContent(_ now: stat) throws {
        if now.st_size < opened.st_size {
            throw Refusal(
                .badData,
                "'\(path)' was shortened since it was opened, from \(opened.st_size) bytes to \(now.st_size).",
                next: "What is shown from there on is not the file's; open it again.")
        }
        guard now.st_size == opened.st_size, now.st_mtim.tv_sec == opened.st_mtim.tv_sec,
            now.st_mtim.tv_nsec == opened.st_mtim.tv_nsec
        else {
            throw Refusal(.badData, "'\(path)' was changed since it was opened.", next: "Open it again.")
        }
    }
}
