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

    private var commitments = Commitments()
    private var tombstones: Set<Int> = []
    private var lastPayload = 0
    /// The event whose successor names another hash: either of the two was edited, which the next line tells.
    private var doubted: Int?
    private var notes: ChainNotes
    /// Whether some event says that the data of a project were opened, as one of the first of every project does.
    private var wasOpened = false

    /// - Parameter now: the moment of checking, as the chain writes times.
    init(origin: String? = nil, now: String) {
        self.origin = origin
        notes = ChainNotes(now: now)
    }

    mutating func take(_ line: UnsafeBufferPointer<UInt8>) {
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
        tree.append(hash: Digest.sha256(domain: 0, line))
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
        try notes.take(event, as: seq)
        if event.action == .open { wasOpened = true }
        if let commitment = event.commitment { commitments.append(commitment, of: seq) }
        guard event.action == .tombstone else { return }
        guard let grave = event.buried, grave.seq < seq, commitments.holds(grave.commitment, of: grave.seq) else {
            throw ChainFault("its tombstone names no payload")
        }
        tombstones.insert(grave.seq)
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

    mutating func take(_ payload: PayloadLine) {
        guard fault == nil else { return }
        guard payload.seq > lastPayload else { return note(payload.seq, "its payload is out of order") }
        lastPayload = payload.seq
        guard let commitment = commitments.see(payload.seq) else {
            return note(payload.seq, "it has no payload, yet one is here")
        }
        if tombstones.contains(payload.seq) {
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
        guard fault == nil, let seq = commitments.firstUnseen(but: tombstones) else { return }
        note(seq, "its payload is missing, and no tombstone says why")
    }

    /// - Parameter isWhole: whether the end was checked and payloads were seen.
    func verdict(isWhole: Bool) -> ChainVerdict {
        if let fault { return fault }
        if count == 0 { return .unfounded(events: 0, why: "there is no event in it") }
        if let why = strangeness { return .unfounded(events: count, why: why) }
        let (notes, erased) = (notes.sentences, tombstones.count)
        if !isWhole { return .chainOnly(events: count, head: head, tombstones: erased, notes: notes) }
        if erased > 0 { return .tombstones(erased, events: count, head: head, notes: notes) }
        return .intact(events: count, head: head, notes: notes)
    }

    var verdict: ChainVerdict { verdict(isWhole: true) }

    /// Why the events are none of a project of Lethe's, though each of them is well-formed.
    private var strangeness: String? {
        if let origin, !Self.isOrigin(origin) { return "'\(origin.prefix(60))' is no project's name" }
        return wasOpened ? nil : "none of its events opens a project's data, as every project's first does"
    }

    private static func isOrigin(_ text: String) -> Bool {
        text.hasPrefix("lethe/") && Hex.bytes(String(text.dropFirst(6)))?.count == 16
    }
}

/// What events were committed to, 41 bytes each, in their order.
private struct Commitments {
    private var events: [Int] = []
    private var digests: [UInt8] = []
    private var isSeen: [Bool] = []

    mutating func append(_ digest: String, of seq: Int) {
        guard let bytes = Hex.bytes(digest), bytes.count == 32 else { return }
        events.append(seq)
        digests += bytes
        isSeen.append(false)
    }

    func holds(_ digest: String, of seq: Int) -> Bool {
        position(of: seq).map { Hex.string(digests[$0 * 32..<$0 * 32 + 32]) } == digest
    }

    /// What an event was committed to, now that its payload is there; nil where it has none.
    mutating func see(_ seq: Int) -> [UInt8]? {
        guard let position = position(of: seq) else { return nil }
        isSeen[position] = true
        return Array(digests[position * 32..<position * 32 + 32])
    }

    func firstUnseen(but others: Set<Int>) -> Int? {
        events.indices.first { !isSeen[$0] && !others.contains(events[$0]) }.map { events[$0] }
    }

    private func position(of seq: Int) -> Int? {
        var (low, high) = (0, events.count)
        while low < high {
            let middle = (low + high) / 2
            if events[middle] < seq { low = middle + 1 } else { high = middle }
        }
        return low < events.count && events[low] == seq ? low : nil
    }
}
