import Foundation

/// A file that is there whole or not at all: written under a hidden name beside its own, brought to disk, and only then
/// given its name, which never was that of a half one.
///
/// What a process that was killed left is removed by the next one that writes the same file; of two that write it at once
/// the second is refused. Given up where it is not committed.
// One writes it, and whoever it is handed to gives it its name: it is never used by two at once.
public final class AtomicFile: @unchecked Sendable {
    /// What happens where the name is taken when the file is whole.
    public enum Taken: Sendable {
        case refused
        /// A file gives way, and its permissions stay; a link, folder, pipe or device is refused.
        case replaced
        /// A file with the same bytes stays: what was written twice is the same. Any other is refused.
        case keptIfSame
    }

    private enum State { case open, finished, named, ended }

    public let path: String
    private let place: Place
    private let taken: Taken
    private var permissions: mode_t?
    private var descriptor: Int32
    private var state = State.open

    /// Begins a file.
    ///
    /// - Parameter permissions: nil for what the user's umask says.
    /// - Throws: `Refusal`: 73 where the name is taken or nothing can be made there, 75 where another process writes it,
    ///   74 where the disk fails.
    public init(_ path: String, ifTaken taken: Taken = .refused, permissions: UInt32? = nil) throws {
        let place = try Place(path)
        let former = try place.refuseTaken(replacing: taken != .refused)
        if taken == .replaced, let former {
            self.permissions = former.st_mode & 0o777
        } else {
            self.permissions = permissions.map { $0 | S_IRUSR | S_IWUSR }
        }
        // For nobody else before it is known who may read it.
        let first: mode_t = self.permissions == nil ? 0o666 : 0o600
        descriptor = try place.hold {
            openat(place.folder, place.draft, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, first)
        }
        self.path = path
        self.place = place
        self.taken = taken
    }

    deinit { abandon() }

    /// Writes a text whole or not at all.
    public static func write(
        _ text: String, to path: String, ifTaken taken: Taken = .refused, permissions: UInt32? = nil
    ) throws {
        let file = try AtomicFile(path, ifTaken: taken, permissions: permissions)
        try file.write(text)
        try file.commit()
    }

    /// Refuses (73), before anything is computed for it, a name under which nothing could be written.
    ///
    /// - Parameter replacing: whether a file may have it.
    public static func refuseTaken(_ path: String, replacing: Bool = false) throws {
        try Place(path).refuseTaken(replacing: replacing)
    }

    /// Removes whatever this process is writing; it is about to end.
    public static func abandonAll() { Place.removeHeld() }

    /// Where the bytes are until the file is committed.
    public var draftPath: String {
        PathText.path(of: place.draft, in: PathText.parts(of: path).folder)
    }

    /// - Throws: `Refusal` (74).
    public func write(_ bytes: UnsafeRawBufferPointer) throws {
        let code = place.disk.writeAll(bytes, to: descriptor)
        if code != 0 { throw Refusal.notWritten(path, code) }
    }

    public func write(_ text: String) throws {
        var text = text
        try text.withUTF8 { try write(UnsafeRawBufferPointer($0)) }
    }

    /// Brings the bytes to disk.
    public func finish() throws {
        guard state == .open else { return }
        if let permissions, fchmod(descriptor, permissions) != 0 { throw Refusal.cannotCreate(path, errno) }
        let code = place.disk.bring(descriptor)
        if code != 0 { throw Refusal.notWritten(path, code) }
        state = .finished
    }

    /// Gives the file its name, for good.
    ///
    /// - Throws: `Refusal`: 73 where the name was taken meanwhile, 74 where the disk fails; nothing is left then.
    public func commit() throws {
        do {
            try finish()
            try giveName()
        } catch {
            abandon()
            throw error
        }
        end()
    }

    /// Commits all of them or none.
    public static func commit(_ files: [AtomicFile]) throws {
        do {
            for file in files { try file.finish() }
            for file in files { try file.giveName() }
        } catch {
            for file in files { file.abandon() }
            throw error
        }
        for file in files { file.end() }
    }

    /// Takes away what was written; what was kept or replaced stays.
    public func abandon() {
        switch state {
        case .open, .finished: place.removeDraft()
        case .named: takeBack()
        case .ended: return
        }
        end()
    }

    private func end() {
        guard state != .ended else { return }
        state = .ended
        place.release(descriptor)
    }

    private func giveName() throws {
        guard taken != .replaced else { return try replace() }
        let code = place.disk.nameNew(place.folder, place.draft, place.name)
        if code == EEXIST {
            guard taken == .keptIfSame, place.holdsSame(as: descriptor) else {
                try place.refuseTaken()
                throw place.busy
            }
            return abandon()
        }
        guard code == 0 else { throw Refusal.cannotCreate(path, code) }
        state = .named
        let lost = place.synchronize(with: descriptor)
        if lost != 0 { throw Refusal.notWritten(path, lost) }
    }

    private func replace() throws {
        try place.refuseTaken(replacing: true)
        let code = place.disk.rename(place.folder, place.draft, place.name)
        guard code == 0 else { throw Refusal.cannotCreate(path, code) }
        let lost = place.synchronize(with: descriptor)
        end()
        guard lost == 0 else {
            throw Refusal(
                .inputOutput, "'\(path)' was written, but the disk did not confirm its name: \(Refusal.reason(lost)).",
                next: "Check the disk, and write it again.")
        }
    }

    /// Takes the name away again, if it still is this file's.
    private func takeBack() {
        var (status, named) = (stat(), stat())
        guard fstat(descriptor, &status) == 0, fstatat(place.folder, place.name, &named, AT_SYMLINK_NOFOLLOW) == 0,
            status.st_ino == named.st_ino, status.st_dev == named.st_dev
        else { return }
        unlinkat(place.folder, place.name, 0)
        _ = place.synchronize(with: descriptor)
    }
}
