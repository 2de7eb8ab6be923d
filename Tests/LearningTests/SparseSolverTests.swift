import ModelSuite
import Records
import TestSupport
import Testing

@testable import Learning

/// The solver over whole numbers beside the strong one, which shares no sum with it.
@Suite struct SparseSolverTests {
    private struct Problem {
        let features: Features
        let labels: [Bool]
        let model: LogisticRegression
        var examples: Examples { Examples(features, labels) }
        var rows: [Int] { Array(labels.indices) }

        /// Values on a grid of 2⁻¹⁴: few columns or many, with a constant or without.
        init(seed: UInt64) {
            var random = Seeded(seed)
            let isWide = random.next() % 2 == 0
            let dimension = isWide ? 700 + Int(random.next() % 900) : 3 + Int(random.next() % 20)
            let hasConstant = random.next() % 3 != 0
            var (rows, labels) = ([[(column: Int, value: Double)]](), [Bool]())
            for _ in 0..<(60 + Int(random.next() % 200)) {
                let wanted = isWide ? 1 + Int(random.next() % 25) : dimension
                let columns = Set(
                    (0..<wanted).map { _ in
                        Int(random.next() % (random.next() % 2 == 0 ? UInt64(dimension) : UInt64(min(dimension, 9))))
                    })
                var row = columns.sorted().map { (column: $0, value: (random.normal() * 0x1p14).rounded() / 0x1p14) }
                if hasConstant { row.append((dimension, 1)) }
                let score = row.reduce(random.normal()) { $0 + ($1.column % 2 == 0 ? $1.value : -$1.value) }
                rows.append(row)
                labels.append(score > 0)
            }
            (labels[0], labels[1]) = (true, false)
            features = Features(rows: rows, dimension: dimension + 1)
            self.labels = labels
            let forms = [
                LogisticRecipe.Form.sum(c: 1), .sum(c: 0.03), .sum(c: 300), .mean(lambda: 0.01), .mean(lambda: 1e-5),
            ]
            model = LogisticRegression(
                ModelRecipe(
                    family: .logistic(LogisticRecipe(form: forms[Int(random.next() % 5)])), features: FeatureRecipe(),
                    target: Target(column: "y", positive: .value("1"))))
        }

        var objective: LogisticObjective {
            LogisticObjective(model.settings.form, features: features, labels: labels, rows: rows)
        }
    }

    @Test func `what the fast solve settles is what the strong one settles, after forgetting too`() throws {
        var fast = 0
        for seed in 1...60 as ClosedRange<UInt64> {
            let problem = Problem(seed: seed)
            #expect(problem.features.whole != nil)
            let fitted = try problem.model.fit(problem.examples, rows: problem.rows)
            if fitted.sparse != nil { fast += 1 }
            let settling = Settling(objective: problem.objective, grid: Grid(bits: 20), work: .silent)
            guard case .settled(let strong) = try settling.settle(from: fitted.point, isSure: false) else {
                Issue.record("seed \(seed) is not settled")
                continue
            }
            #expect(isSame(fitted.weights, strong.weights), "seed \(seed)")
            let retained = problem.rows.filter { $0 < 2 || ($0 &* 7 &+ Int(seed)) % 5 != 0 }
            let after = try problem.model.forget(
                fitted, examples: problem.examples, retained: retained, removed: [])
            #expect(isSame(after.weights, try problem.model.fit(problem.examples, rows: retained).weights))
            let one = Array(problem.rows.dropLast())
            let again = try problem.model.forget(fitted, examples: problem.examples, retained: one, removed: [])
            #expect(isSame(again.weights, try problem.model.fit(problem.examples, rows: one).weights))
        }
        // The strong one is the exception.
        #expect(fast > 50, "\(fast) of 60")
    }

    @Test func `both exact gradients agree to within their errors`() throws {
        for seed in 1...40 as ClosedRange<UInt64> {
            let problem = Problem(seed: seed)
            let layout = try #require(problem.features.whole)
            let objective = problem.objective
            let rows = SparseRows(
                layout, members: Array(problem.rows), codes: layout.rows.map { problem.labels[$0] ? 1 : 0 },
                ridge: objective.ridge, weight: objective.weight)
            var random = Seeded(seed)
            let point = SparsePoint(rows)
            for j in 0..<rows.dimension { point.weights[j] = random.normal() }
            let whole = try #require(
                WholeGradient(rows, point, grid: Grid(bits: 20)))
            var canonical = Array(repeating: 0.0, count: rows.dimension)
            for (place, column) in layout.columnAt.enumerated() { canonical[column] = point.weights[place] }
            let weights = try #require(WholeWeights(canonical, bits: 100))
            let exact = ExactGradient(objective)(weights)
            var square = 0.0
            for (place, column) in layout.columnAt.enumerated() {
                let difference = whole.gradient[place] - exact.gradient[column]
                square += difference * difference
            }
            #expect(square.squareRoot() <= whole.error + exact.error + 0x1p-50 * exact.norm)
            #expect(whole.error < 1e-12 * exact.norm)
            // The curvature and the logits are those of the point.
            let product = Numbers(repeating: 0.0, count: rows.dimension)
            let logits = Numbers(repeating: 0.0, count: rows.count)
            rows.product(
                point.weights, curvature: point.curvature, into: product, logits: logits, SparseRows.Scratch(rows))
            for i in 0..<rows.count { #expect(abs(logits[i] - point.logits[i]) < 1e-9) }
            let image = objective.hessianProduct(
                canonical, curvature: objective.evaluate(canonical).curvature)
            for (place, column) in layout.columnAt.enumerated() {
                #expect(abs(image[column] - product[place]) < 1e-9 * (1 + abs(image[column])))
            }
        }
    }

    @Test
    func `a product over many rows is that of the order of the records, and a system without singles is the whole one`()
        throws
    {
        var random = Seeded(7)
        // Columns of all frequencies; one in three only once.
        let rows = (0..<9000).map { row -> [(column: Int, value: Double)] in
            let common = Set((0..<3).map { _ in Int(random.next() % (random.next() % 2 == 0 ? 40 : 1600)) }).sorted()
            let entries = common.map { (column: $0, value: (random.normal() * 0x1p14).rounded() / 0x1p14) }
            return entries + (row % 9 == 0 ? [(column: 1600 + row / 9, value: 0.5)] : []) + [(column: 2600, value: 1)]
        }
        let labels = rows.indices.map { _ in random.next() % 2 == 0 }
        let features = Features(rows: rows, dimension: 2601)
        let objective = LogisticObjective(.sum(c: 1), features: features, labels: labels, rows: Array(rows.indices))
        let layout = try #require(features.whole)
        let sparse = SparseRows(
            layout, members: Array(rows.indices), codes: layout.rows.map { labels[$0] ? 1 : 0 }, ridge: 1, weight: 1)
        #expect(sparse.hasSingles && sparse.laneCount == 1)
        let point = SparsePoint(sparse)
        for j in 0..<sparse.dimension { point.weights[j] = random.normal() }
        sparse.margins(point.weights, into: point.logits)
        _ = point.evaluate(sparse)
        let scratch = SparseRows.Scratch(sparse)
        let b = Numbers((0..<sparse.dimension).map { _ in random.normal() }, or: 0)
        let (image, logits) = (Numbers(b.array, or: 0), Numbers(point.logits.array, or: 0))
        let (slope, square) = sparse.product(b, curvature: point.curvature, into: image, logits: logits, scratch)
        var canonical = (
            weights: Array(repeating: 0.0, count: sparse.dimension), b: Array(repeating: 0.0, count: sparse.dimension)
        )
        for (place, column) in layout.columnAt.enumerated() {
            canonical.weights[column] = point.weights[place]
            canonical.b[column] = b[place]
        }
        let other = objective.hessianProduct(
            canonical.b, curvature: objective.evaluate(canonical.weights).curvature)
        for (place, column) in layout.columnAt.enumerated() {
            #expect(abs(image[place] - other[column]) < 1e-9 * (1 + abs(other[column])))
        }
        #expect(abs(square - b.array.reduce(0) { $0 + $1 * $1 }) < 1e-9 * square)
        #expect(abs(slope - zip(b.array, image.array).reduce(0) { $0 + $1.0 * $1.1 }) < 1e-9 * slope)

        // He = b without the singles, completed: the whole system holds.
        var solver = SparseSolver(sparse, grid: Grid(bits: 20), work: .silent)
        let curvature = sparse.reduced(point.curvature)
        let reduced = Numbers(b.array, or: 0)
        sparse.reduce(reduced, curvature, scratch)
        let system = SparseSolver.System(sparse)
        let preconditioner = sparse.preconditioner(curvature: curvature, isAtZero: false)
        try solver.solve(reduced, system, preconditioner, curvature, goal: 1e-11)
        sparse.complete(system.solution, reduced, system.logits, curvature, isLast: true)
        sparse.product(system.solution, curvature: point.curvature, into: image, logits: logits, scratch)
        for j in 0..<sparse.dimension { #expect(abs(image[j] - b[j]) < 1e-9) }
        for i in 0..<sparse.count { #expect(abs(logits[i] - system.logits[i]) < 1e-9) }
    }

    @Test func `a layout holds every value at the place of its row and column`() throws {
        for seed in 1...20 as ClosedRange<UInt64> {
            let features = Problem(seed: seed).features
            let layout = try #require(features.whole)
            #expect(layout.columnAt.sorted() == Array(0..<features.dimension))
            for row in 0..<features.rowCount {
                var values: [Int: Double] = [:]
                for k in features.rowStart[row]..<features.rowStart[row + 1] {
                    values[Int(features.columns[k])] = features.values[k]
                }
                let place = layout.placeOfRow[row]
                let unit = Double(1 << layout.bits)
                if layout.constant != 0 {
                    #expect(values.removeValue(forKey: layout.columnAt[0]) == Double(layout.constant) / unit)
                }
                for k in layout.rowStart[place]..<layout.rowStart[place + 1] {
                    let column = layout.columnAt[Int(layout.columns[k])]
                    #expect(values.removeValue(forKey: column) == Double(layout.values[k]) / unit)
                }
                #expect(values.isEmpty)
            }
        }
        #expect(Features(rows: [[(0, 0.1)]], dimension: 1).whole == nil)
        #expect(Features(rows: [[(0, 1e9)]], dimension: 1).whole == nil)
    }
}
