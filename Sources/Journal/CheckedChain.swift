import Records

/// A bundle or a bare journal that was read to its end, and what was found.
struct CheckedChain {
    let path: String
    let verdict: ChainVerdict
    let origin: String?
    let count: Int
    /// The chain's lines; nil where the verdict was there before them.
    let journal: MappedFile?

    /// - Throws: `Refusal` 66 when there is nothing to read, 65 when it is no bundle.
    init(_ path: String, now: String) throws {
        switch try BundleSource(path) {
        case .file(let file): try self.init(file, path, now)
        case .folder(let files): try self.init(files, path, now)
        }
    }

    private init(_ path: String, _ audit: ChainAudit, _ verdict: ChainVerdict, _ journal: MappedFile?) {
        self.path = path
        self.verdict = verdict
        origin = audit.origin
        count = audit.count
        self.journal = journal
    }

    /// A bare journal.
    init(_ file: MappedFile, _ path: String, _ now: String) throws {
        var audit = ChainAudit(now: now)
        Self.take(file, into: &audit)
        audit.endOfChain(size: nil)
        if audit.count == 0, !file.bytes.isEmpty {
            throw Refusal(.badData, "'\(path)' is no journal.", next: "Name a bundle's folder or its journal.jsonl.")
        }
        try file.checkUnchanged()
        self.init(path, audit, audit.verdict(isWhole: false), file)
    }

    private init(_ files: BundleFiles, _ path: String, _ now: String) throws {
        let expected: Set = [Bundle.journal, Bundle.payloads, Bundle.checkpoint, Bundle.readme]
        let found = try files.compare(with: expected)
        if found.missing.contains(Bundle.journal) {
            let isProject = ProjectFolder(path).holdsProject
            throw Refusal(
                .badData, "'\(path)' is \(isProject ? "a project, no" : "no") bundle: it holds no \(Bundle.journal).",
                next: isProject
                    ? "Export its journal first: lethe export '\(path)' --to BUNDLE" : "Name an exported folder.")
        }
        var audit = ChainAudit(now: now)
        var journal: MappedFile?
        do {
            if let name = found.missing.min() { throw ChainFault("\(name) is missing") }
            if let name = found.stranger { throw ChainFault("'\(name)' is no part of a bundle") }
            journal = try Self.read(files, into: &audit, now)
        } catch let fault as ChainFault { audit.note(0, fault.why) }
        self.init(path, audit, audit.verdict, journal)
    }

    private static func read(_ files: BundleFiles, into audit: inout ChainAudit, _ now: String) throws -> MappedFile {
        let (readme, checkpoint) = (try files.file(Bundle.readme), try files.file(Bundle.checkpoint))
        let (journal, payloads) = (try files.file(Bundle.journal), try files.file(Bundle.payloads))
        guard readme.bytes.count == Bundle.readmeText.utf8.count, readme.bytes.elementsEqual(Bundle.readmeText.utf8)
        else { throw ChainFault("\(Bundle.readme) is not the text that was exported") }
        guard let checkpoint = Checkpoint(in: checkpoint) else { throw ChainFault("the checkpoint is not in its form") }
        audit = ChainAudit(origin: checkpoint.origin, now: now)
        take(journal, into: &audit)
        audit.endOfChain(size: checkpoint.size)
        if audit.fault == nil, audit.tree.root != checkpoint.root {
            audit.note(0, "the events do not have the checkpoint's root")
        }
        take(payloads: payloads, into: &audit)
        audit.endOfPayloads()
        for file in [journal, payloads] { try file.checkUnchanged() }
        return journal
    }

    private static func take(_ file: MappedFile, into audit: inout ChainAudit) {
        let ending = file.forEachLine { line in
            audit.take(line)
            return audit.fault == nil
        }
        switch ending {
        case .unfinished: audit.note(audit.count + 1, "its line has no end")
        case .tooLong: audit.note(audit.count + 1, "its line is longer than any that is written")
        case .end, .stopped: break
        }
    }

    private static func take(payloads file: MappedFile, into audit: inout ChainAudit) {
        let ending = file.forEachLine { line in
            guard audit.fault == nil else { return false }
            do throws(ChainFault) { audit.take(try PayloadLine(parsing: line)) } catch {
                audit.note(0, "a line of \(Bundle.payloads) is wrong: \(error.why)")
            }
            return audit.fault == nil
        }
        switch ending {
        case .unfinished: audit.note(0, "the last line of \(Bundle.payloads) has no end")
        case .tooLong: audit.note(0, "a line of \(Bundle.payloads) is longer than any that is written")
        case .end, .stopped: break
        }
    }
}
