import Foundation

/// The noncentral χ² distribution by a normal approximation, and what noncentralities an observation does not contradict.
///
/// Sankaran (1963), "Approximations to the non-central chi-square distribution", doi:10.1093/biomet/50.1-2.199.
enum NoncentralChiSquare {
    /// P(χ²_freedom(noncentrality) ≤ x), to two or three digits.
    static func cumulative(_ x: Double, freedom k: Double, noncentrality l: Double) -> Double {
        let h = 1 - 2.0 / 3 * (k + l) * (k + 3 * l) / ((k + 2 * l) * (k + 2 * l))
        let p = (k + 2 * l) / ((k + l) * (k + l))
        let m = (h - 1) * (1 - 3 * h)
        let mean = 1 + h * p * (h - 1 - 0.5 * (2 - h) * m * p)
        let deviation = h * (2 * p).squareRoot() * (1 + 0.5 * m * p)
        return Intervals.cumulativeNormal((pow(max(x, 0) / (k + l), h) - mean) / deviation)
    }

    /// The noncentrality with which an observation is at a quantile; 0 where it is below that with none.
    static func noncentrality(_ x: Double, freedom: Double, at quantile: Double) -> Double {
        guard cumulative(x, freedom: freedom, noncentrality: 0) > quantile else { return 0 }
        var (low, high) = (0.0, max(4 * x + 200, 10))
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if cumulative(x, freedom: freedom, noncentrality: middle) > quantile { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}
