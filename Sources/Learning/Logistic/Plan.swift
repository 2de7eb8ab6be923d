/// Whether to forget from where the last solve ended, or to train anew: the cheaper by predicted passes over the records.
/// It is recorded; it can't reach the bits.
public struct Plan: Hashable, Codable, Sendable {
    public enum Choice: String, Hashable, Codable, Sendable { case incremental, retrain }

    public var choice: Choice
    /// Predicted passes of the choice.
    public var passes: Double
    /// Predicted passes of the other.
    public var otherwise: Double

    /// Both ways end at the same gradient; they differ in where they begin. Passes are taken to grow with the digits that the
    /// gradient has to fall.
    ///
    /// - Parameters:
    ///   - start: ‖g‖/‖g₀‖ at the old weights, without the removed records.
    ///   - tolerance: where a solve ends.
    ///   - coldPasses: what a solve from zero took; a point at a `start` of 1 takes as many.
    init(start: Double, tolerance: Double, coldPasses: Int) {
        func digits(_ x: Double) -> Double { Double(max(x, .leastNormalMagnitude).exponent) }
        let share = max(0, 1 - digits(start) / digits(tolerance))
        let incremental = max(1, Double(coldPasses) * share)
        let cold = Double(max(1, coldPasses))
        choice = start.isFinite && incremental < cold ? .incremental : .retrain
        (passes, otherwise) = choice == .incremental ? (incremental, cold) : (cold, incremental)
    }
}
