/// An event as the chain spells it: every key there, each of its kind, nothing else.
struct ChainLine {
    static let version = 1
    /// `prev` of the first event.
    static let genesis = String(repeating: "0", count: 64)

    let object: JSON
    let origin: String
    let seq: Int
    let ts: String
    let actor: String
    let action: Action
    let prev: String
    /// What the payload was committed to; nil where there was no payload.
    let commitment: String?

    /// Writes a draft down.
    init(
        _ draft: EventDraft, seq: Int, ts: String, origin: String, session: Session, subject: String?,
        commitment: String?, prev: String
    ) {
        self.origin = origin
        self.seq = seq
        self.ts = ts
        actor = session.actor
        action = draft.action
        self.prev = prev
        self.commitment = commitment
        object = [
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
            "prev": .string(prev),
        ]
    }

    /// Reads a line, or says what is wrong with it.
    init(parsing line: ArraySlice<UInt8>) throws(ChainFault) {
        do { object = try JSON(parsing: line) } catch { throw ChainFault("it is not JSON: \(error)") }
        guard object.canonicalBytes.elementsEqual(line) else { throw ChainFault("it is not in canonical form") }
        guard let members = object.objectValue, Set(members.keys) == Self.keys else {
            throw ChainFault("it does not have the keys of an event")
        }
        guard members["v"] == .integer(Int64(Self.version)) else { throw ChainFault("it is of an unknown version") }
        guard let origin = members["origin"]?.stringValue, let seq = members["seq"]?.integerValue,
            let ts = members["ts"]?.stringValue, let actor = members["actor"]?.stringValue,
            let action = members["action"]?.stringValue.flatMap(Action.init), let prev = members["prev"]?.stringValue,
            members["payload_commit"] == .null || members["payload_commit"]?.stringValue != nil
        else { throw ChainFault("a key holds what it can't") }
        self.origin = origin
        self.seq = seq
        self.ts = ts
        self.actor = actor
        self.action = action
        self.prev = prev
        commitment = members["payload_commit"]?.stringValue
    }

    private static let keys: Set<String> = [
        "v", "origin", "seq", "ts", "actor", "session", "tool", "action", "subject_ref", "inputs", "outputs", "params",
        "outcome", "reason", "payload_commit", "prev",
    ]

    /// The event whose payload this one says was erased.
    var buried: (seq: Int, commitment: String)? {
        guard action == .tombstone, let seq = object["params"]?["seq"]?.integerValue,
            let commitment = object["params"]?["payload_commit"]?.stringValue
        else { return nil }
        return (seq, commitment)
    }
}

/// What is wrong with one event, as the end of a sentence.
struct ChainFault: Error {
    let why: String

    init(_ why: String) { self.why = why }
}
