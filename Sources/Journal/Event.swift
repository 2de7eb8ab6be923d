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

    init(_ line: ChainLine, hash: String, payload: JSON?) {
        seq = line.seq
        ts = line.ts
        actor = line.actor
        action = line.action
        self.line = line.object.canonical
        self.hash = hash
        object = line.object
        self.payload = payload
    }
}
