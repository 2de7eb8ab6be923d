import Foundation

/// A folder of files that is there whole or not at all, as `AtomicFile`; for its owner alone, and never in the place of
/// anything.
// One fills it, and whoever it is handed to gives it its name: it is never used by two at once.
public final class AtomicFolder: @unchecked Sendable {
    public let path: String
    private let place: Place
    private var descriptor: Int32
    private var isOver = false

    /// Begins a folder.
    ///
    /// - Throws: as `AtomicFile.init`.
    public init(_ path: String) throws {
        let place = try Place(path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path)
        try place.refuseTaken()
        descriptor = try place.hold {
            guard mkdirat(place.folder, place.draft, 0o700) == 0 else { return -1 }
            return openat(place.folder, place.draft, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        }
        self.path = place.path
        self.place = place
    }

    deinit { abandon() }

    /// Writes a file in it, and waits until it is on the disk.
    ///
    /// - Throws: `Refusal` (74); what `body` throws.
    public func write(_ name: String, _ body: ((_ bytes: [UInt8]) throws -> Void) throws -> Void) throws {
        let file = openat(descriptor, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Refusal.cannotCreate("\(path)/\(name)", errno) }
        defer { close(file) }
        var buffer: [UInt8] = []
        func check(_ code: Int32) throws { if code != 0 { throw Refusal.notWritten(path, code) } }
        func flush() throws {
            try check(buffer.withUnsafeBytes { place.disk.writeAll($0, to: file) })
            buffer.removeAll(keepingCapacity: true)
        }
        try body { bytes in
            buffer += bytes
            if buffer.count >= 1 << 16 { try flush() }
        }
        try flush()
        try check(place.disk.bring(file))
    }

    /// Gives the folder its name, for good.
    ///
    /// - Throws: as `AtomicFile.commit`.
    public func commit() throws {
        do {
            let code = place.disk.bring(descriptor)
            if code != 0 { throw Refusal.notWritten(path, code) }
            try giveName()
        } catch {
            abandon()
            throw error
        }
        end()
    }

    /// Takes away what was written.
    public func abandon() {
        guard !isOver else { return }
        place.removeDraft()
        end()
    }

    private func giveName() throws {
        let code = place.disk.nameNew(place.folder, place.draft, place.name)
        if code == EEXIST { try place.refuseTaken() }
        guard code == 0 else { throw Refusal.cannotCreate(path, code) }
        let lost = place.synchronize(with: descriptor)
        guard lost == 0 else {
            // Under its hidden name again, where it is removed.
            _ = place.disk.rename(place.folder, place.name, place.draft)
            throw Refusal.notWritten(path, lost)
        }
    }

    private func end() {
        guard !isOver else { return }
        isOver = true
        place.release(descriptor)
    }
}
