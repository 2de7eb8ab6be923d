/// From how many records on an interval was found to cover, by simulation (Benchmarks/FAIRNESS.md): with fewer there is
/// none, and the reason stands in its place.
public enum EnoughEvidence {
    /// In a metric's own denominator, before and after. A single rate has Wilson's interval below that too.
    public static let records = 20
    /// In each class of an area under the ROC curve.
    public static let ofClass = 10
    /// Kish's effective number of weighted records.
    public static let effective = 10.0
    /// Of squared errors, whose tails are heavy.
    public static let squares = 400

    /// "12 positives, fewer than the 20 that an interval needs"; nil of enough.
    static func shortage(_ count: Int, _ what: String, of least: Int = records) -> String? {
        guard count < least else { return nil }
        return count == 0 ? "no \(what)" : "\(count) \(what), fewer than the \(least) that an interval needs"
    }
}
