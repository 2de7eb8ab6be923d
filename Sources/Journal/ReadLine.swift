/// A line of the chain with its hashes: all that is known of it without the others, so that it can be found out on any
/// processor.
struct ReadLine {
    let event: Result<ChainLine, ChainFault>
    /// Whether its action is one that is known.
    let isKnown: Bool
    /// Its hash, as the next one names it, and as the leaf of the Merkle tree.
    let hash: Hash256
    let leaf: Hash256
    /// What the store says that its hash is; nil where it says none.
    let stored: Hash256?

    init(_ line: CanonicalWalk.Bytes, stored: Hash256? = nil, knowing entries: Entries) {
        self.stored = stored
        do throws(ChainFault) {
            let event = try ChainLine(parsing: line)
            self.event = .success(event)
            isKnown = entries.knows(event.action)
            hash = Hash256(of: line)
            leaf = Hash256(domain: 0, of: line)
        } catch {
            event = .failure(error)
            isKnown = false
            hash = .zero
            leaf = .zero
        }
    }
}

/// Some lines in a row, read.
struct ReadLines {
    let lines: [ReadLine]
    /// The root of the Merkle tree over them; nil unless they are as many as a power of two, and all well-formed.
    let root: Hash256?

    init(_ lines: [ReadLine]) {
        self.lines = lines
        let isSound = lines.allSatisfy { if case .success = $0.event { true } else { false } }
        root = isSound ? MerkleTree.root(overPerfect: lines.map(\.leaf)) : nil
    }
}
