import Attribution
import Foundation
import Learning
import Records
import Testing

/// The influence that NumPy found on Adult, and its leave-one-out truth.
@Suite(.enabled(if: Shared.isThere, "needs ../shared or LETHE_SHARED"))
struct ReferenceTests {
    private struct Reference: Decodable {
        struct Influence: Decodable {
            let sum_scores: Double
            let gap: Double
            let first_order_first10, one_step_first10: [Double]
            let top10_rows: [Int]
            let true_leave_one_out: [String: Double]
        }
        struct Adult: Decodable {
            let influence: Influence
            let n, d: Int
            enum CodingKeys: String, CodingKey {
                case n, d
                case influence = "influence_on_soft_dp_gap(male-female,test)"
            }
        }
        let adult: Adult
    }

    @Test func `every record's effect on the parity gap of Adult is the reference's`() throws {
        let json = try Shared.text("reference/lr_reference.json")
        let adult = try JSONDecoder().decode(Reference.self, from: Data(json.utf8)).adult
        let files = ["reference/lr_adult.svm", "reference/lr_adult_test.svm"]
        let (features, labels) = try Shared.svm(files, dimension: adult.d)
        let sex = try Shared.text("reference/lr_adult_test_sex.txt").split(separator: "\n")
        let training = Array(0..<adult.n)
        let model = LogisticRegression(
            ModelRecipe(
                family: .logistic(LogisticRecipe(tolerance: 1e-13, grid: 40)), features: FeatureRecipe(),
                target: Target(column: "y", positive: .value("1"))))
        let examples = Examples.numbered(features, labels)
        let fitted = try model.fit(examples, rows: training)
        let (groupA, groupB) = (
            sex.indices.filter { sex[$0] == "1" }.map { adult.n + $0 },
            sex.indices.filter { sex[$0] == "0" }.map { adult.n + $0 }
        )
        let quantity = try Quantity(.parity, of: groupA, minus: groupB, in: examples)
        let influence = try Influence(fitted, examples: examples, training: training)
        let first = try influence.effects(on: quantity, correcting: false).changes
        let whole = try influence.effects(on: quantity)
        let reference = adult.influence
        #expect(abs(whole.value - reference.gap) < 1e-9)
        for (effect, expected) in zip(first, reference.first_order_first10) {
            #expect(abs(effect - expected) <= 1e-9 * abs(expected))
        }
        for (effect, expected) in zip(whole.changes, reference.one_step_first10) {
            #expect(abs(effect - expected) <= 1e-9 * abs(expected))
        }
        #expect(abs(first.reduce(0, +) - reference.sum_scores) < 1e-5 * abs(reference.sum_scores))
        let truth = reference.true_leave_one_out.map { (row: Int($0) ?? 0, change: $1) }.sorted { $0.row < $1.row }
        // The last of these alone bends the curvature itself: a record with the largest gain there is.
        for (row, change) in truth {
            #expect(abs(whole.changes[row] - change) < (row == 11120 ? 0.011 : 3e-4) * abs(change), "row \(row)")
        }
        let removed = try RemovalEffects(model, fitted, examples: examples, training: training)
            .of(truth.map(\.row), on: quantity)
        for (measured, (row, change)) in zip(removed.changes, truth) {
            #expect(abs(try #require(measured) - change) < 1e-4 * abs(change), "row \(row)")
        }
        let top = whole.changes.indices.sorted { abs(whole.changes[$0]) > abs(whole.changes[$1]) }.prefix(10)
        #expect(Set(reference.top10_rows).subtracting(top).count <= 1)
    }
}
