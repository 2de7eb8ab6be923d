import Foundation

/// Draws of the shares that cells may have, given their counts: for figures of cells that no formula covers.
///
/// Half a record is added to every cell (Jeffreys' prior), so a cell that was never seen has a share too. Gelman et al.
/// (2013), "Bayesian Data Analysis", section 3.4.
public enum Dirichlet {
    /// The central 95 % of a figure of several groups' cells; nil where more than a twentieth of the draws leave it
    /// undefined.
    ///
    /// - Complexity: O(draws × groups)
    public static func interval(
        _ groups: [EightCells], draws: Int = 2000, seed: UInt64, _ figure: ([EightCells]) -> Double?
    ) -> Interval? {
        var random = SplitMix64(seed: seed, purpose: ["dirichlet"])
        var values = (0..<draws).map { _ in figure(groups.map { shares($0, using: &random) }) ?? .nan }
        return Percentiles.interval(of: &values)
    }

    /// Cells in proportion to one draw; only ratios of their sums mean anything.
    private static func shares(_ cells: EightCells, using random: inout SplitMix64) -> EightCells {
        var result = EightCells.zero
        for cell in 0..<8 { result[cell] = random.gamma(cells[cell] + 0.5) }
        return result
    }
}

extension SplitMix64 {
    /// A standard normal number (Box & Muller 1958, doi:10.1214/aoms/1177706645).
    mutating func normal() -> Double {
        let radius = (-2 * log(1 - uniform())).squareRoot()
        return radius * cos(2 * Double.pi * uniform())
    }

    /// A number of the gamma distribution with scale 1.
    ///
    /// Marsaglia & Tsang (2000), "A simple method for generating gamma variables", doi:10.1145/358407.358414; below 1 by
    /// the shape one higher and a power of a uniform number.
    mutating func gamma(_ shape: Double) -> Double {
        if shape < 1 {
            let power = pow(1 - uniform(), 1 / shape)
            return power * gamma(shape + 1)
        }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = normal()
            let v = pow(1 + c * x, 3)
            guard v > 0 else { continue }
            let u = 1 - uniform()
            if log(u) < x * x / 2 + d * (1 - v + log(v)) { return d * v }
        }
    }
}
