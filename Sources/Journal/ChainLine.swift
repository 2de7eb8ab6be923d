/// An event as the chain spells it: every key there, each of its kind, nothing else.
struct ChainLine {
    /// 2 names the state after the event; what earlier versions wrote, 1, does not.
    static let version = 2
    /// `prev` of the first event.
    static let genesis = String(repeating: "0", count: 64)

    let origin: String
    let seq: Int
    let ts: String
    let actor: String
    let action: Action
    let prev: String
    /// What the payload was committed to, 32 bytes in hexadecimal; nil where there was no payload.
    let commitment: String?
    /// The event whose payload this one says was erased.
    let buried: (seq: Int, commitment: String)?
    /// Whether it says that the project was opened in another place than before.
    let isElsewhere: Bool

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

    /// Reads a line, or says what is wrong with it; takes no more memory than what it keeps.
    init(parsing line: CanonicalWalk.Bytes) throws(ChainFault) {
        let members = try LineMembers(line, keys: [Self.keys, Self.keys.filter { $0 != "state" }], of: "an event")
        let hasState = members.names("state")
        guard members.integer("v") == (hasState ? 2 : 1) else { throw ChainFault("it is of an unknown version") }
        guard let origin = members.text("origin"), let seq = members.integer("seq"), let ts = members.text("ts"),
            let actor = members.text("actor"), let action = members.text("action").map(Action.init),
            let prev = members.text("prev"),
            members.isNull("payload_commit") || members.digest("payload_commit") != nil,
            !hasState || members.digest("state") != nil,
            members.isNull("subject_ref") || members.begins("subject_ref", "\""),
            ["session", "outcome"].allSatisfy({ members.begins($0, "\"") }),
            ["inputs", "outputs"].allSatisfy({ members.begins($0, "[") }),
            ["tool", "params", "reason"].allSatisfy({ members.begins($0, "{") })
        else { throw ChainFault("a key holds what it can't") }
        self.origin = origin
        self.seq = seq
        self.ts = ts
        self.actor = actor
        self.action = action
        self.prev = prev
        commitment = members.digest("payload_commit")
        let params = try members.members("params")
        buried =
            if action == .tombstone, let seq = params.integer("seq"), let digest = params.digest("payload_commit") {
                (seq, digest)
            } else { nil }
        isElsewhere = action == .open && params.raw("elsewhere").elementsEqual("true".utf8)
    }

    private static let keys = [
        "action", "actor", "inputs", "origin", "outcome", "outputs", "params", "payload_commit", "prev", "reason",
        "seq",
        "session", "state", "subject_ref", "tool", "ts", "v",
    ]
}

/// What is wrong with one event, as the end of a sentence.
struct ChainFault: Error {
    let why: String

    init(_ why: String) { self.why = why }
}
