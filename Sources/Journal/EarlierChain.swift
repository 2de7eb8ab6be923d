import Records

/// What a journal is to go on from: an earlier one of the same project, or the checkpoint of one.
enum EarlierChain {
    case checkpoint(Checkpoint, path: String)
    case chain(CheckedChain)

    /// - Throws: `Refusal` 66 when there is nothing to read, 65 when it is neither, or is not intact itself.
    init(_ path: String, now: String, knowing entries: Entries) throws {
        if case .file(let file) = try BundleSource(path), let checkpoint = Checkpoint(in: file) {
            self = .checkpoint(checkpoint, path: path)
            return
        }
        let chain = try CheckedChain(path, now: now, knowing: entries)
        guard chain.verdict.isGood else {
            throw Refusal(
                .badData, "Nothing can be held against '\(path)'. \(chain.verdict.sentence)",
                next: "Give an earlier bundle, journal.jsonl or checkpoint that is as it was written.")
        }
        self = .chain(chain)
    }

    var path: String {
        switch self {
        case .checkpoint(_, let path): path
        case .chain(let chain): chain.path
        }
    }

    var origin: String? {
        switch self {
        case .checkpoint(let checkpoint, _): checkpoint.origin
        case .chain(let chain): chain.origin
        }
    }

    /// How many events there were.
    var count: Int {
        switch self {
        case .checkpoint(let checkpoint, _): checkpoint.size
        case .chain(let chain): chain.count
        }
    }
}

extension CheckedChain {
    /// What there is to say once it was held against an earlier one: it goes on from that, lacks its end, or goes on
    /// differently.
    ///
    /// - Throws: `Refusal` 65 where that is another project's.
    func verdict(since earlier: EarlierChain) throws -> ChainVerdict {
        guard let journal else { return verdict }
        guard earlier.origin == origin else {
            throw Refusal(
                .badData, "'\(path)' and '\(earlier.path)' are of two projects.",
                next: "Give an earlier bundle, journal.jsonl or checkpoint of the same project.")
        }
        let good = verdict.noting(
            earlier.count == count
                ? "It is the same journal as the earlier one."
                : "It goes on from the earlier one, whose "
                    + "\(ChainVerdict.count(earlier.count, "event")) it begins with.")
        switch earlier {
        case .checkpoint(let checkpoint, _):
            if count < checkpoint.size { return .truncated(expected: checkpoint.size, found: count) }
            if Self.root(of: journal, first: checkpoint.size) == checkpoint.root { return good }
            return .forked(
                after: nil,
                why:
                    "its first \(ChainVerdict.count(checkpoint.size, "event")) are not those of the earlier checkpoint, "
                    + "so a copy was used as well, or the journal was written anew")
        case .chain(let other):
            let same = other.journal.map { Self.common(journal, $0) } ?? 0
            if same == other.count { return good }
            if same == count { return .truncated(expected: other.count, found: count) }
            return .forked(
                after: same,
                why: "\(ChainVerdict.count(count - same, "event")) here and \(other.count - same) in the earlier one "
                    + "follow it, so the project was copied and both were used, or one was written anew")
        }
    }

    private static func root(of journal: MappedFile, first size: Int) -> [UInt8] {
        var tree = MerkleTree()
        _ = journal.forEachLine { line in
            guard tree.count < size else { return false }
            tree.append(Hash256(domain: 0, of: line))
            return true
        }
        return tree.root
    }

    /// How many lines two journals begin with alike.
    private static func common(_ first: MappedFile, _ second: MappedFile) -> Int {
        var count = 0
        var others = MappedFile.Lines(of: second.bytes)
        _ = first.forEachLine { line in
            guard case .line(let other) = others.next(), line.elementsEqual(other) else { return false }
            count += 1
            return true
        }
        withExtendedLifetime(second) {}
        return count
    }
}
