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
    init(_ path: String, now: String, knowing entries: Entries) throws {
        switch try BundleSource(path) {
        case .file(let file): try self.init(file, path, ChainAudit(now: now, knowing: entries))
        case .folder(let files):
            try self.init(files, path) { ChainAudit(origin: $0, now: now, knowing: entries) }
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
    private init(_ file: MappedFile, _ path: String, _ audit: ChainAudit) throws {
        var audit = audit
        Self.take(file, into: &audit)
        audit.endOfChain(size: nil)
        if audit.count == 0, !file.bytes.isEmpty {
            throw Refusal(.badData, "'\(path)' is no journal.", next: "Name a bundle's folder or its journal.jsonl.")
        }
        try file.checkUnchanged()
        self.init(path, audit, audit.verdict(isWhole: false), file)
    }

    private init(_ files: BundleFiles, _ path: String, _ audit: (_ origin: String?) -> ChainAudit) throws {
        let expected: Set = [Bundle.journal, Bundle.payloads, Bundle.checkpoint, Bundle.readme]
        let found = try files.compare(with: expected)
        if found.missing.contains(Bundle.journal) {
            let isProject = ProjectFolder(path).holdsProject
            throw Refusal(
                .badData, "'\(path)' is \(isProject ? "a project, no" : "no") bundle: it holds no \(Bundle.journal).",
                next: isProject
                    ? "Export its journal first: lethe export '\(path)' --to BUNDLE" : "Name an exported folder.")
        }
        var checked = audit(nil)
        var journal: MappedFile?
        do {
            if let name = found.missing.min() { throw ChainFault("\(name) is missing") }
            let newer = try Self.newerFormat(of: files, path, beside: found.stranger)
            if newer == nil, let name = found.stranger { throw ChainFault("'\(name)' is no part of a bundle") }
            guard let checkpoint = Checkpoint(in: try files.file(Bundle.checkpoint)) else {
                throw ChainFault("the checkpoint is not in its form")
            }
            checked = audit(checkpoint.origin)
            if let newer { checked.remark(newer) }
            journal = try Self.read(files, checkpoint, into: &checked)
        } catch let fault as ChainFault { checked.note(0, fault.why) }
        self.init(path, checked, checked.verdict, journal)
    }

    /// What there is to say of a bundle that a newer version wrote; nil where this one knows all of it.
    ///
    /// - Throws: `Refusal` (65) where what is known does not hold for it; `ChainFault` where its README is none.
    private static func newerFormat(of files: BundleFiles, _ path: String, beside stranger: String?) throws -> String? {
        let readme = try files.file(Bundle.readme)
        if readme.bytes.count == Bundle.readmeText.utf8.count, readme.bytes.elementsEqual(Bundle.readmeText.utf8) {
            return nil
        }
        guard let format = BundleFormat(readme: readme.bytes), format.isNewer else {
            throw ChainFault("\(Bundle.readme) is not the text that was exported")
        }
        let known = BundleFormat.current
        guard format.major == known.major else {
            throw Refusal(
                .badData,
                "The bundle '\(path)' is of format \(format), made by a newer version of Lethe; this one knows format \(known).",
                next: "Check it with the version of Lethe that wrote it, or a newer one ('lethe --version').")
        }
        return "The bundle is of format \(format), newer than the \(known) that this version knows: \(Bundle.readme)"
            + (stranger.map { ", '\($0.prefix(60))'" } ?? "") + " and what else it adds were not checked."
    }

    private static func read(
        _ files: BundleFiles, _ checkpoint: Checkpoint, into audit: inout ChainAudit
    ) throws -> MappedFile {
        let (journal, payloads) = (try files.file(Bundle.journal), try files.file(Bundle.payloads))
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
        let entries = audit.entries
        let ending = file.inBatches(
            work: { batch, piece in ReadLines(batch, piece, knowing: entries) },
            take: { read in
                audit.take(read)
                return audit.fault == nil
            })
        switch ending {
        case .unfinished: audit.note(audit.count + 1, "its line has no end")
        case .tooLong: audit.note(audit.count + 1, "its line is longer than any that is written")
        case .end, .stopped: break
        }
    }

    private static func take(payloads file: MappedFile, into audit: inout ChainAudit) {
        guard audit.fault == nil else { return }
        let ending = file.inBatches(
            work: { batch, piece in
                batch.piece(piece).map { place in
                    Result { () throws(ChainFault) in try PayloadLine(parsing: batch.line(place)) }
                }
            },
            take: { read in
                for payload in read where audit.fault == nil {
                    switch payload {
                    case .success(let payload): audit.take(payload)
                    case .failure(let fault): audit.note(0, "a line of \(Bundle.payloads) is wrong: \(fault.why)")
                    }
                }
                return audit.fault == nil
            })
        switch ending {
        case .unfinished: audit.note(0, "the last line of \(Bundle.payloads) has no end")
        case .tooLong: audit.note(0, "a line of \(Bundle.payloads) is longer than any that is written")
        case .end, .stopped: break
        }
    }
}
