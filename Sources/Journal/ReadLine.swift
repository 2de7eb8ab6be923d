/// A line of the chain with its hashes: all that is known of it without the others, so that it can be found out on any
/// processor.
struct ReadLine {
    let event: Result<ChainLine, ChainFault>
    /// Whether its action is one that is known.
    let isKnown: Bool
    /// Its hash, as the next one names it.
    let hash: Hash256
    /// What the store says that its hash is; nil where it says none.
    let stored: Hash256?

    init(_ line: CanonicalWalk.Bytes, stored: Hash256?, knowing entries: Entries) {
        self.stored = stored
        do throws(ChainFault) {
            let event = try ChainLine(parsing: line)
            self.event = .success(event)
            isKnown = entries.knows(event.action)
            hash = Hash256(of: line)
        } catch {
            event = .failure(error)
            isKnown = false
            hash = .zero
        }
    }
}

/// Some lines in a row, read.
struct ReadLines {
    let lines: [ReadLine]
    /// Their hashes as leaves of the Merkle tree; what they are worth where a line is wrong nobody asks.
    let leaves: [Hash256]
    /// The root of the Merkle tree over them; nil unless they are as many as a power of two.
    let root: Hash256?

    /// - Parameter piece: which of a batch's.
    init(_ batch: LineBatch, _ piece: Int, knowing entries: Entries) {
        let places = batch.piece(piece)
        let texts = places.map(batch.line)
        let stored = batch.stored
        lines = texts.indices.map { index in
            let hash = stored.isEmpty ? nil : stored[places.lowerBound + index]
            return ReadLine(texts[index], stored: hash, knowing: entries)
        }
        leaves = texts.map { Hash256(domain: 0, of: $0) }
        root = MerkleTree.root(overPerfect: leaves)
    }
}
