/// Reads a chain event by event, then its payloads, and keeps the first thing that is wrong.
///
/// The caller feeds every line in order, then every payload in order, then asks for the verdict.
struct ChainAudit {
    private(set) var count = 0
    private(set) var head = ChainLine.genesis
    private(set) var origin: String?
    private(set) var tree = MerkleTree()
    /// The first fault, which no later one replaces.
    private(set) var fault: ChainVerdict?

    private var commitments: [Int: String] = [:]
    private var tombstones: [Int: String] = [:]
    private var lastPayload = 0
    /// The event whose successor names another hash: either of the two was edited, which the next line tells.
    private var doubted: Int?

    init(origin: String? = nil) { self.origin = origin }

    mutating func take(_ line: ArraySlice<UInt8>) {
        guard fault == nil else { return }
        let seq = count + 1
        do {
            try check(ChainLine(parsing: line), as: seq)
        } catch let error {
            settleDoubt(successorHolds: false)
            note(seq, error.why)
            return
        }
        head = Digest.line(line)
        tree.append(line)
        count = seq
    }

    private mutating func check(_ event: ChainLine, as seq: Int) throws(ChainFault) {
        if event.seq != seq {
            throw ChainFault("event \(event.seq) stands in its place")
        }
        if origin ?? event.origin != event.origin { throw ChainFault("it is of another project") }
        origin = event.origin
        let holds = event.prev == head
        settleDoubt(successorHolds: holds)
        if !holds {
            if seq == 1 { throw ChainFault("it names a predecessor, and is the first") }
            doubted = seq - 1
        }
        if let commitment = event.commitment { commitments[seq] = commitment }
        if let grave = event.buried {
            guard grave.seq < seq, commitments[grave.seq] == grave.commitment else {
                throw ChainFault("its tombstone names no payload")
            }
            tombstones[grave.seq] = grave.commitment
        }
    }

    /// Event n+1 doesn't name event n's hash. Where n+2 names that of n+1, n+1 is as it was written and n is not.
    private mutating func settleDoubt(successorHolds: Bool) {
        guard let doubted, fault == nil else { return }
        self.doubted = nil
        if successorHolds {
            note(doubted, "its bytes are not those that event \(doubted + 1) follows")
        } else {
            note(doubted + 1, "it does not follow event \(doubted)")
        }
    }

    mutating func take(_ payload: Payload) {
        guard fault == nil else { return }
        guard payload.seq > lastPayload else { return note(payload.seq, "its payload is out of order") }
        lastPayload = payload.seq
        guard let commitment = commitments.removeValue(forKey: payload.seq) else {
            return note(payload.seq, "it has no payload, yet one is here")
        }
        if tombstones[payload.seq] != nil {
            return note(payload.seq, "its payload is here, though a tombstone says it was erased")
        }
        if payload.commitment != commitment { note(payload.seq, "its payload is not the one it was committed to") }
    }

    mutating func note(_ seq: Int, _ why: String) {
        if fault == nil { fault = .edited(at: seq, why: why) }
    }

    /// Ends the chain. `size` is how many events there should be, where that is known.
    mutating func endOfChain(size: Int?) {
        settleDoubt(successorHolds: true)
        guard fault == nil, let size else { return }
        if count < size { fault = .truncated(expected: size, found: count) }
        if count > size { note(size + 1, "it comes after the head") }
    }

    /// Ends the payloads: each that is missing must have a tombstone.
    mutating func endOfPayloads() {
        guard fault == nil else { return }
        for seq in commitments.keys.sorted() where tombstones[seq] == nil {
            return note(seq, "its payload is missing, and no tombstone says why")
        }
    }

    var verdict: ChainVerdict {
        if let fault { return fault }
        if tombstones.isEmpty { return .intact(events: count, head: head) }
        return .tombstones(tombstones.count, events: count, head: head)
    }
}
