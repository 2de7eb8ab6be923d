/// Some records of others, in their number or their weight, and the number of records that the share's error is that of.
struct Share: Hashable, Sendable {
    let part: Mass
    let whole: Mass

    init(_ part: Mass, of whole: Mass) {
        self.part = part
        self.whole = whole
    }

    var numerator: Double { part.weight }
    var denominator: Double { whole.weight }

    /// Nil of an empty denominator.
    var value: Double? { denominator > 0 ? min(1, numerator / denominator) : nil }

    /// What is said of an interval of weighted records.
    static let weighted = ", effective n by Kish and linearisation"

    /// Kish's effective number of records.
    var kish: Double { whole.effective }

    /// Whether records count differently, beyond what rounding does.
    private var isWeighted: Bool { abs(kish - Double(whole.records)) > 1e-9 * Double(whole.records) }

    /// The number of records that the error is that of: Kish's, and fewer where the weights go with the outcome.
    ///
    /// Kish's divided by how much the linearised variance of the weighted share (Särndal, Swensson & Wretman 1992, "Model
    /// Assisted Survey Sampling", section 5.7) exceeds the binomial one, drawn towards 1 by ten records of the rarer outcome.
    var effective: Double {
        guard isWeighted, whole.records > 1, let p = value, p > 0, p < 1 else { return kish }
        let n = Double(whole.records)
        let spread = part.squares * (1 - p) * (1 - p) + (whole.squares - part.squares) * p * p
        let variance = spread / (denominator * denominator) * n / (n - 1)
        let smoothed = (p * kish + 1) / (kish + 2)
        let rarer = Double(min(part.records, whole.records - part.records))
        let design = variance * kish / (smoothed * (1 - smoothed))
        return kish / max(1, (rarer * design + 10) / (rarer + 10))
    }

    /// Why a single share has no interval: no records, or weights that leave fewer than ten to count; nil where it has one.
    var shortage: String? {
        guard denominator > 0 else { return "no records with weight" }
        guard isWeighted, kish < EnoughEvidence.effective else { return nil }
        return "weights leave fewer than the \(Int(EnoughEvidence.effective)) effective records that an interval needs"
    }

    /// Wilson's limits with the effective number of records; nil of an empty denominator, or with too few effective records.
    ///
    /// Korn & Graubard (1998), "Confidence intervals for proportions with small expected number of positive counts
    /// estimated from survey data", on the effective sample size in Wilson's interval.
    var limits: Limits? {
        guard let p = value, shortage == nil else { return nil }
        let n = effective
        return Intervals.wilson(successes: numerator >= denominator ? n : p * n, of: n).map { Limits(p, $0) }
    }

    /// Wilson's interval.
    var wilson: Interval? { limits?.interval }

    /// The limits, where there are enough records to combine them with others'.
    var combinable: Limits? { whole.records < EnoughEvidence.records ? nil : limits }

    /// Why there are none: "12 positives, fewer than the 20 that an interval needs".
    func combinableShortage(_ what: String) -> String? {
        EnoughEvidence.shortage(whole.records, what) ?? shortage
    }

    /// The interval of a weighted sum of independent shares, from Wilson's limits of each; nil where one has none.
    ///
    /// Zou & Donner (2008), doi:10.1002/sim.3095; with 1 and −1 it is Newcombe's.
    static func combination(_ terms: [(weight: Double, share: Share)]) -> Interval? {
        var (estimate, below, above) = (0.0, 0.0, 0.0)
        for (weight, share) in terms {
            guard let rate = share.combinable else { return nil }
            let ends = [weight * (rate.value - rate.lower), weight * (rate.upper - rate.value)]
            let (down, up) = weight > 0 ? (ends[0], ends[1]) : (ends[1], ends[0])
            estimate += weight * rate.value
            below += down * down
            above += up * up
        }
        return Interval(lower: estimate - below.squareRoot(), upper: estimate + above.squareRoot())
    }

    /// The interval of the ratio of two independent shares, by MOVER-R; nil where one has no limits, and of x/0.
    static func ratio(_ a: Share, over b: Share) -> Interval? {
        guard let a = a.combinable, let b = b.combinable else { return nil }
        return a.over(b)
    }
}
