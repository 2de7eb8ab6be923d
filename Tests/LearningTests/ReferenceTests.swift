import Foundation
import Records
import Testing

@testable import Learning

/// The optima that scikit-learn and NumPy found on Adult, and after removals.
@Suite(.enabled(if: Shared.isThere, "needs ../shared or LETHE_SHARED"))
struct ReferenceTests {
    private struct Optimum: Decodable {
        let objective, norm_w, sum_w, last, grad_norm_at_zero: Double
        let first10: [Double]
    }

    private struct Reference: Decodable {
        struct Adult: Decodable {
            let n, d, nnz: Int
            let full: Optimum
            let test_auc: Double
            let removals: [String: Optimum]
            let removal_order_first_1000_rows_of_the_svm_file: [Int]
        }
        let adult: Adult
    }

    @Test func `training and forgetting on Adult reach the reference optima`() throws {
        let file = try Data(contentsOf: URL(fileURLWithPath: Shared.path("reference/lr_reference.json")))
        let adult = try JSONDecoder().decode(Reference.self, from: file).adult
        let (features, labels) = try Shared.svm("reference/lr_adult.svm", dimension: adult.d)
        #expect(features.rowCount == adult.n && features.columns.count == adult.nnz)
        let model = LogisticRegression(
            ModelRecipe(features: FeatureRecipe(), target: Target(column: "label", positive: .value("1"))))
        let rows = Array(0..<adult.n)
        let full = try model.fit(features, labels: labels, rows: rows)
        expect(full, adult.full, "full")

        for (count, optimum) in adult.removals.sorted(by: { $0.key < $1.key }) {
            let removed = Array(adult.removal_order_first_1000_rows_of_the_svm_file.prefix(try #require(Int(count))))
            let gone = Set(removed)
            let after = try model.forget(
                full, examples: Examples(features, labels), retained: rows.filter { !gone.contains($0) },
                removed: removed)
            expect(after, optimum, "\(count) removed")
        }

        let (test, truth) = try Shared.svm("reference/lr_adult_test.svm", dimension: adult.d)
        // Before snapping to the digits of the reference; the published weights differ by half a step of their grid.
        let (solved, published) = (full.point, full.weights)
        for (weights, tolerance) in [(solved, 1e-9), (published, 1e-6)] {
            let logits = (0..<test.rowCount).map { test.dot($0, weights) }
            let auc = try #require(RankStatistics.auc(scores: logits, labels: truth))
            #expect(abs(auc - adult.test_auc) < tolerance)
        }
    }

    private func expect(_ fitted: LogisticRegression.Fitted, _ optimum: Optimum, _ what: Comment) {
        let solution = fitted.solution
        #expect(abs(solution.objective - optimum.objective) <= 1e-9 * optimum.objective, what)
        #expect(abs(solution.weightNorm - optimum.norm_w) <= solution.bound + 1e-9, what)
        // The published weights are those to half a step of the grid.
        #expect(abs(fitted.weights.reduce(0, +) - optimum.sum_w) <= 11 * (fitted.bound + 1e-9), what)
        #expect(distance(Array(fitted.weights.prefix(10)), optimum.first10) <= fitted.bound + 1e-9, what)
        #expect(abs((fitted.weights.last ?? .nan) - optimum.last) <= fitted.bound + 1e-9, what)
        #expect(solution.relativeGradient <= 1e-10, what)
        #expect(solution.bound < 1e-5, what)
        #expect(abs(solution.gradientNorm / solution.relativeGradient - optimum.grad_norm_at_zero) < 1e-6, what)
    }
}
