import ModelSuite
import Records
import TestSupport
import Testing

@testable import Learning

/// How a solved point becomes bits that every solve publishes.
@Suite struct SettlingTests {
    let sample = Sample(count: 200, seed: 41)
    let features: Features
    var rows: [Int] { Array(0..<200) }

    init() throws {
        features = try Features(recipe: sample.recipe.features, table: sample.table)
    }

    private func fit(grid: Int, from start: Double = 0) throws -> LogisticRegression.Fitted {
        var recipe = sample.recipe
        recipe.family = .logistic(LogisticRecipe(grid: grid))
        var random = Seeded(UInt64(grid))
        let warm = (0..<features.dimension).map { _ in start * random.normal() }
        return try LogisticRegression(recipe).fit(Examples(features, sample.labels), rows: rows, warm: warm)
    }

    @Test func `a grid beyond what Double can certify is settled by refinement, to the same bits from anywhere`() throws
    {
        for grid in [10, 20, 30, 38] {
            let cold = try fit(grid: grid)
            let warm = try fit(grid: grid, from: 3)
            #expect(isSame(cold.weights, warm.weights))
            #expect(cold.weights.allSatisfy { $0 * Double(1 << grid) == ($0 * Double(1 << grid)).rounded() })
        }
        #expect(try fit(grid: 38).settledBy == "refinement")
        #expect(try fit(grid: 38).bound < 0x1p-38 * Double(features.dimension))
    }

    @Test func `finer grids agree with coarser ones to half a step`() throws {
        let (coarse, fine) = (try fit(grid: 12), try fit(grid: 36))
        for (a, b) in zip(coarse.weights, fine.weights) { #expect(abs(a - b) <= 0x1p-13 + 0x1p-37) }
    }

    @Test func `many classes: the gradient and the curvature are those of the value`() throws {
        var random = Seeded(6)
        let codes = rows.map { UInt32(sample.labels[$0] ? 2 : $0 % 2) }
        let objective = LogisticObjective(.mean(lambda: 0.1), features: features, codes: codes, outputs: 3, rows: rows)
        let w = (0..<objective.dimension).map { _ in random.normal() }
        let plain = objective.evaluate(w)
        let v = (0..<objective.dimension).map { _ in random.normal() }
        let (ahead, behind) = (
            objective.evaluate(Vectors.sum(w, 1e-5, v)), objective.evaluate(Vectors.sum(w, -1e-5, v))
        )
        let slope = Vectors.dot(plain.gradient, v)
        #expect(abs((ahead.value - behind.value) / 2e-5 - slope) < 1e-6 * abs(slope))
        let image = objective.hessianProduct(v, curvature: plain.curvature)
        let difference = zip(ahead.gradient, behind.gradient).map { ($0 - $1) / 2e-5 }
        #expect(distance(image, difference) < 1e-6 * Vectors.norm(image))
    }

    @Test func `a weight in the middle between two points has no margin`() throws {
        let grid = Grid(bits: 20)
        let step = 0x1p-20
        var weights = try #require(WholeWeights([3.5 * step, 7 * step], bits: 100))
        let rounded = grid.round(weights)
        #expect(rounded.margin == 0)
        #expect(rounded.weights[1] == 7 * step)
        // The last of its bits decides where a Double can't.
        weights.multiples[0] += 1
        #expect(grid.round(weights).weights == [4 * step, 7 * step])
        weights.multiples[0] -= 2
        let below = grid.round(weights)
        #expect(below.weights == [3 * step, 7 * step])
        #expect(below.margin > 0 && below.margin <= 0x1p-100 && below.moved >= 0.5 * step * (1 - 1e-9))
        let negative = try #require(WholeWeights([-0.2 * step, -3.25 * step], bits: 100))
        #expect(grid.round(negative).weights == [0, -3 * step])
        #expect(grid.round(negative).weights[0].sign == .plus)
    }

    @Test func `forgetting takes records off the last solve exactly as a new evaluation sees them`() throws {
        for (form, outputs) in [
            (LogisticRecipe.Form.sum(c: 0.5), 1), (.mean(lambda: 0.02), 1), (.mean(lambda: 0.1), 3),
        ] {
            let codes = rows.map { UInt32(outputs == 1 ? (sample.labels[$0] ? 1 : 0) : $0 % 3) }
            let old = LogisticObjective(form, features: features, codes: codes, outputs: outputs, rows: rows)
            let kept = rows.filter { $0 % 4 != 1 }
            let new = LogisticObjective(form, features: features, codes: codes, outputs: outputs, rows: kept)
            var random = Seeded(8)
            let w = (0..<old.dimension).map { _ in random.normal() }
            let memory = LogisticMemory(
                isFast: false, point: old.evaluate(w), origin: old.gradientAtZero(),
                hessian: outputs == 1 ? old.hessian(curvature: old.evaluate(w).curvature) : nil, coldPasses: 1)
            let taken = memory.taken(off: new, from: old, gone: rows.filter { $0 % 4 == 1 })
            let fresh = new.evaluate(w)
            #expect(abs(taken.point.value - fresh.value) < 1e-10 * fresh.value)
            #expect(distance(taken.point.gradient, fresh.gradient) < 1e-11 * fresh.gradientNorm)
            #expect(distance(taken.point.diagonal, fresh.diagonal) < 1e-11 * Vectors.norm(fresh.diagonal))
            #expect(distance(taken.point.curvature, fresh.curvature) == 0)
            #expect(distance(taken.origin, new.gradientAtZero()) < 1e-11 * Vectors.norm(taken.origin))
            if let hessian = taken.hessian {
                let again = new.hessian(curvature: fresh.curvature)
                #expect(distance(hessian.entries, again.entries) < 1e-11 * Vectors.norm(again.entries))
            }
        }
    }

    @Test func `wide features in the order of the cache publish the bits of the canonical order`() throws {
        // More columns than fit a cache, most of them rare.
        var random = Seeded(9)
        let rows = (0..<300).map { _ -> [(column: Int, value: Double)] in
            let columns = Set((0..<12).map { _ in Int(random.next() % (random.next() % 2 == 0 ? 40 : 20_000)) })
            return columns.sorted().map { ($0, random.normal()) }
        }
        let labels = rows.map { row in row.reduce(0) { $0 + ($1.column % 2 == 0 ? $1.value : -$1.value) } > 0 }
        let wide = Features(rows: rows, dimension: 20_000)
        #expect(wide.layout != nil)
        let examples = Examples(wide, labels)
        let model = LogisticRegression(
            ModelRecipe(features: FeatureRecipe(), target: Target(column: "y", positive: .value("1"))))
        let fitted = try model.fit(examples, rows: Array(0..<300))
        // The same columns, renamed to fewer so that they keep their order and need no layout.
        let used = Set(rows.flatMap { $0.map(\.column) }).sorted()
        let place = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($1, $0) })
        let narrow = Features(
            rows: rows.map { $0.map { (column: place[$0.column] ?? 0, value: $0.value) } }, dimension: used.count)
        #expect(narrow.layout == nil)
        let same = try model.fit(Examples(narrow, labels), rows: Array(0..<300))
        #expect(isSame(used.map { fitted.weights[$0] }, same.weights))
        let retained = (0..<300).filter { $0 % 7 != 0 }
        let after = try model.forget(fitted, examples: examples, retained: retained, removed: [])
        #expect(isSame(after.weights, try model.fit(examples, rows: retained).weights))
    }
}
