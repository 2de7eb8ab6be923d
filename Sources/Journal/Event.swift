/// One line of the chain, and its payload while there is one.
public struct Event: Sendable {
    /// 1 for the first.
    public let seq: Int
    /// RFC 3339, UTC, milliseconds.
    public let ts: String
    public let actor: String
    public let action: Action
    /// The chained bytes: canonical JSON, without a line end.
    public let line: String
    /// SHA-256 of `line`, hexadecimal; the next event's `prev`.
    public let hash: String
    /// `line`, read.
    public let object: JSON
    /// Nil where there was none, or where it was erased.
    public let payload: JSON?

    /// Reads a line that the store keeps.
    ///
    /// - Throws: `ChainFault` or `JSONError`.
    init(parsing line: String, hash: String, payload: JSON?) throws {
        let bytes = Array(line.utf8)
        let read = try bytes.withUnsafeBufferPointer { try ChainLine(parsing: $0) }
        seq = read.seq
        ts = read.ts
        actor = read.actor
        action = read.action
        self.line = line
        self.hash = hash
        object = try JSON(parsing: bytes[...])
        self.payload = payload
    }

    /// What was just written.
    init(_ draft: EventDraft, seq: Int, ts: String, actor: String, object: JSON, hash: String) {
        self.seq = seq
        self.ts = ts
        self.actor = actor
        action = draft.action
        line = object.canonical
        self.hash = hash
        self.object = object
        payload = draft.payload
    }

    /// Stands in a list for an event that can't be read now.
    public static func unreadable(_ seq: Int) -> Event { Event(unreadable: seq) }

    private init(unreadable seq: Int) {
        self.seq = seq
        ts = ""
        actor = ""
        action = Action(rawValue: "can't be read")
        line = ""
        hash = ""
        object = .object([:])
        payload = nil
    }
}
