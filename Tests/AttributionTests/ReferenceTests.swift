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
            let first_order_first10: [Double]
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
                family: .logistic(LogisticRecipe(grid: 34)), features: FeatureRecipe(),
                target: Target(column: "y", positive: .value("1"))))
        let fitted = try model.fit(.numbered(features, labels), rows: training)
        let effects = try GapEffect.effects(
            features: features, labels: labels, training: training, fitted: fitted,
            groupA: sex.indices.filter { sex[$0] == "1" }.map { adult.n + $0 },
            groupB: sex.indices.filter { sex[$0] == "0" }.map { adult.n + $0 })
        let reference = adult.influence
        for (effect, expected) in zip(effects, reference.first_order_first10) {
            #expect(abs(effect - expected) <= 1e-6 * abs(expected))
        }
        #expect(abs(effects.reduce(0, +) - reference.sum_scores) < 1e-5 * abs(reference.sum_scores))
        for (row, truth) in reference.true_leave_one_out {
            #expect(abs(effects[try #require(Int(row))] - truth) < 0.05 * abs(truth), "row \(row)")
        }
        let top = effects.indices.sorted { effects[$0] > effects[$1] }.prefix(12)
        #expect(Set(reference.top10_rows).subtracting(top).count <= 1)
    }
}
