/// How long a job will still take: what it was expected to take, less what it took; beyond that, and where nothing was
/// expected, by how far its phase has come.
struct TimeToCome: Sendable, Hashable {
    /// Seconds of the whole job.
    var expected: Double?

    /// - Parameters:
    ///   - elapsed: seconds since the job began.
    ///   - phase: seconds since its phase began, and the share of the phase that is done.
    /// - Returns: nil where nothing can be said.
    func left(elapsed: Double, phase: (seconds: Double, fraction: Double)) -> Double? {
        if let expected, elapsed < expected { return expected - elapsed }
        guard phase.fraction > 0.05, phase.fraction < 1 else { return nil }
        return phase.seconds * (1 - phase.fraction) / phase.fraction
    }
}

extension Double {
    /// "≈ 12 s", "≈ 3 min", "under 1 s": seconds to come, as a person plans with them.
    public var asTimeToCome: String {
        if self < 1 { return "under 1 s" }
        if self < 100 { return "≈ \(Int(rounded())) s" }
        return "≈ \(Int((self / 60).rounded())) min"
    }
}
