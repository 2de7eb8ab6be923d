import Glibc

/// An event as the chain spells it: every key there, each of its kind; of a newer version other keys too. It is read where it
/// stands, so its bytes must stay as long.
struct ChainLine {
    /// 2 names the state after the event; what earlier versions wrote, 1, does not.
    static let version = 2
    /// `prev` of the first event.
    static let genesis = Hash256.zero.description
    private static let longestAction = 64

    /// The version of its form; a greater one than `version` may have members that this version does not know.
    let form: Int
    let seq: Int
    /// When it is dated, in milliseconds since 1970; nil where that is no time that Lethe writes.
    let moment: Int64?
    /// Nil where it is no hash, and so names no event.
    let prev: Hash256?
    /// What the payload was committed to; nil where there was no payload.
    let commitment: Hash256?
    /// The event whose payload this one says was erased.
    let buried: (seq: Int, commitment: Hash256)?
    let isOpening: Bool
    let isTombstone: Bool
    /// Whether it says that the project was opened in another place than before.
    let isElsewhere: Bool
    /// How many members it has that this version does not know, and the spelling of the first.
    let unknown: (count: Int, first: CanonicalWalk.Bytes)

    private let rawOrigin: CanonicalWalk.Bytes
    private let rawTime: CanonicalWalk.Bytes
    private let rawActor: CanonicalWalk.Bytes
    private let rawAction: CanonicalWalk.Bytes

    /// Writes a draft down.
    static func object(
        _ draft: EventDraft, seq: Int, ts: String, origin: String, session: Session, subject: String?,
        commitment: String?, state: String, prev: String
    ) -> JSON {
        [
            "v": .integer(Int64(Self.version)),
            "origin": .string(origin),
            "seq": .integer(Int64(seq)),
            "ts": .string(ts),
            "actor": .string(session.actor),
            "session": .string(session.id),
            "tool": ["version": .string(session.toolVersion), "digest": .string(session.toolDigest)],
            "action": .string(draft.action.rawValue),
            "subject_ref": .optional(subject),
            "inputs": .strings(draft.inputs),
            "outputs": .strings(draft.outputs),
            "params": .object(draft.params),
            "outcome": .string(draft.outcome),
            "reason": [
                "code": .optional(draft.reasonCode), "basis": .optional(draft.basis),
                "request_id": .optional(draft.requestID),
            ],
            "payload_commit": .optional(commitment),
            "state": .string(state),
            "prev": .string(prev),
        ]
    }

    /// Reads a line, or says what is wrong with it; takes no memory.
    init(parsing line: CanonicalWalk.Bytes) throws(ChainFault) {
        let members = try CanonicalWalk.members(of: line)
        let places = try Places(members)
        form = places.form
        unknown = (
            places.unknownCount, places.firstUnknown.map(members.key) ?? CanonicalWalk.Bytes(rebasing: line[..<0])
        )
        guard members.isText(places.origin), let seq = members.integer(places.seq), members.isText(places.ts),
            members.isText(places.actor), Self.isAction(members.raw(places.action)), members.isText(places.prev),
            members.isNull(places.payloadCommit) || members.hash(places.payloadCommit) != nil,
            places.state.map({ members.hash($0) != nil }) ?? true,
            members.isNull(places.subjectRef) || members.begins(places.subjectRef, "\""),
            members.begins(places.session, "\""), members.begins(places.outcome, "\""),
            members.begins(places.inputs, "["), members.begins(places.outputs, "["), members.begins(places.tool, "{"),
            members.begins(places.params, "{"), members.begins(places.reason, "{")
        else { throw ChainFault("a key holds what it can't") }
        self.seq = seq
        prev = members.hash(places.prev)
        commitment = members.hash(places.payloadCommit)
        rawOrigin = members.raw(places.origin)
        rawTime = members.raw(places.ts)
        rawActor = members.raw(places.actor)
        rawAction = members.raw(places.action)
        moment = Clock.milliseconds(CanonicalWalk.Bytes(rebasing: rawTime[1..<rawTime.count - 1]))
        isOpening = Self.equal(rawAction, "\"open\"")
        isTombstone = Self.equal(rawAction, "\"tombstone\"")
        guard isOpening || isTombstone else {
            (buried, isElsewhere) = (nil, false)
            return
        }
        let params = try CanonicalWalk.members(of: members.raw(places.params))
        if isTombstone, let seq = params.place(of: "seq").flatMap(params.integer),
            let digest = params.place(of: "payload_commit").flatMap(params.hash)
        {
            buried = (seq, digest)
        } else {
            buried = nil
        }
        isElsewhere = isOpening && params.place(of: "elsewhere").map { Self.equal(params.raw($0), "true") } == true
    }

    /// Lower-case letters, digits and hyphens: what an action may be called, in this version and in any other.
    private static func isAction(_ raw: CanonicalWalk.Bytes) -> Bool {
        guard raw.count > 2, raw.count <= longestAction + 2, raw.first == UInt8(ascii: "\"") else { return false }
        return raw[1..<raw.count - 1].allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
            default: false
            }
        }
    }

    static func equal(_ bytes: CanonicalWalk.Bytes, _ text: StaticString) -> Bool {
        equal(bytes, UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    // MARK: Texts, which are built

    var origin: String { MemberList.text(rawOrigin) }
    var ts: String { MemberList.text(rawTime) }
    var actor: String { MemberList.text(rawActor) }
    var action: Action {
        Action(rawValue: String(decoding: rawAction[1..<rawAction.count - 1], as: UTF8.self))
    }

    /// Whether it is of the project whose name is spelled like this, quotes and all.
    func isOf(origin spelled: [UInt8]) -> Bool {
        spelled.withUnsafeBytes { Self.equal(rawOrigin, $0) }
    }

    private static func equal(_ bytes: CanonicalWalk.Bytes, _ others: UnsafeRawBufferPointer) -> Bool {
        guard let one = bytes.baseAddress, let other = others.baseAddress else { return bytes.count == others.count }
        return bytes.count == others.count && memcmp(one, other, others.count) == 0
    }

    /// The project's name as it is spelled.
    var spelledOrigin: [UInt8] { Array(rawOrigin) }
}

/// Which member of a line is which.
private struct Places {
    var (action, actor, inputs, origin, outcome, outputs, params, payloadCommit) = (0, 0, 0, 0, 0, 0, 0, 0)
    var (prev, reason, seq, session, subjectRef, tool, ts, v) = (0, 0, 0, 0, 0, 0, 0, 0)
    /// Nil in what earlier versions wrote.
    var state: Int?
    var form = 0
    var unknownCount = 0
    var firstUnknown: Int?

    /// - Throws: `ChainFault` unless the keys are those of its version, or of a newer one.
    init(_ members: MemberList) throws(ChainFault) {
        let keyFault = ChainFault("it does not have the keys of an event")
        guard members.count <= MemberList.most else { throw keyFault }
        var next = 0
        // Both lists are in order, so one pass finds all of them.
        func find(_ key: StaticString) -> Int? {
            var place = next
            while place < members.count {
                if members.isNamed(place, key) {
                    note(unknown: next..<place)
                    next = place + 1
                    return place
                }
                place += 1
            }
            return nil
        }
        func note(unknown places: Range<Int>) {
            guard !places.isEmpty else { return }
            unknownCount += places.count
            if firstUnknown == nil { firstUnknown = places.lowerBound }
        }
        guard let action = find("action"), let actor = find("actor"), let inputs = find("inputs"),
            let origin = find("origin"), let outcome = find("outcome"), let outputs = find("outputs"),
            let params = find("params"), let payloadCommit = find("payload_commit"), let prev = find("prev"),
            let reason = find("reason"), let seq = find("seq"), let session = find("session")
        else { throw keyFault }
        let state = find("state")
        guard let subjectRef = find("subject_ref"), let tool = find("tool"), let ts = find("ts"), let v = find("v")
        else { throw keyFault }
        note(unknown: next..<members.count)
        (self.action, self.actor, self.inputs, self.origin) = (action, actor, inputs, origin)
        (self.outcome, self.outputs, self.params, self.payloadCommit) = (outcome, outputs, params, payloadCommit)
        (self.prev, self.reason, self.seq, self.session) = (prev, reason, seq, session)
        (self.state, self.subjectRef, self.tool, self.ts, self.v) = (state, subjectRef, tool, ts, v)
        form = members.integer(v) ?? 0
        let isNewer = form > ChainLine.version
        guard unknownCount == 0 || isNewer else { throw keyFault }
        guard isNewer || form == (state == nil ? 1 : 2), !isNewer || state != nil else {
            throw ChainFault("it is of an unknown version")
        }
    }
}

/// What is wrong with one event, as the end of a sentence.
struct ChainFault: Error {
    let why: String

    init(_ why: String) { self.why = why }
}
