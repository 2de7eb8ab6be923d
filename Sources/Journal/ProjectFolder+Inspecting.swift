import CStore
import Foundation
import Glibc
import Records

// A project may come from a stranger: what lies in its folder is looked at before anything is opened.
extension ProjectFolder {
    /// What SQLite puts beside a database; of these Lethe never leaves a journal.
    static let suffixes = ["-wal", "-shm", journalSuffix]
    private static let journalSuffix = "-journal"
    /// Every file that is opened in a project.
    static let names =
        [databaseName] + suffixes.map { databaseName + $0 } + [lockName, actorName] + Kept.allCases.map(\.fileName)

    /// Refuses what is no plain file, what has a second name, what SQLite would take for an order to restore, and to
    /// write to what belongs to somebody else.
    ///
    /// - Returns: what there is to say of a project that is read all the same.
    /// - Throws: `Refusal`: 65 for a stranger's files, 73 for another user's.
    func inspect(writing: Bool, _ ownership: Ownership) throws -> [String] {
        guard let folder = try FileStatus(of: place) else { return [] }
        var notices = try [ownership.check("The project '\(path)'", owner: folder.owner, writing: writing)]
        for name in Self.names {
            guard let status = try status(of: name, folder, ownership) else { continue }
            guard status.kind == .file else { throw stranger(name, status.kind.words) }
            if name.hasSuffix(Self.journalSuffix) { throw journal(name) }
            if writing, status.names > 1 { throw shared(name) }
            if status.owner != folder.owner {
                notices.append(try ownership.check("'\(file(name))'", owner: status.owner, writing: writing))
            }
        }
        return notices.compactMap(\.self)
    }

    private func status(of name: String, _ folder: FileStatus, _ ownership: Ownership) throws -> FileStatus? {
        do { return try FileStatus(of: file(name)) } catch let failure as StoreFailure where failure.kind == .readOnly {
            let owner = try ownership.check("It", owner: folder.owner, writing: false).map { " " + $0 } ?? ""
            throw Refusal(
                .noInput, "The folder '\(path)' can't be read.\(owner)", next: "Check its permissions: ls -ld '\(path)'"
            )
        }
    }

    /// Takes other users' permissions away, where there are any: of the user's own folder and files.
    ///
    /// - Returns: what there is to say where that could not be done.
    func makePrivate(_ ownership: Ownership) throws -> [String] {
        for name in ["."] + Self.names {
            guard let status = try FileStatus(of: file(name)), status.kind == .file || status.kind == .folder,
                status.owner == ownership.user, status.permissions & 0o077 != 0
            else { continue }
            if fchmodat(AT_FDCWD, file(name), status.permissions & 0o700, AT_SYMLINK_NOFOLLOW) != 0 {
                return ["Other users may be able to read '\(path)': its permissions can't be changed there."]
            }
        }
        return []
    }

    /// Whether a file here has the same number tomorrow. Over FUSE, 9P, SMB and in shared folders of virtual machines it
    /// need not.
    var keepsFileNumbers: Bool {
        ![0, 0x6573_5546, 0x0102_1997, 0xFF53_4D42, 0xFE53_4D42, 0x517B, 0x786F_4256].contains(store_file_system(place))
    }

    /// A project's file that is none.
    func stranger(_ name: String, _ what: String) -> Refusal {
        Refusal(
            .badData, "'\(file(name))' is \(what); in a project it must be a file. Nothing was opened.",
            next: name == Self.lockName ? "Remove it; a new one is made." : "Get the project from whom you trust.")
    }

    /// A project's file that another name leads to as well: what is written here would be written there.
    func shared(_ name: String) -> Refusal {
        let file = file(name)
        return Refusal(
            .badData, "'\(file)' has a second name (a hard link): writing to it would change another file.",
            next:
                "Give it bytes of its own (cp -p '\(file)' '\(file).copy' && mv '\(file).copy' '\(file)'), then try again."
        )
    }

    /// SQLite would roll the database back by it, and may remove another file that it names.
    private func journal(_ name: String) -> Refusal {
        Refusal(
            .badData, "'\(file(name))' is not Lethe's: it tells SQLite to restore older content. Nothing was opened.",
            next: "Move it out of the folder, if you trust the rest.")
    }
}
