import Foundation
import GRDB
import Records

extension ProjectStore {
    /// Writes the journal as a bundle that `Bundle.verify` checks. It appears whole or not at all, and never replaces
    /// anything.
    ///
    /// - Throws: `Refusal`: 73 when `path` is taken or its folder can't be written to, 75 when another process writes it,
    ///   74 when the disk fails; 65 when the state was edited past the journal; `StoreFailure` when the journal can't be read.
    /// - Complexity: O(bytes of the journal).
    public func exportBundle(to path: String) throws {
        let bundle = try AtomicFolder(path)
        let verdict = try verifyChain()
        guard verdict.exitCode == 0 || verdict.exitCode == 2 || verdict.exitCode == 7 else {
            throw Refusal(
                .badData, "The journal of '\(directory)' is not what was written. \(verdict.sentence)",
                next: "Restore the project from a backup; nothing was exported.")
        }
        try read { db in
            try checkBinding(in: db)
            try writeBundle(to: bundle, in: db)
        }
        try bundle.commit()
    }

    private func writeBundle(to bundle: AtomicFolder, in db: Database) throws {
        var tree = MerkleTree()
        try bundle.write(Bundle.journal) { write in
            let lines = try Row.fetchCursor(db, sql: "SELECT line FROM events ORDER BY seq")
            while let row = try lines.next() {
                let line = Array(try row.decode(String.self, atIndex: 0).utf8)
                tree.append(line)
                try write(line + [UInt8(ascii: "\n")])
            }
        }
        try bundle.write(Bundle.payloads) { write in
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
        try bundle.write(Bundle.checkpoint) { try $0(Array(checkpoint.text.utf8)) }
        try bundle.write(Bundle.readme) { try $0(Array(Bundle.readmeText.utf8)) }
    }
}
