import Records

/// Reads a chain event by event, then its payloads, and keeps the first thing that is wrong.
///
/// The caller feeds every line in order, then every payload in order, then asks for the verdict.
struct ChainAudit {
    private(set) var count = 0
    private(set) var head = Hash256.zero
    private(set) var origin: String?
    private(set) var tree = MerkleTree()
    /// The first fault, which no later one replaces.
    private(set) var fault: ChainVerdict?

    /// The kinds of events that are known.
    let entries: Entries
    /// How the project's name is spelled in every line.
    private var spelledOrigin: [UInt8]?
    private var commitments = Commitments()
    private var tombstones: Set<Int> = []
    private var lastPayload = 0
    /// The event whose successor names another hash: either of the two was edited, which the next line tells.
    private var doubted: Int?
    private var notes: ChainNotes
    /// Whether some event says that the data of a project were opened, as one of the first of every project does.
    private var wasOpened = false

    /// - Parameters:
    ///   - now: the moment of checking, as the chain writes times.
    ///   - entries: the kinds of events that are known; others are checked by their form, and said.
    init(origin: String? = nil, now: String, knowing entries: Entries = .bundled) {
        self.origin = origin
        spelledOrigin = origin.map { JSON.string($0).canonicalBytes }
        self.entries = entries
        notes = ChainNotes(now: now)
    }

    mutating func take(_ read: ReadLines) {
        for line in read.lines {
            take(line)
            if fault != nil { return }
        }
        if let root = read.root, tree.count.isMultiple(of: read.lines.count) {
            tree.append(root, size: read.lines.count)
        } else {
            for leaf in read.leaves { tree.append(leaf) }
        }
    }

    private mutating func take(_ line: ReadLine) {
        let seq = count + 1
        do throws(ChainFault) {
            try check(line.event.get(), isKnown: line.isKnown, as: seq)
        } catch {
            settleDoubt(successorHolds: false)
            note(seq, error.why)
            return
        }
        head = line.hash
        count = seq
        if let stored = line.stored, stored != head { note(seq, "its bytes have another hash") }
    }

    private mutating func check(_ event: ChainLine, isKnown: Bool, as seq: Int) throws(ChainFault) {
        if event.seq != seq {
            throw ChainFault("event \(event.seq) stands in its place")
        }
        if let spelledOrigin {
            if !event.isOf(origin: spelledOrigin) { throw ChainFault("it is of another project") }
        } else {
            (origin, spelledOrigin) = (event.origin, event.spelledOrigin)
        }
        let holds = event.prev == head
        settleDoubt(successorHolds: holds)
        if !holds {
            if seq == 1 { throw ChainFault("it names a predecessor, and is the first") }
            doubted = seq - 1
        }
        try notes.take(event, isKnown: isKnown, as: seq)
        if event.isOpening { wasOpened = true }
        if let commitment = event.commitment { commitments.append(commitment, of: seq) }
        guard event.isTombstone else { return }
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

    /// Says something that is no fault.
    mutating func remark(_ sentence: String) { notes.remark(sentence) }

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
        let (notes, erased, head) = (notes.sentences, tombstones.count, head.description)
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
        text.hasPrefix("lethe/") && Hexadecimal.bytes(String(text.dropFirst(6)))?.count == 16
    }
}

/// What events were committed to, 41 bytes each, in their order.
private struct Commitments {
    private var events: [Int] = []
    private var hashes: [Hash256] = []
    private var isSeen: [Bool] = []
    /// Where payloads are seen next, as they come in the order of their events.
    private var next = 0

    mutating func append(_ hash: Hash256, of seq: Int) {
        events.append(seq)
        hashes.append(hash)
        isSeen.append(false)
    }

    func holds(_ hash: Hash256, of seq: Int) -> Bool { position(of: seq).map { hashes[$0] } == hash }

    /// What an event was committed to, now that its payload is there; nil where it has none.
    mutating func see(_ seq: Int) -> Hash256? {
        let isNext = next < events.count && events[next] == seq
        guard let position = isNext ? next : position(of: seq) else { return nil }
        isSeen[position] = true
        next = position + 1
        return hashes[position]
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
