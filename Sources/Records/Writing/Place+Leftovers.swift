import Foundation

extension Place {
    /// Removes what a process that ended in the middle left under the hidden name.
    ///
    /// - Throws: `Refusal`: 75 where the process lives, 73 where it is nothing that this program left.
    func removeLeftover() throws {
        var status = stat()
        guard fstatat(folder, draft, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return }
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFREG || kind == S_IFDIR, geteuid() == 0 || status.st_uid == geteuid() else { throw inTheWay }
        let access = kind == S_IFDIR ? O_RDONLY | O_DIRECTORY : O_RDWR
        let descriptor = openat(folder, draft, access | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return }
            throw inTheWay
        }
        defer { close(descriptor) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            if errno == EWOULDBLOCK { throw busy }
            throw inTheWay
        }
        defer { _ = flock(descriptor, LOCK_UN) }
        // Another process may have removed it, and begun anew, before the lock was had.
        guard isNamed(descriptor) else { return }
        removeDraft()
        if isNamed(descriptor) { throw inTheWay }
    }

    /// Removes the file under the hidden name, or the folder with the files in it.
    func removeDraft() {
        if unlinkat(folder, draft, 0) == 0 || errno != EISDIR { return }
        let descriptor = openat(folder, draft, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd/\(descriptor)")) ?? []
        for name in names { unlinkat(descriptor, name, 0) }
        unlinkat(folder, draft, AT_REMOVEDIR)
    }

    private var inTheWay: Refusal {
        let beside = PathText.path(of: draft, in: PathText.parts(of: path).folder)
        return Refusal(
            .cannotCreate, "'\(beside)' is in the way, and is not what an earlier run left.",
            next: "Move it away, or choose another name.")
    }
}

extension Place {
    /// Whether a file with the name has the bytes of one that is open.
    func holdsSame(as descriptor: Int32) -> Bool {
        let other = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard other >= 0 else { return false }
        defer { close(other) }
        var (mine, theirs) = (stat(), stat())
        guard fstat(descriptor, &mine) == 0, fstat(other, &theirs) == 0, theirs.st_mode & S_IFMT == S_IFREG,
            mine.st_size == theirs.st_size
        else { return false }
        let size = 1 << 16
        return withUnsafeTemporaryAllocation(byteCount: 2 * size, alignment: 1) { buffer in
            guard let first = buffer.baseAddress else { return false }
            for offset in stride(from: 0, to: Int(mine.st_size), by: size) {
                let count = min(size, Int(mine.st_size) - offset)
                guard pread(descriptor, first, count, off_t(offset)) == count,
                    pread(other, first + size, count, off_t(offset)) == count, memcmp(first, first + size, count) == 0
                else { return false }
            }
            return true
        }
    }
}
