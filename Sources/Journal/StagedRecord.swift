public import Records

/// A record in the queue: who asked that it be forgotten, why, and when.
public struct StagedRecord: Hashable, Sendable {
    public let id: RecordID
    public let basis: String
    public let reason: String
    public let actor: String
    /// RFC 3339, UTC, milliseconds.
    public let ts: String

    public init(id: RecordID, basis: String, reason: String, actor: String, ts: String) {
        self.id = id
        self.basis = basis
        self.reason = reason
        self.actor = actor
        self.ts = ts
    }
}
