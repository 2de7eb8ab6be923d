public import Foundation

/// A save point: a model as it was published.
public struct ModelRecord: Hashable, Sendable {
    /// SHA-256 of the canonical bytes, hexadecimal.
    public var digest: String
    /// The canonical bytes; nil once purged, where they were not asked for, and where they are not those of the digest.
    public var bytes: Data?
    /// Whether the project still holds bytes.
    public var holdsBytes: Bool
    /// Whether the bytes were read, and are not those of the digest.
    public var isDamaged = false
    /// RFC 3339, UTC.
    public var createdAt: String
    /// Records it learned from.
    public var records: Int
    /// Records removed since its parent.
    public var removed: Int
    /// JSON of the guarantee.
    public var guarantee: String
    /// Digest of the model it came from.
    public var parent: String?
    /// What the proof said, where there was one.
    public var proven: String?

    public init(
        digest: String, bytes: Data?, createdAt: String, records: Int, removed: Int, guarantee: String,
        parent: String? = nil, proven: String? = nil
    ) {
        self.digest = digest
        self.bytes = bytes
        holdsBytes = bytes != nil
        self.createdAt = createdAt
        self.records = records
        self.removed = removed
        self.guarantee = guarantee
        self.parent = parent
        self.proven = proven
    }
}
