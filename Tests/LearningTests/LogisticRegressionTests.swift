import ModelSuite
import Records
import TestSupport
import Testing

@testable import Learning

@Suite struct LogisticRegressionTests {
    let sample = Sample(count: 200, seed: 11)
    let features: Features
    var rows: [Int] { Array(0..<200) }

    init() throws {
        features = try Features(recipe: sample.recipe.features, table: sample.table)
    }

    @Test func `the gradient and the curvature are those of the value`() {
        for form in [LogisticRecipe.Form.sum(c: 0.7), .mean(lambda: 0.01)] {
            let objective = LogisticObjective(form, features: features, labels: sample.labels, rows: rows)
            var random = Seeded(3)
            let w = (0..<features.dimension).map { _ in random.normal() }
            let v = (0..<features.dimension).map { _ in random.normal() }
            let point = objective.evaluate(w)
            let (ahead, behind) = (
                objective.evaluate(Vectors.sum(w, 1e-5, v)), objective.evaluate(Vectors.sum(w, -1e-5, v))
            )
            let slope = Vectors.dot(point.gradient, v)
            #expect(abs((ahead.value - behind.value) / 2e-5 - slope) < 1e-6 * abs(slope))
            let image = objective.hessianProduct(v, curvature: point.curvature)
            let difference = zip(ahead.gradient, behind.gradient).map { ($0 - $1) / 2e-5 }
            #expect(distance(image, difference) < 1e-6 * Vectors.norm(image))
            for j in [0, 5, features.dimension - 1] {
                var unit = Array(repeating: 0.0, count: features.dimension)
                unit[j] = 1
                let entry = objective.hessianProduct(unit, curvature: point.curvature)[j]
                #expect(abs(entry - point.diagonal[j]) < 1e-12 * entry)
            }
        }
    }

    @Test(arguments: [0.0, 1, 100, 1e4, 1e8, 1e200, .infinity, .nan])
    func `a solve converges from anywhere`(_ size: Double) throws {
        let model = LogisticRegression(sample.recipe)
        let cold = try model.fit(features, labels: sample.labels, rows: rows)
        var random = Seeded(4)
        let start = (0..<features.dimension).map { _ in size * random.normal() }
        let warm = try model.fit(Examples(features, sample.labels), rows: rows, warm: start)
        #expect(cold.solution.relativeGradient <= 1e-10 && warm.solution.relativeGradient <= 1e-10)
        #expect(isSame(cold.weights, warm.weights))
    }

    @Test(arguments: [1e-6, 1.0, 1e6])
    func `a solve converges at any strength of the penalty`(_ strength: Double) throws {
        for form in [LogisticRecipe.Form.sum(c: strength), .mean(lambda: strength)] {
            var recipe = sample.recipe
            recipe.form = form
            let fitted = try LogisticRegression(recipe).fit(features, labels: sample.labels, rows: rows)
            #expect(
                fitted.solution.relativeGradient <= 1e-9)
            #expect(fitted.bound > 0 && fitted.bound.isFinite)
        }
    }

    @Test func `the mean form with λ = 1 / (nC) has the optimum of the sum form`() throws {
        var (sum, mean) = (sample.recipe, sample.recipe)
        sum.form = .sum(c: 0.5)
        mean.form = .mean(lambda: 1 / (0.5 * 200))
        let a = try LogisticRegression(sum).fit(features, labels: sample.labels, rows: rows)
        let b = try LogisticRegression(mean).fit(features, labels: sample.labels, rows: rows)
        #expect(distance(a.weights, b.weights) <= a.bound + b.bound)
        #expect(abs(a.solution.objective - b.solution.objective * 200 * 0.5) < 1e-9 * a.solution.objective)
    }

    @Test func `the bound covers the gradient that extended precision sees`() throws {
        let fitted = try LogisticRegression(sample.recipe).fit(features, labels: sample.labels, rows: rows)
        let solution = fitted.solution
        #expect(solution.bound >= solution.gradientNorm + solution.roundingBound)
        #expect(solution.roundingBound > 0)
        let w = fitted.point.map { Float80($0) }
        var gradient = w
        for row in rows {
            let entries = features.rowStart[row]..<features.rowStart[row + 1]
            let logit = entries.reduce(Float80(0)) { $0 + Float80(features.values[$1]) * w[Int(features.columns[$1])] }
            let residual = 1 / (1 + extendedExponential(-logit)) - (sample.labels[row] ? 1 : 0)
            for k in entries { gradient[Int(features.columns[k])] += residual * Float80(features.values[k]) }
        }
        let truth = gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
        // The point is taken as Doubles here: their rounding moves the gradient by as much as the curvature can.
        let curvature = rows.reduce(1.0) { $0 + features.norm($1) * features.norm($1) / 4 }
        #expect(truth <= Float80(solution.gradientNorm + curvature * 0x1p-52 * solution.weightNorm))
    }

    @Test func `the gradient is the same bits on one, two and four threads, and that of the plain loop`() {
        // Entries enough for several threads.
        var random = Seeded(6)
        let rows = (0..<20_000).map { _ in (0..<30).map { (column: $0, value: random.fraction() - 0.5) } }
        let labels = rows.map { $0[0].value + $0[1].value > 0 }
        let w = (0..<30).map { _ in random.normal() }
        let objective = LogisticObjective(
            .sum(c: 1), features: Features(rows: rows, dimension: 30), labels: labels, rows: Array(0..<20_000))
        let points = [1, 2, 4].map { count in Parallel.$width.withValue(count) { objective.evaluate(w) } }
        for point in points { #expect(point.gradient.map(\.bitPattern) == points[0].gradient.map(\.bitPattern)) }
        var total = w
        for (row, label) in zip(rows, labels) {
            let logit = row.reduce(0) { $0 + $1.value * w[$1.column] }
            let residual = label ? -Elementary.sigmoid(-logit) : Elementary.sigmoid(logit)
            for entry in row { total[entry.column] += residual * entry.value }
        }
        #expect(distance(points[0].gradient, total) <= 1e-10 * points[0].gradientNorm)
    }

    @Test(arguments: [1e20, 1e155, 1e200, 1e308])
    func `numbers too large for the penalty are refused, and never a wrong model`(_ size: Double) {
        let rows = [[(column: 0, value: size)], [(column: 0, value: -size)]]
        let huge = Features(rows: rows, dimension: 1)
        let refusal = #expect(throws: Refusal.self) {
            try LogisticRegression(sample.recipe).fit(huge, labels: [true, false], rows: [0, 1])
        }
        #expect(refusal?.kind == .badData && refusal?.description.contains("--lambda") == true)
    }

    @Test(arguments: [1e-170, 1e-200, 1e-308])
    func `numbers that are as good as nothing give the weights that they give`(_ size: Double) throws {
        let rows = [[(column: 0, value: size), (column: 1, value: 1)], [(column: 0, value: -size)]]
        let tiny = Features(rows: rows, dimension: 2)
        let fitted = try LogisticRegression(sample.recipe).fit(tiny, labels: [true, false], rows: [0, 1])
        #expect(fitted.weights[0] == 0 && fitted.weights[1] > 0.3)
        #expect(fitted.guarantee(Examples(tiny, [true, false]), digest: "", rows: []).kind == .bitIdentical)
    }

    @Test(arguments: [Double.nan, .infinity])
    func `a feature that is no number is refused by its name, among the rows to learn from only`(_ value: Double) throws
    {
        let rows = [[(column: 0, value: 1.0)], [(column: 0, value: -1)], [(column: 1, value: value)]]
        let features = Features(rows: rows, dimension: 2)
        let model = LogisticRegression(sample.recipe)
        let refusal = #expect(throws: Refusal.self) {
            try model.fit(features, labels: [true, false, true], rows: [0, 1, 2])
        }
        #expect(refusal?.description.contains("x:1") == true)
        let fitted = try model.fit(features, labels: [true, false, true], rows: [0, 1])
        #expect(fitted.weights[0] > 0 && fitted.weights[1] == 0)
    }

    @Test func `a cancelled solve ends at the next product`() throws {
        let asked = Counter()
        let work = Work(cancellation: Cancellation { asked.increment() > 3 })
        #expect(throws: CancellationError.self) {
            try LogisticRegression(sample.recipe).fit(features, labels: sample.labels, rows: rows, work: work)
        }
        #expect(asked.value == 4)
    }

    @Test func `a decision is certified only where the margin exceeds the bound`() throws {
        let fitted = try LogisticRegression(sample.recipe).fit(features, labels: sample.labels, rows: rows)
        #expect(fitted.certifiedShare(features: features, rows: rows) == 1)
        let logits = fitted.logits(features: features, rows: rows)
        #expect(fitted.certifiedShare(features: features, rows: [7], threshold: logits[7]) == 0)
        #expect(fitted.certifiedShare(features: features, rows: []) == 1)
    }

    @Test func `nothing, one class and a strength of 0 are refused`() throws {
        let model = LogisticRegression(sample.recipe)
        let positives = rows.filter { sample.labels[$0] }
        let negatives = rows.filter { !sample.labels[$0] }
        for left in [[], positives, negatives] {
            #expect(throws: Refusal.self) { try model.fit(features, labels: sample.labels, rows: left) }
        }
        var recipe = sample.recipe
        recipe.form = .sum(c: 0)
        #expect(throws: Refusal.self) {
            try LogisticRegression(recipe).fit(features, labels: sample.labels, rows: rows)
        }
    }
}
