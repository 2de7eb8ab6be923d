import Foundation
import Learning
import ModelSuite
import Records
import TestSupport
import Testing

@Suite struct ReleaseTests {
    let sample = Sample(count: 120, seed: 51)
    let examples: Examples
    let model: LogisticRegression
    let fitted: LogisticRegression.Fitted

    init() throws {
        let features = try Features(recipe: sample.recipe.features, table: sample.table)
        examples = Examples(features, sample.labels)
        model = LogisticRegression(sample.recipe)
        fitted = try model.fit(examples, rows: Array(0..<120))
    }

    @Test func `the noise of a release has the spread that ε, δ and α ask for`() throws {
        var random = Seeded(1)
        let (alpha, epsilon, delta) = (1e-4, 1.0, 1e-5)
        var squares = (sum: 0.0, count: 0)
        var sigma = 0.0
        for _ in 0..<50 {
            let release = try model.release(
                fitted, examples: examples, alpha: alpha, epsilon: epsilon, delta: delta, generator: &random)
            sigma = release.sigma
            for (noisy, exact) in zip(release.weights, fitted.weights) {
                squares.sum += (noisy - exact) * (noisy - exact)
                squares.count += 1
            }
        }
        // ρ of zero-concentrated privacy at a distance of 2α turns into this ε at this δ.
        let rho = pow(2 * alpha, 2) / (2 * sigma * sigma)
        #expect(abs(rho + 2 * (rho * log(1 / delta)).squareRoot() - epsilon) < 1e-9)
        let spread = (squares.sum / Double(squares.count)).squareRoot()
        #expect(abs(spread / sigma - 1) < 0.05)
    }

    @Test func `a solve that is not certified to α is not released, nor is one without meaning`() {
        var random = Seeded(2)
        for (alpha, epsilon, delta) in [(1e-30, 1.0, 1e-5), (1e-4, 0, 1e-5), (1e-4, 1, 0), (1e-4, 1, 1)] {
            #expect(throws: Refusal.self) {
                try model.release(
                    fitted, examples: examples, alpha: alpha, epsilon: epsilon, delta: delta, generator: &random)
            }
        }
    }
}
