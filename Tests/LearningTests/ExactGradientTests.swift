import ModelSuite
import Records
import TestSupport
import Testing

@testable import Learning

/// Bounds are bounds: the exact gradient and the norms beside sums in double-double and in 80 bits.
@Suite struct ExactGradientTests {
    /// Rows of random sizes, with what eats digits: pairs that cancel, numbers near the ends of Double, copies.
    private struct Problem {
        var rows: [[(column: Int, value: Double)]] = []
        var codes: [UInt32] = []
        let outputs: Int
        let dimension = 9

        init(seed: UInt64, outputs: Int, scale: Double = 1) {
            var random = Seeded(seed)
            self.outputs = outputs
            for _ in 0..<(4 + Int(random.next() % 30)) {
                var row = (0..<dimension).compactMap { column -> (column: Int, value: Double)? in
                    guard random.next() % 3 != 0 else { return nil }
                    let size = [1.0, 1e-3, 1e3, 1e-9].randomElement(using: &random) ?? 1.0
                    return (column, scale * size * random.normal())
                }
                // Columns 0 and 1 cancel to the last digits.
                if random.next() % 2 == 0, let first = row.first, first.column == 0, row.count > 1, row[1].column == 1 {
                    row[1].value = -first.value * (1 + Double(random.next() % 3) * 0x1p-52)
                }
                rows.append(row)
                codes.append(UInt32(random.next() % UInt64(max(2, outputs))))
            }
        }

        func objective(_ form: LogisticRecipe.Form) -> LogisticObjective {
            LogisticObjective(
                form, features: Features(rows: rows, dimension: dimension), codes: codes, outputs: outputs,
                rows: Array(rows.indices))
        }

        /// ∇G in 80 bits for logits, residuals and sums.
        func truth(_ objective: LogisticObjective, _ w: [Double]) -> [Float80] {
            var gradient = w.map { Float80(objective.ridge) * Float80($0) }
            for (row, code) in zip(rows, codes) {
                var z = Array(repeating: Float80(0), count: outputs)
                for (column, value) in row {
                    for k in 0..<outputs { z[k] += Float80(value) * Float80(w[column * outputs + k]) }
                }
                if outputs == 1 {
                    z[0] = 1 / (1 + extendedExponential(-z[0])) - (code == 1 ? 1 : 0)
                } else {
                    let largest = z.max() ?? 0
                    let powers = z.map { extendedExponential($0 - largest) }
                    let total = powers.reduce(0, +)
                    for k in 0..<outputs { z[k] = powers[k] / total - (k == Int(code) ? 1 : 0) }
                }
                for (column, value) in row {
                    for k in 0..<outputs {
                        gradient[column * outputs + k] += Float80(objective.weight) * z[k] * Float80(value)
                    }
                }
            }
            return gradient
        }
    }

    @Test(arguments: [1, 2, 3, 7])
    func `the exact gradient is that of extended precision, within both bounds`(_ outputs: Int) throws {
        for seed in 1...150 as ClosedRange<UInt64> {
            let problem = Problem(seed: seed, outputs: outputs)
            var random = Seeded(seed &* 7)
            let form = [LogisticRecipe.Form.sum(c: 0.7), .sum(c: 1e9), .mean(lambda: 1e-9)][Int(seed % 3)]
            let objective = problem.objective(form)
            let size = [1.0, 1e-6, 30][Int(random.next() % 3)]
            let weights = try #require(
                WholeWeights((0..<objective.dimension).map { _ in size * random.normal() }, bits: 90))
            let value = ExactGradient(objective)(weights)
            let truth = problem.truth(objective, weights.values)
            // Of 80 bits, and of weights that were rounded to Doubles.
            var terms = Float80(objective.ridge) * Float80(Vectors.upperNorm(weights.values))
            var change = terms
            for row in objective.rows {
                let norm = Float80(objective.features.norm(row))
                terms += Float80(objective.weight) * norm
                change += Float80(objective.weight) * norm * norm * Float80(Vectors.upperNorm(weights.values))
            }
            let allowed = 0x1p-58 * terms + 0x1p-52 * (change + Float80(value.norm)) + Float80(value.error)
            var square = Float80(0)
            for (a, b) in zip(value.gradient, truth) { square += (Float80(a) - b) * (Float80(a) - b) }
            #expect(square.squareRoot() <= allowed, "seed \(seed)")
            #expect(value.error < 1e-20 * Double(terms) + 0x1p-51 * value.norm)
        }
    }

    @Test func `a logit that cancels to nothing keeps its digits`() throws {
        // 1e9·w₀ − 1e9·w₁ with weights that differ in their ninetieth bit: Double would see nothing at all.
        let row = [(column: 0, value: 1e9), (column: 1, value: -1e9)]
        let objective = LogisticObjective(
            .sum(c: 1), features: Features(rows: [row, row], dimension: 2), labels: [true, false], rows: [0, 1])
        var near = try #require(WholeWeights([0.25, 0.25], bits: 110))
        let even = ExactGradient(objective)(near)
        near.multiples[0] += 1 << 20
        let moved = ExactGradient(objective)(near)
        // Two records, each of σ′(0)·1e9·(1e9·2⁻⁹⁰); and the bound knows what that is worth.
        let change = moved.gradient[1] - even.gradient[1]
        #expect(abs(change / (-0.5 * 1e18 * 0x1p-90) - 1) < 1e-6)
        #expect(moved.error < 1e-18)
    }

    @Test(arguments: [1e-200, 1e-165, 1e-30, 1.0, 1e30, 1e149, 1e160, 1e200])
    func `norms are upper bounds at any size, and the error is one too`(_ scale: Double) throws {
        for seed in 1...40 as ClosedRange<UInt64> {
            let problem = Problem(seed: seed, outputs: 1, scale: scale)
            let features = Features(rows: problem.rows, dimension: problem.dimension)
            for (index, row) in problem.rows.enumerated() where !row.isEmpty {
                let truth = row.reduce(Float80(0)) { $0 + Float80($1.value) * Float80($1.value) }.squareRoot()
                #expect(Float80(features.norm(index)) >= truth)
                #expect(features.norm(index) <= Double(truth) * (1 + 1e-12))
            }
            let objective = problem.objective(.sum(c: 1))
            let weights = try #require(WholeWeights((0..<9).map { Double($0) / (1 + scale) }, bits: 100))
            let value = ExactGradient(objective)(weights)
            let truth = problem.truth(objective, weights.values)
            var (square, largest) = (Float80(0), Float80(0))
            for (a, b) in zip(value.gradient, truth) {
                square += (Float80(a) - b) * (Float80(a) - b)
                largest = max(largest, b.magnitude)
            }
            let terms = problem.rows.indices.reduce(Float80(0)) { $0 + Float80(features.norm($1)) }
            #expect(square.squareRoot() <= Float80(value.error) + 0x1p-50 * (terms + largest))
            #expect(Float80(value.norm) >= largest * (1 - 0x1p-50))
        }
    }

    @Test func `norms of anything are at least the truth, and hardly more`() {
        var random = Seeded(4)
        for _ in 0..<2000 {
            let numbers = (0..<(1 + Int(random.next() % 20))).map { _ in
                Double(sign: .plus, exponent: Int(random.next() % 2040) - 1060, significand: random.normal())
            }
            let truth = numbers.reduce(Float80(0)) { $0 + Float80($1) * Float80($1) }.squareRoot()
            let bound = Vectors.upperNorm(numbers)
            #expect(Float80(bound) >= truth)
            #expect(bound.isInfinite || Float80(bound) <= truth * (1 + 0x1p-45) + Float80(1e-322))
        }
        #expect(Vectors.upperNorm([]) == 0 && Vectors.upperNorm([0, 0]) == 0)
        #expect(Vectors.upperNorm([1, .nan]) == .infinity)
        #expect(Vectors.upperNorm([.greatestFiniteMagnitude, .greatestFiniteMagnitude]) == .infinity)
    }

    @Test func `any order of rows and any number of threads give the same gradient`() throws {
        var random = Seeded(9)
        let rows = (0..<3000).map { _ in (0..<9).map { (column: $0, value: random.normal()) } }
        let labels = rows.map { $0[0].value > 0 }
        let weights = try #require(WholeWeights((0..<9).map { _ in random.normal() }, bits: 90))
        func value(_ order: [Int]) -> [UInt64] {
            let features = Features(rows: order.map { rows[$0] }, dimension: 9)
            let objective = LogisticObjective(
                .sum(c: 3), features: features, labels: order.map { labels[$0] }, rows: Array(order.indices))
            return ExactGradient(objective)(weights).gradient.map(\.bitPattern)
        }
        let plain = value(Array(rows.indices))
        #expect(plain == value(rows.indices.shuffled(using: &random)))
        #expect(plain == Parallel.$width.withValue(1) { value(Array(rows.indices.reversed())) })
    }
}

/// eˣ in 80 bits, by the series of x/2ᵏ, squared k times in the form that keeps small digits: shares nothing with the code.
func extendedExponential(_ x: Float80) -> Float80 {
    if x < -11_000 { return 0 }
    if x > 11_000 { return .infinity }
    var (small, halvings) = (x, 0)
    while small.magnitude > 0x1p-6 {
        small /= 2
        halvings += 1
    }
    var (term, sum) = (small, small)
    for k in 2...14 {
        term *= small / Float80(k)
        sum += term
    }
    for _ in 0..<halvings { sum = sum * 2 + sum * sum }
    return sum + 1
}
