/// How an audit is made: everything besides the data that its figures depend on.
public struct AuditSettings: Codable, Hashable, Sendable {
    /// Which group of a column the others are compared with, where none is named.
    public enum Reference: String, Codable, CaseIterable, Sendable {
        /// The largest, of equals the first by name.
        case largest
        /// The one that the metric treats best, of equals the first by name; for metrics without a better side, the
        /// highest.
        case best
    }

    /// The smallest denominator from which a figure is evidence.
    public var minimumDenominator = 20
    public var reference = Reference.largest
    /// The group of a column that its others are compared with; before `reference`.
    public var references: [String: String] = [:]
    /// Of calibration, equal in width.
    public var bins = 10
    /// Of what is drawn for an interval or a test that no formula gives.
    public var resamples = 2000
    /// Of every permutation test that is drawn.
    public var permutations = 1999
    public var seed: UInt64 = 1
    /// The ids of gap metrics that were declared before the data were looked at: Holm's correction is theirs, all other
    /// tests are a scan and get Benjamini & Hochberg's.
    public var declared: [String] = []
    /// The score from which a record is predicted positive, where predictions are made of scores.
    public var threshold: Double?

    public init() {}
}
