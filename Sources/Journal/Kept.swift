/// What can be made again from the source at any time, and is kept beside the store so that it need not be.
public enum Kept: String, Sendable, CaseIterable {
    /// The digest of the source, and what the file system told it by.
    case source
    /// Ids, labels and parts.
    case records
    /// What the model says of every record.
    case scores
    /// Disagreement and gap effects.
    case findings
    /// What the detectors hit.
    case hits

    var fileName: String { "kept-\(rawValue)" }
    var draftName: String { "\(fileName).new" }
}
