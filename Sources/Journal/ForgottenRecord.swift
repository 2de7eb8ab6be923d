/// What a project keeps of a forgotten record: nothing that tells which it was without the project's key.
public struct ForgottenRecord: Hashable, Sendable {
    public let reference: RecordReference
    /// What it was flagged, should it come back with an earlier model; empty once it was erased.
    public let flags: Set<Flag>
    /// Whether it left the evaluation too, and everything that was said about it is gone.
    public let isErased: Bool

    public init(reference: RecordReference, flags: Set<Flag>, isErased: Bool) {
        self.reference = reference
        self.flags = flags
        self.isErased = isErased
    }
}
