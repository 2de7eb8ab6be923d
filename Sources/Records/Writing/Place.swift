internal import CScan
internal import Crypto
import Glibc
import Synchronization

/// A name in a folder, and a hidden name beside it under which something is written until it is whole.
///
/// Whoever holds the hidden name's lock is the only one who writes there; the folder stays open, so that nothing can put
/// another in its place meanwhile.
final class Place: Sendable {
    /// As it was given; what is said of the place names it.
    let path: String
    let name: String
    /// ".report.html.lethe-new"
    let draft: String
    let folder: Int32
    let disk: Disk
    /// Whether the folder's list of names may be read.
    private let canRead: Bool

    /// - Throws: `Refusal` (73) where there is no such folder, or `path` names none but itself.
    init(_ path: String) throws {
        let parts = PathText.parts(of: path)
        name = parts.name
        guard !name.isEmpty else {
            throw Refusal(
                .cannotCreate, path.isEmpty ? "No file is named." : "'\(path)' is the name of a folder.",
                next: "Name a file.")
        }
        var canRead = false
        let descriptor = names_open(parts.folder ?? ".", &canRead)
        guard descriptor >= 0 else { throw Refusal.cannotCreate(path, errno) }
        self.path = path
        self.folder = descriptor
        self.canRead = canRead
        draft = Self.draft(of: name)
        disk = .current
    }

    deinit { close(folder) }

    /// Names have at most 255 bytes; of a longer one the beginning and its digest stand for it.
    private static func draft(of name: String) -> String {
        let ending = ".lethe-new"
        if name.utf8.count + 1 + ending.utf8.count <= 255 { return ".\(name)\(ending)" }
        var start = Substring(name)
        while start.utf8.count > 200 { start.removeLast() }
        let digest = Hexadecimal.text(SHA256.hash(data: Array(name.utf8)).prefix(8))
        return ".\(start)~\(digest)\(ending)"
    }

    /// What has the name: never what a link leads to.
    func occupant() throws -> stat? {
        var status = stat()
        if fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 { return status }
        guard errno == ENOENT else { throw Refusal.cannotCreate(path, errno) }
        return nil
    }

    /// Refuses (73) a name that something has.
    ///
    /// - Parameter replacing: whether a file may have it.
    /// - Returns: the file.
    @discardableResult
    func refuseTaken(replacing: Bool = false) throws -> stat? {
        guard let status = try occupant() else { return nil }
        switch status.st_mode & S_IFMT {
        case S_IFREG where replacing: return status
        case S_IFREG:
            throw Refusal(
                .cannotCreate, "'\(path)' is already there.", next: "Choose another name; nothing was overwritten.")
        case S_IFDIR:
            throw Refusal(.cannotCreate, "'\(path)' is a folder that is already there.", next: "Choose another name.")
        case S_IFLNK:
            throw Refusal(.cannotCreate, "'\(path)' is a link, which is not followed.", next: "Name a file itself.")
        default:
            throw Refusal(
                .cannotCreate, "'\(path)' is a device or a pipe, and only a file comes whole or not at all.",
                next: "Name a file.")
        }
    }

    /// Whether the name under which is written still is that of an open file.
    func isNamed(_ descriptor: Int32) -> Bool {
        var (status, named) = (stat(), stat())
        return fstat(descriptor, &status) == 0 && fstatat(folder, draft, &named, AT_SYMLINK_NOFOLLOW) == 0
            && status.st_ino == named.st_ino && status.st_dev == named.st_dev
    }

    /// Waits until the folder's names are on the disk. 0, or an errno.
    func synchronize(with descriptor: Int32) -> Int32 { disk.synchronizeFolder(folder, canRead, descriptor) }

    // MARK: Held places

    private static let held = Mutex<[ObjectIdentifier: Place]>([:])

    /// Takes the hidden name.
    ///
    /// - Parameter make: makes something new under it and opens it.
    /// - Returns: a descriptor with the lock.
    /// - Throws: `Refusal`: 75 where another process writes there, 73 or 74 where nothing can be made.
    func hold(_ make: () -> Int32) throws -> Int32 {
        for _ in 1...16 {
            let descriptor = make()
            guard descriptor >= 0 else {
                let code = errno
                guard code == EEXIST else { throw Refusal.cannotCreate(path, code) }
                try removeLeftover()
                continue
            }
            // Where there are no locks (some network disks) the name alone keeps others out.
            let isLocked = flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK
            if isLocked, isNamed(descriptor) {
                Self.held.withLock { $0[ObjectIdentifier(self)] = self }
                return descriptor
            }
            // In that moment another process took it for what a dead one left.
            close(descriptor)
        }
        throw busy
    }

    var busy: Refusal {
        Refusal(
            .busy, "'\(path)' is being written by another process.",
            next: "Wait until it is done, or choose another name.")
    }

    /// Gives the lock back. Closing alone would not: a child that is just being started has the descriptor too.
    func release(_ descriptor: Int32) {
        _ = flock(descriptor, LOCK_UN)
        close(descriptor)
        Self.held.withLock { $0[ObjectIdentifier(self)] = nil }
    }

    /// Removes whatever is being written by this process, which is about to end.
    static func removeHeld() {
        for place in held.withLock({ Array($0.values) }) { place.removeDraft() }
    }
}
