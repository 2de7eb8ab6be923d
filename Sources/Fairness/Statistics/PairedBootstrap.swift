/// Resamples of paired cells, drawn once and used for every figure about them.
///
/// Efron & Tibshirani (1993), "An Introduction to the Bootstrap", chapter 13 (percentile interval).
struct PairedBootstrap {
    let cells: PairedCells
    let counts: PairedCounts
    private let resamples: [PairedCounts]

    init(_ cells: PairedCells, resamples: Int, seed: UInt64, purpose: String) {
        self.cells = cells
        counts = cells.marginals
        var random = SplitMix64(seed: seed, purpose: ["comparison", purpose])
        self.resamples = (0..<resamples).map { _ in cells.resampled(using: &random).marginals }
    }

    /// The 95 % percentile interval of a figure; nil where more than a twentieth of the resamples leave it undefined.
    func interval(of figure: (PairedCounts) -> Double?) -> Interval? {
        var values = resamples.map { figure($0) ?? .nan }
        return Percentiles.interval(of: &values)
    }
}
