import Foundation
import Records

/// An exported journal: a folder that anyone can check offline, and of which every byte is covered.
///
/// - `journal.jsonl`: the chain, one event a line.
/// - `payloads.jsonl`: what has not been erased of the events' payloads, with the salt of each.
/// - `checkpoint`: origin, size and Merkle root of the chain.
/// - `README.txt`: what this is; always the same text.
public enum Bundle {
    static let journal = "journal.jsonl"
    static let payloads = "payloads.jsonl"
    static let checkpoint = "checkpoint"
    static let readme = "README.txt"

    /// What a bundle of this format says about itself. Changing it makes another format.
    static let readmeText = """
        A journal written by Lethe (bundle format 1).

        journal.jsonl   every event, one canonical JSON object (RFC 8785) a line; "prev" is the SHA-256 of the line before
        payloads.jsonl  what the events are about, where it was not erased; each event holds the commitment
                        SHA-256(0x02, salt, canonical payload) as "payload_commit"
        checkpoint      origin, number of events and Merkle root (RFC 6962) over the lines, in base64

        Check it with: lethe verify THIS-FOLDER

        The check finds what was edited, dropped or reordered after the export. Whoever holds the project can write
        another journal from the start: keep the checkpoint somewhere else to rule that out.

        """

    /// Checks a bundle, or a bare `journal.jsonl`, of which only form and chain can be checked: not whether its end is
    /// missing.
    ///
    /// - Throws: `Refusal` 66 when there is nothing to read, 65 when it is no bundle.
    /// - Complexity: O(bytes).
    public static func verify(at path: String) throws -> ChainVerdict {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Refusal(.noInput, "There is no bundle '\(path)'.", next: "Name the folder that was exported.")
        }
        return try isFolder.boolValue ? verifyFolder(path) : verifyJournal(path)
    }

    private static func verifyJournal(_ path: String) throws -> ChainVerdict {
        var audit = ChainAudit()
        try take(try read(path), into: &audit)
        audit.endOfChain(size: nil)
        if audit.count == 0 {
            throw Refusal(.badData, "'\(path)' is no journal.", next: "Name a bundle's folder or its journal.jsonl.")
        }
        guard case .intact(let events, let head) = audit.verdict else { return audit.verdict }
        return .chainOnly(events: events, head: head)
    }

    private static func verifyFolder(_ path: String) throws -> ChainVerdict {
        let expected: Set = [journal, payloads, checkpoint, readme]
        let names = Set(try list(path))
        guard names.contains(journal) else {
            throw Refusal(.badData, "'\(path)' is no bundle: it holds no \(journal).", next: "Name an exported folder.")
        }
        if let missing = expected.subtracting(names).min() { return .edited(at: 0, why: "\(missing) is missing") }
        if let stranger = names.subtracting(expected).min() {
            return .edited(at: 0, why: "'\(stranger)' is no part of a bundle")
        }
        guard try read("\(path)/\(readme)") == Array(readmeText.utf8) else {
            return .edited(at: 0, why: "\(readme) is not the text that was exported")
        }
        guard let checkpoint = Checkpoint(parsing: try read("\(path)/\(checkpoint)")) else {
            return .edited(at: 0, why: "the checkpoint is not in its form")
        }
        var audit = ChainAudit(origin: checkpoint.origin)
        try take(try read("\(path)/\(journal)"), into: &audit)
        audit.endOfChain(size: checkpoint.size)
        if audit.tree.root != checkpoint.root { audit.note(0, "the events do not have the checkpoint's root") }
        try takePayloads(try read("\(path)/\(payloads)"), into: &audit)
        audit.endOfPayloads()
        return audit.verdict
    }

    private static func take(_ bytes: [UInt8], into audit: inout ChainAudit) throws {
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
            audit.take(line)
        }
        if let last = bytes.last, last != UInt8(ascii: "\n") { audit.note(audit.count + 1, "its line has no end") }
    }

    private static func takePayloads(_ bytes: [UInt8], into audit: inout ChainAudit) throws {
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
            do { audit.take(try Payload(parsing: line)) } catch {
                audit.note(0, "a line of \(payloads) is wrong: \(error.why)")
            }
        }
        if let last = bytes.last, last != UInt8(ascii: "\n") {
            audit.note(0, "the last line of \(payloads) has no end")
        }
    }

    private static func read(_ path: String) throws -> [UInt8] {
        do { return Array(try Data(contentsOf: URL(fileURLWithPath: path))) } catch {
            throw Refusal(.noInput, "'\(path)' can't be read.", next: "Check its permissions.")
        }
    }

    private static func list(_ path: String) throws -> [String] {
        do { return try FileManager.default.contentsOfDirectory(atPath: path) } catch {
            throw Refusal(.noInput, "'\(path)' can't be read.", next: "Check its permissions.")
        }
    }
}
