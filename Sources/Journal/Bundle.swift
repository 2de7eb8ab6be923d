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
        \(BundleFormat.current.firstLine)

        journal.jsonl   every event, one canonical JSON object (RFC 8785) a line; "prev" is the SHA-256 of the line before
        payloads.jsonl  what the events are about, where it was not erased; each event holds the commitment
                        SHA-256(0x02, salt, canonical payload) as "payload_commit"
        checkpoint      origin, number of events and Merkle root (RFC 6962) over the lines, in base64

        Check it with: lethe verify THIS-FOLDER

        The check finds what was edited, dropped or reordered after the export. Whoever holds the project can write
        another journal from the start: keep the checkpoint somewhere else to rule that out.

        """

    /// Checks a bundle, or a bare `journal.jsonl`, of which only form and chain can be checked: not whether its end is
    /// missing. It may be a stranger's: it is mapped and walked over, never built in memory.
    ///
    /// - Parameters:
    ///   - earlier: an earlier bundle, `journal.jsonl` or `checkpoint` of the same project, that it must go on from.
    ///   - clock: of the machine that checks.
    ///   - entries: the kinds of events that are known; others are checked by their form, and said.
    /// - Throws: `Refusal` 66 when there is nothing to read, 65 when it is no bundle or of a newer major format, or `earlier`
    ///   is none or is of another project.
    /// - Complexity: O(bytes), on all processors; in memory some thousand lines, and 41 bytes for each payload.
    public static func verify(
        at path: String, since earlier: String? = nil, clock: Clock = .system, knowing entries: Entries = .bundled
    ) throws -> ChainVerdict {
        let checked = try CheckedChain(path, now: clock.now(), knowing: entries)
        guard let earlier, checked.verdict.isGood else { return checked.verdict }
        return try checked.verdict(since: EarlierChain(earlier, now: clock.now(), knowing: entries))
    }
}

extension ChainVerdict {
    /// Whether what is there is as it was written.
    public var isGood: Bool { exitCode == 0 || exitCode == 2 }
}
