import Foundation
import GRDB
import Glibc
import Records

extension ProjectStore {
    /// Writes the journal as a bundle that `Bundle.verify` checks. It appears whole or not at all, and never replaces
    /// anything.
    ///
    /// - Throws: `Refusal` 73 when `path` exists or its folder can't be written to; `StoreFailure` when the disk fails.
    /// - Complexity: O(bytes of the journal).
    public func exportBundle(to path: String) throws {
        let target = ProjectFolder(path).path
        let url = URL(fileURLWithPath: target)
        let draft = url.deletingLastPathComponent().path + "/.\(url.lastPathComponent).\(getpid()).new"
        guard !Files.exists(target) else {
            throw Refusal(.cannotCreate, "'\(target)' exists already.", next: "Choose another name for the bundle.")
        }
        try? FileManager.default.removeItem(atPath: draft)
        guard mkdir(draft, 0o700) == 0 else {
            let code = errno
            guard [EACCES, EPERM, EROFS, ENOENT, ENOTDIR].contains(code) else {
                throw StoreFailure(errno: code, at: target)
            }
            throw Refusal(.cannotCreate, "'\(target)' can't be made there.", next: "Choose a folder you can write to.")
        }
        do {
            try read { db in try writeBundle(to: draft, in: db) }
            try Files.synchronize(draft)
            try Files.rename(draft, to: target)
        } catch {
            try? FileManager.default.removeItem(atPath: draft)
            throw error
        }
        try Files.synchronize(url.deletingLastPathComponent().path)
    }

    private func writeBundle(to folder: String, in db: Database) throws {
        var tree = MerkleTree()
        try Files.write(to: "\(folder)/\(Bundle.journal)") { write in
            let lines = try Row.fetchCursor(db, sql: "SELECT line FROM events ORDER BY seq")
            while let row = try lines.next() {
                let line = Array(try row.decode(String.self, atIndex: 0).utf8)
                tree.append(line)
                try write(line + [UInt8(ascii: "\n")])
            }
        }
        try Files.write(to: "\(folder)/\(Bundle.payloads)") { write in
            let rows = try Row.fetchCursor(db, sql: "SELECT seq, salt, body FROM payloads ORDER BY seq")
            while let row = try rows.next() {
                let seq: Int = try row.decode(atIndex: 0)
                guard let body = try? JSON(parsing: row.decode(String.self, atIndex: 2)) else {
                    throw StoreFailure.damaged(directory, "the payload of event \(seq) can't be read")
                }
                let payload = Payload(seq: seq, salt: Array(try row.decode(Data.self, atIndex: 1)), body: body)
                try write(payload.line.canonicalBytes + [UInt8(ascii: "\n")])
            }
        }
        let checkpoint = Checkpoint(origin: origin, size: tree.count, root: tree.root)
        try Files.write(to: "\(folder)/\(Bundle.checkpoint)") { try $0(Array(checkpoint.text.utf8)) }
        try Files.write(to: "\(folder)/\(Bundle.readme)") { try $0(Array(Bundle.readmeText.utf8)) }
    }
}
