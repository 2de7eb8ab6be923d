/// How what an event tells of came out.
public struct Outcome: RawRepresentable, Hashable, Sendable {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    public static let ok = Outcome(rawValue: "ok")
    /// Announced before it was done.
    public static let started = Outcome(rawValue: "started")
    /// Announced again after it was cut short.
    public static let resumed = Outcome(rawValue: "resumed")
    public static let failed = Outcome(rawValue: "failed")
    public static let cancelled = Outcome(rawValue: "cancelled")
    public static let interrupted = Outcome(rawValue: "interrupted")
    /// An erasure whose bytes are still to leave the disk, and one whose bytes have left it since.
    public static let pending = Outcome(rawValue: "pending")
    public static let completed = Outcome(rawValue: "completed")
    /// What a retrain showed.
    public static let equal = Outcome(rawValue: "equal")
    public static let different = Outcome(rawValue: "different")
    /// A damaged model, and damaged figures, which were made again.
    public static let trainedAgain = Outcome(rawValue: "trained again")
    public static let computedAgain = Outcome(rawValue: "computed again")

    /// Whether it ended without what it was for.
    public var isFailure: Bool { [.failed, .cancelled, .interrupted].contains(self) }
}
