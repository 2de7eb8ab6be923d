import ModelSuite
import Records
import TestSupport
import Testing

@testable import Learning

/// The solver over whole numbers for more than two classes, beside the strong one, which shares no sum with it.
@Suite struct SoftmaxSolverTests {
    private struct Problem {
        let examples: Examples
        let model: LogisticRegression
        let classes: Int
        var rows: [Int] { Array(0..<examples.rowCount) }

        /// Values on a grid of 2⁻¹⁴: few columns or many, with a constant or without, two classes to ten.
        init(seed: UInt64) {
            var random = Seeded(seed)
            let classes = [2, 3, 3, 4, 5, 6, 9, 10][Int(seed % 8)]
            self.classes = classes
            let isWide = random.next() % 2 == 0
            let dimension = isWide ? 300 + Int(random.next() % 300) : 3 + Int(random.next() % 8)
            let hasConstant = random.next() % 3 != 0
            var (rows, codes) = ([[(column: Int, value: Double)]](), [UInt32]())
            for index in 0..<(80 + Int(random.next() % 80)) {
                let wanted = isWide ? 1 + Int(random.next() % 20) : dimension
                let columns = Set(
                    (0..<wanted).map { _ in
                        Int(random.next() % (random.next() % 2 == 0 ? UInt64(dimension) : UInt64(min(dimension, 9))))
                    })
                var row = columns.sorted().map { (column: $0, value: (random.normal() * 0x1p14).rounded() / 0x1p14) }
                if hasConstant { row.append((dimension, 1)) }
                let scores = (0..<classes).map { k in
                    row.reduce(random.normal()) { $0 + (($1.column + k) % classes == 0 ? $1.value : 0) }
                }
                rows.append(row)
                let best = scores.indices.max { scores[$0] < scores[$1] } ?? 0
                codes.append(UInt32(index < 2 * classes ? index % classes : best))
            }
            examples = Examples(
                ids: rows.indices.map { RecordID(high: 1, low: UInt64($0)) },
                response: .classes(codes: codes, names: (0..<classes).map { "class \($0)" }, positive: 1),
                features: Features(rows: rows, dimension: dimension + 1))
            let forms = [
                LogisticRecipe.Form.sum(c: 1), .sum(c: 0.03), .sum(c: 300), .mean(lambda: 0.01), .mean(lambda: 1e-5),
            ]
            var recipe = ModelRecipe(
                family: .logistic(LogisticRecipe(form: forms[Int(random.next() % 5)])), features: FeatureRecipe(),
                target: Target(column: "y", positive: .value("class 1")))
            recipe.classes = .all
            model = LogisticRegression(recipe)
        }

        var objective: LogisticObjective {
            guard case .classes(let codes, _, _) = examples.response else { preconditionFailure("classes") }
            return LogisticObjective(
                model.settings.form, features: examples.features, codes: codes, outputs: classes, rows: rows)
        }

        func sparse() throws -> SparseRows {
            let (layout, objective) = (try #require(examples.features.whole), objective)
            return SparseRows(
                layout, members: rows, codes: layout.rows.map { objective.codes[$0] }, basis: Helmert(classes: classes),
                ridge: objective.ridge, weight: objective.weight)
        }
    }

    @Test func `what the fast solve settles is what the strong one settles, after forgetting too`() throws {
        var fast = 0
        for seed in 1...48 as ClosedRange<UInt64> {
            let problem = Problem(seed: seed)
            let fitted = try problem.model.fit(problem.examples, rows: problem.rows)
            if fitted.sparse != nil { fast += 1 }
            let settling = Settling(objective: problem.objective, grid: Grid(bits: 20), work: .silent)
            guard case .settled(let strong) = try settling.settle(from: fitted.point, isSure: false) else {
                Issue.record("seed \(seed) is not settled")
                continue
            }
            #expect(isSame(fitted.weights, strong.weights), "seed \(seed)")
            // Two records of each class stay.
            let retained = problem.rows.filter { $0 < 20 || ($0 &* 7 &+ Int(seed)) % 5 != 0 }
            let after = try problem.model.forget(fitted, examples: problem.examples, retained: retained, removed: [])
            #expect(isSame(after.weights, try problem.model.fit(problem.examples, rows: retained).weights))
            var random = Seeded(seed)
            let start = fitted.weights.map { $0 + random.normal() }
            let warm = try problem.model.fit(problem.examples, rows: retained, warm: start)
            #expect(isSame(warm.weights, after.weights))
            let one = Array(problem.rows.dropLast())
            let again = try problem.model.forget(after, examples: problem.examples, retained: one, removed: [])
            #expect(isSame(again.weights, try problem.model.fit(problem.examples, rows: one).weights))
        }
        // The strong one is the exception: seven of eight have so few classes.
        #expect(fast > 38, "\(fast) of 48")
    }

    @Test func `both exact gradients agree to within their errors`() throws {
        for seed in 1...40 as ClosedRange<UInt64> {
            let problem = Problem(seed: seed)
            let (rows, objective) = (try problem.sparse(), problem.objective)
            let (layout, classes) = (rows.layout, problem.classes)
            var random = Seeded(seed)
            let point = SparsePoint(rows)
            for column in 0..<rows.columnCount {
                for k in 0..<(classes - 1) { point.weights[column * rows.width + k] = random.normal() }
            }
            let whole = try #require(WholeGradient(rows, point, grid: Grid(bits: 20)))
            var canonical = Array(repeating: 0.0, count: rows.columnCount * classes)
            for (place, column) in layout.columnAt.enumerated() {
                for k in 0..<classes {
                    canonical[column * classes + k] =
                        Double(whole.weights[place * classes + k])
                        * Double(sign: .plus, exponent: -whole.bits, significand: 1)
                }
            }
            let exact = ExactGradient(objective)(try #require(WholeWeights(canonical, bits: 100)))
            var square = 0.0
            for (place, column) in layout.columnAt.enumerated() {
                for k in 0..<classes {
                    let difference = whole.outputs[place * classes + k] - exact.gradient[column * classes + k]
                    square += difference * difference
                }
            }
            #expect(square.squareRoot() <= whole.error + exact.error + 0x1p-50 * exact.norm)
            #expect(whole.error < 1e-12 * exact.norm)
            // The probabilities and the logits are those of the point, and so is a product.
            let product = Numbers(repeating: 0.0, count: rows.dimension)
            let logits = Numbers(repeating: 0.0, count: rows.logitCount)
            rows.product(
                point.weights, curvature: point.curvature, into: product, logits: logits, SparseRows.Scratch(rows))
            for i in 0..<rows.logitCount { #expect(abs(logits[i] - point.logits[i]) < 1e-9) }
            let image = objective.hessianProduct(canonical, curvature: objective.evaluate(canonical).curvature)
            let basis = try #require(rows.basis)
            let outputs = Numbers(repeating: 0.0, count: classes)
            for (place, column) in layout.columnAt.enumerated() {
                basis.spread(product.pointer + place * rows.width, into: outputs.pointer)
                for k in 0..<classes {
                    let other = image[column * classes + k]
                    #expect(abs(other - outputs[k]) < 1e-9 * (1 + abs(other)))
                }
            }
        }
    }

    /// Where all columns are solved for together, nothing is left to approximate.
    @Test func `a preconditioner of few columns is the inverse of the Hessian, and always symmetric`() throws {
        for seed in 1...40 as ClosedRange<UInt64> {
            let problem = Problem(seed: seed)
            guard problem.classes < 10 else { continue }
            let rows = try problem.sparse()
            let point = SparsePoint(rows)
            _ = point.evaluate(rows)
            let preconditioner = rows.preconditioner(curvature: point.curvature, isAtZero: false)
            var random = Seeded(seed)
            func vector() -> Numbers<Double> {
                let v = Numbers(repeating: 0.0, count: rows.dimension)
                for column in 0..<rows.columnCount {
                    for k in 0..<(problem.classes - 1) { v[column * rows.width + k] = random.normal() }
                }
                return v
            }
            func dot(_ a: Numbers<Double>, _ b: Numbers<Double>) -> Double {
                (0..<a.count).reduce(0) { $0 + a[$1] * b[$1] }
            }
            let (a, b, image, back) = (vector(), vector(), vector(), vector())
            #expect(abs(preconditioner.apply(a, into: image) - dot(a, image)) < 1e-9 * abs(dot(a, image)))
            #expect(dot(a, image) > 0)
            let crossed = dot(b, image)
            _ = preconditioner.apply(b, into: back)
            #expect(abs(crossed - dot(a, back)) < 1e-6 * (abs(crossed) + dot(a, image) + dot(b, back)))
            guard rows.columnCount * (problem.classes - 1) <= 100 else { continue }
            let logits = Numbers(repeating: 0.0, count: rows.logitCount)
            rows.product(image, curvature: point.curvature, into: back, logits: logits, SparseRows.Scratch(rows))
            for j in 0..<a.count { #expect(abs(back[j] - a[j]) < 1e-4 * (1 + abs(a[j])), "seed \(seed)") }
        }
    }

    @Test(arguments: [2, 3, 4, 7]) func `the directions of the outputs are orthonormal, and none is what they share`(
        _ classes: Int
    ) {
        let basis = Helmert(classes: classes)
        let (unit, z, back) = (
            Numbers(repeating: 0.0, count: classes), Numbers(repeating: 0.0, count: classes),
            Numbers(repeating: 0.0, count: classes)
        )
        for j in 0..<(classes - 1) {
            unit.fill(0)
            unit[j] = 1
            basis.spread(unit.pointer, into: z.pointer)
            #expect(abs(z.array.reduce(0, +)) < 1e-15)
            basis.column(j, into: back.pointer)
            for k in 0..<classes { #expect(abs(z[k] - back[k]) < 1e-15) }
            basis.gather(z.pointer, into: back.pointer)
            for k in 0..<(classes - 1) { #expect(abs(back[k] - unit[k]) < 1e-15) }
        }
    }

    /// Values of up to 2²⁰ beside weights of some 2⁵: an argument of the exponential that its digits have no room for.
    @Test func `a logit beyond the exponential's argument counts as infinite, not as what is left of its digits`()
        throws
    {
        for classes in [1, 3] {
            let rows: [[(column: Int, value: Double)]] = [[(0, 0x1p21)], [(0, 1)], [(0, -1)], [(0, -0x1p20)]]
            let features = Features(rows: rows, dimension: 1)
            let codes: [UInt32] = classes == 1 ? [1, 1, 0, 0] : [0, 0, 1, 2]
            let layout = try #require(features.whole)
            let basis = classes == 1 ? nil : Helmert(classes: classes)
            let sparse = SparseRows(
                layout, members: Array(rows.indices), codes: layout.rows.map { codes[$0] }, basis: basis, ridge: 1,
                weight: 1)
            let point = SparsePoint(sparse)
            for k in 0..<max(1, classes - 1) { point.weights[k] = 32 }
            let whole = try #require(WholeGradient(sparse, point, grid: Grid(bits: 20)))
            let weights = (0..<classes).map {
                Double(whole.weights[$0]) * Double(sign: .plus, exponent: -whole.bits, significand: 1)
            }
            let objective = LogisticObjective(
                .sum(c: 1), features: features, codes: codes, outputs: classes, rows: Array(rows.indices))
            let exact = ExactGradient(objective)(try #require(WholeWeights(weights, bits: 80)))
            for k in 0..<classes {
                #expect(abs(whole.outputs[k] - exact.gradient[k]) <= whole.error + exact.error + 0x1p-50 * exact.norm)
            }
        }
    }
}
