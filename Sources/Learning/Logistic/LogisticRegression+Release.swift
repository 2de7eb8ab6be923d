import Foundation
import Records

extension LogisticRegression {
    /// Weights with calibrated noise: whoever sees them can tell the unlearned model from a retrained one only as far as (ε, δ)
    /// allows. The one exception to the principle that a model is a function of its records: noise that could be computed
    /// again would hide nothing.
    public struct Release: Sendable {
        /// In the canonical order of the features.
        public let weights: [Double]
        public let epsilon: Double
        public let delta: Double
        /// Of the normal noise on every weight.
        public let sigma: Double
    }

    /// Adds noise to the solution before it was snapped; that solution must not be released itself.
    ///
    ///     σ = 2α / (√2 (√(ln(1/δ) + ε) − √ln(1/δ)))
    ///
    /// Two solves that are certified within α of one optimum are at most 2α apart. Guo et al. 2020, arXiv:1911.03030; the
    /// tight translation of zero-concentrated privacy by Bun & Steinke 2016, doi:10.1007/978-3-662-53641-4_24.
    /// - Parameters:
    ///   - alpha: declared beforehand, not read off the records: a bound that depended on them would tell of them.
    ///   - generator: the system's, outside tests.
    /// - Throws: `Refusal` where ε, δ or α are out of range, or the solve is not certified to α.
    public func release(
        _ fitted: Fitted, examples: Examples, alpha: Double, epsilon: Double, delta: Double,
        generator: inout some RandomNumberGenerator
    ) throws -> Release {
        guard epsilon > 0, epsilon.isFinite, delta > 0, delta < 1, alpha > 0, alpha.isFinite else {
            throw Refusal(
                .usage, "A release with ε = \(epsilon), δ = \(delta), α = \(alpha) has no meaning.",
                next: "Use ε and α above 0, and δ between 0 and 1.")
        }
        guard fitted.solution.bound <= alpha else {
            throw Refusal(
                .badData, "The solve is certified to \(fitted.solution.bound), not to α = \(alpha).",
                next: "Declare a larger α, or a smaller tolerance in the recipe.")
        }
        let root = log(1 / delta).squareRoot()
        let sigma = 2 * alpha / (2.0.squareRoot() * ((log(1 / delta) + epsilon).squareRoot() - root))
        return Release(
            weights: fitted.point.map { $0 + sigma * Self.normal(&generator) }, epsilon: epsilon, delta: delta,
            sigma: sigma)
    }

    /// Standard normal, by the polar method. Marsaglia & Bray 1964, doi:10.1137/1006063.
    private static func normal(_ generator: inout some RandomNumberGenerator) -> Double {
        while true {
            let (u, v) = (Double.random(in: -1...1, using: &generator), Double.random(in: -1...1, using: &generator))
            let s = u * u + v * v
            if s > 0, s < 1 { return u * (-2 * log(s) / s).squareRoot() }
        }
    }
}
