internal import CScan
import Glibc

/// The calls of the system by which something comes to disk, each of which can fail: 0, or an errno.
///
/// Tests put others in their place.
package struct Disk: Sendable {
    @TaskLocal package static var current = Disk()

    /// Writes some of the bytes, and says how many.
    var write: @Sendable (Int32, UnsafeRawBufferPointer) -> (count: Int, code: Int32) = { descriptor, bytes in
        let count = Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        return count < 0 ? (0, errno) : (count, 0)
    }

    var synchronize: @Sendable (Int32) -> Int32 = { descriptor in fsync(descriptor) == 0 ? 0 : errno }

    /// Never takes the place of anything: EEXIST.
    var renameNew: @Sendable (_ folder: Int32, _ former: String, _ name: String) -> Int32 = {
        names_rename_new($0, $1, $2)
    }

    var link: @Sendable (_ folder: Int32, _ former: String, _ name: String) -> Int32 = {
        linkat($0, $1, $0, $2, 0) == 0 ? 0 : errno
    }

    var rename: @Sendable (_ folder: Int32, _ former: String, _ name: String) -> Int32 = {
        renameat($0, $1, $0, $2) == 0 ? 0 : errno
    }

    var synchronizeFolder: @Sendable (_ folder: Int32, _ canRead: Bool, _ file: Int32) -> Int32 = {
        names_synchronize($0, $1, $2)
    }

    /// Writes all of the bytes.
    func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
        var rest = bytes[...]
        while !rest.isEmpty {
            let (count, code) = write(descriptor, UnsafeRawBufferPointer(rebasing: rest))
            if code == EINTR { continue }
            if code != 0 { return code }
            rest = rest.dropFirst(count)
        }
        return 0
    }

    /// Brings a file's bytes to disk.
    func bring(_ descriptor: Int32) -> Int32 {
        let code = synchronize(descriptor)
        // Some file systems hold nothing back, and say so.
        return code == EINVAL || code == ENOTSUP ? 0 : code
    }

    /// Gives what is called `former` the name that nothing has, on file systems that can't in one step, too.
    func nameNew(_ folder: Int32, _ former: String, _ name: String) -> Int32 {
        let code = renameNew(folder, former, name)
        guard code == EINVAL || code == ENOSYS else { return code }
        let linked = link(folder, former, name)
        if linked == 0 {
            unlinkat(folder, former, 0)
            return 0
        }
        // Folders have one name only, and some file systems (FAT) give no file a second one.
        guard [EPERM, ENOTSUP, ENOSYS].contains(linked) else { return linked }
        var status = stat()
        if fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 { return EEXIST }
        return rename(folder, former, name)
    }
}

extension Refusal {
    /// Why a file can't be made where it was asked for.
    static func cannotCreate(_ path: String, _ code: Int32) -> Refusal {
        let next =
            switch code {
            case ENOENT, ENOTDIR: "Make its folder first, or choose another."
            case EACCES, EPERM, EROFS: "Choose a folder that you may write to."
            case ENAMETOOLONG: "Choose a shorter name."
            case ENOSPC, EDQUOT, EIO: nil as String?
            default: "Choose another name, or another folder."
            }
        guard let next else { return notWritten(path, code) }
        return Refusal(.cannotCreate, "'\(path)' can't be created: \(reason(code)).", next: next)
    }

    /// Why the bytes of a file did not get to disk; nothing is left of it.
    static func notWritten(_ path: String, _ code: Int32) -> Refusal {
        let elsewhere = "Free some space and try again, or name a file on another disk."
        switch code {
        case ENOSPC:
            return Refusal(.inputOutput, "The disk is full; nothing was written to '\(path)'.", next: elsewhere)
        case EDQUOT:
            return Refusal(
                .inputOutput, "The disk quota is used up; nothing was written to '\(path)'.", next: elsewhere)
        default:
            return Refusal(
                .inputOutput, "'\(path)' can't be written: \(reason(code)); nothing was.",
                next: "Check the disk and try again, or name a file on another one.")
        }
    }

    /// What the system calls an error: "no such file or directory".
    static func reason(_ code: Int32) -> String { String(cString: strerror(code)).lowercased() }
}
