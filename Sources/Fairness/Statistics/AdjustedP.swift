/// A p-value in view of how many were looked at.
public struct AdjustedP: Codable, Hashable, Sendable {
    public enum Method: String, Codable, Sendable {
        /// Of declared hypotheses: the chance of any false rejection.
        case holm
        /// The same, of hypotheses whose statistics were drawn together.
        case westfallYoung
        /// Of a scan: the share of false ones among the rejections.
        case benjaminiHochberg
    }

    public var p: Double
    public var method: Method
    /// How many tests the family has.
    public var family: Int

    public init(p: Double, method: Method, family: Int) {
        self.p = p
        self.method = method
        self.family = family
    }
}
