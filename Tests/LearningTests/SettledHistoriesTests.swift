import ModelSuite
import Records
import TestSupport
import Testing

@testable import Learning

/// Histories at strengths where digits run out: forgetting and a cold retrain of the redacted copy publish equal bits, or both
/// refuse. Never different.
@Suite struct SettledHistoriesTests {
    /// Random rows that make a solve hard, and what is forgotten of them.
    struct Hard: Sendable {
        var rows: [[(column: Int, value: Double)]] = []
        var codes: [UInt32] = []
        let dimension: Int
        let classes: Int
        let recipe: ModelRecipe
        /// Request by request.
        let batches: [[Int]]
        let order: [Int]

        init(seed: UInt64) {
            var random = Seeded(seed &* 0x9e37)
            classes = random.next() % 5 == 0 ? 3 : 2
            let isWide = random.next() % 4 == 0
            let own = isWide ? 16 + Int(random.next() % 16) : 2 + Int(random.next() % 6)
            let count = 14 + Int(random.next() % (isWide ? 20 : 50))
            let (hasIntercept, isScaled) = (random.next() % 2 == 0, random.next() % 3 != 0)
            let isCollinear = random.next() % 2 == 0
            // Two more that repeat others: a copy, and a sum.
            dimension = own + 3
            let truth = (0..<own).map { _ in random.normal() }
            let sizes = (0..<own).map { $0 == 0 && !isScaled ? 40_000.0 : $0 == 1 && !isScaled ? 30 : 1 }
            for _ in 0..<count {
                let numbers = (0..<own).map { column -> Double in
                    if isWide, random.next() % 4 != 0 { return 0 }
                    let number = sizes[column] * random.normal()
                    // Most on the grid that recipes round to.
                    return isScaled ? (seed % 4 == 0 ? number : (number * 0x1p12).rounded() / 0x1p12) : number.rounded()
                }
                var row = numbers.enumerated().map { (column: $0, value: $1) }
                if isCollinear, own > 1 {
                    row.append((own, numbers[0]))
                    row.append((own + 1, numbers[0] + numbers[1]))
                }
                if hasIntercept { row.append((own + 2, 1)) }
                rows.append(row)
                let score = zip(zip(numbers, sizes), truth).reduce(random.normal()) { $0 + $1.0.0 / $1.0.1 * $1.1 }
                codes.append(classes == 2 ? (score > 0 ? 1 : 0) : score > 0.7 ? 2 : score > -0.7 ? 1 : 0)
            }
            // Every class stays: its last record is kept.
            let all = codes
            let kept = Set((0..<3).compactMap { all.lastIndex(of: $0) })
            let power = Int(random.next() % 13)
            let form =
                random.next() % 3 == 0
                ? LogisticRecipe.Form.mean(lambda: 1 / Self.tens[3 + power % 10])
                : .sum(c: Self.tens[power])
            var recipe = ModelRecipe(
                family: .logistic(LogisticRecipe(form: form)), features: FeatureRecipe(),
                target: Target(column: "label", positive: .value("1")))
            if classes > 2 { recipe.classes = .all }
            self.recipe = recipe
            let free = rows.indices.filter { !kept.contains($0) }.shuffled(using: &random)
            let going = Array(free.prefix(1 + Int(random.next() % UInt64(max(1, free.count / 2)))))
            let cut = Int(random.next() % UInt64(going.count))
            batches = cut == 0 ? [going] : [Array(going[..<cut]), Array(going[cut...])]
            let gone = Set(going)
            order = rows.indices.filter { !gone.contains($0) }.shuffled(using: &random)
        }

        private static let tens = (0...12).map { (0..<$0).reduce(1.0) { product, _ in product * 10 } }

        /// Records by their place in `order`, as a table that never had the others has them.
        func examples(_ order: [Int]) -> Examples {
            Examples(
                ids: order.map { RecordID(high: 1, low: UInt64($0)) },
                response: .classes(
                    codes: order.map { codes[$0] }, names: ["0", "1", "2"].prefix(classes).map { $0 }, positive: 1),
                features: Features(rows: order.map { rows[$0] }, dimension: dimension))
        }
    }

    enum Answer: Hashable { case bytes([UInt8]), refused }

    /// How an answer came about: the digits it took.
    enum Path: String, CaseIterable {
        case once = "one gradient in whole numbers"
        case more = "more of them"
        case strong = "strong solver"
        case refused = "refused"

        init(_ fitted: LogisticRegression.Fitted) {
            self = fitted.sparse == nil ? .strong : fitted.settled == .certificate ? .once : .more
        }
    }

    private struct Tally {
        var (settled, refused, differing) = (0, 0, [String]())
        /// Of the answers to forgetting, and of cold retrains.
        var (forgetting, retraining) = ([Path: Int](), [Path: Int]())

        mutating func answer(
            _ paths: WritableKeyPath<Tally, [Path: Int]>? = nil,
            _ solve: () throws -> (LogisticRegression.Fitted, Examples)
        ) throws -> Answer {
            do {
                let (fitted, examples) = try solve()
                if let paths { self[keyPath: paths][Path(fitted), default: 0] += 1 }
                return .bytes(fitted.parameters(examples))
            } catch let refusal as Refusal where refusal.kind == .badData {
                if let paths { self[keyPath: paths][.refused, default: 0] += 1 }
                return .refused
            }
        }

        /// For Benchmarks/LEARNING.md.
        func summary(_ name: String, _ paths: [Path: Int]) -> String {
            "\(name): " + Path.allCases.map { "\($0.rawValue) \(paths[$0] ?? 0)" }.joined(separator: ", ")
        }
    }

    private static func run(_ seeds: ClosedRange<UInt64>) throws -> Tally {
        var tally = Tally()
        for seed in seeds {
            let hard = Hard(seed: seed)
            let model = LogisticRegression(hard.recipe)
            let all = Array(hard.rows.indices)
            let examples = hard.examples(all)
            let forgotten = try tally.answer(\.forgetting) {
                var (fitted, retained) = (try model.fit(examples, rows: all), all)
                for (index, batch) in hard.batches.enumerated() {
                    if index == 0 { fitted = try model.prepared(fitted, examples: examples) }
                    let gone = Set(batch)
                    retained.removeAll { gone.contains($0) }
                    do {
                        fitted = try model.forget(fitted, examples: examples, retained: retained, removed: batch)
                    } catch  where index + 1 < hard.batches.count {
                        // A request that is refused leaves the model; the next one asks for all that is to go.
                        continue
                    }
                }
                return (fitted, examples)
            }
            let warm = try tally.answer {
                var random = Seeded(seed)
                let start = (0..<(hard.dimension * (hard.classes == 2 ? 1 : 3))).map { _ in random.normal() }
                return (try model.fit(examples, rows: hard.order.sorted(), warm: start), examples)
            }
            let cores = [1, 2, 4][Int(seed % 3)]
            let redacted = hard.examples(hard.order)
            let cold = try Parallel.$width.withValue(cores) {
                try tally.answer(\.retraining) { (try model.fit(redacted, rows: Array(hard.order.indices)), redacted) }
            }
            // Where the whole can't be learned, there is nothing to forget from.
            let isLearned = try tally.answer { (try model.fit(examples, rows: all), examples) } != .refused
            if (isLearned && forgotten != cold) || warm != cold {
                let names = [forgotten, warm, cold].map { $0 == .refused ? "refused" : "settled" }
                tally.differing.append(
                    "\(seed): \(names), \(hard.recipe.form), \(hard.classes) classes, \(hard.dimension) columns")
            }
            if cold == .refused { tally.refused += 1 } else { tally.settled += 1 }
        }
        return tally
    }

    @Test(arguments: [1...300, 301...600, 601...900, 901...1200] as [ClosedRange<UInt64>])
    func `at any strength forgetting publishes the bits of a cold retrain of the redacted copy, or both refuse`(
        _ seeds: ClosedRange<UInt64>
    ) throws {
        let tally = try Self.run(seeds)
        print(tally.summary("\(seeds) forgetting", tally.forgetting))
        print(tally.summary("\(seeds) retraining", tally.retraining))
        #expect(tally.differing.isEmpty)
        // Every way to an answer is taken by some.
        for path in [Path.once, .more, .strong] { #expect(tally.retraining[path, default: 0] > 0, "\(path)") }
        // Neither answer is the only one, and most histories are settled.
        #expect(tally.settled > 4 * tally.refused, "\(tally.refused) of \(seeds.count) refused")
    }

    @Test func `published weights are the rounding of an optimum found in twice the digits`() throws {
        var checked = 0
        for seed in 1...400 as ClosedRange<UInt64> {
            let hard = Hard(seed: seed)
            guard hard.classes == 2, hard.dimension <= 10 else { continue }
            let examples = hard.examples(hard.order)
            let rows = Array(hard.order.indices)
            guard let fitted = try? LogisticRegression(hard.recipe).fit(examples, rows: rows) else { continue }
            guard let optimum = PreciseNewton(hard).optimum(near: fitted.weights) else { continue }
            for (weight, truth) in zip(fitted.weights, optimum) {
                let away = (truth - DoubleDouble(weight)).value
                #expect(abs(away) <= 0x1p-21, "seed \(seed): \(away) of \(weight)")
            }
            checked += 1
        }
        #expect(checked > 80)
    }
}

/// Newton's method in double-double throughout, by elimination: an oracle that shares the arithmetic with the code, and no
/// step of it.
private struct PreciseNewton {
    let hard: SettledHistoriesTests.Hard
    private let ridge: Double
    private let weight: Double

    init(_ hard: SettledHistoriesTests.Hard) {
        self.hard = hard
        switch hard.recipe.form {
        case .sum(let c): (ridge, weight) = (1, c)
        case .mean(let lambda): (ridge, weight) = (Double(hard.order.count) * lambda, 1)
        }
    }

    /// nil where it does not converge from here.
    func optimum(near start: [Double]) -> [DoubleDouble]? {
        var w = start.map { DoubleDouble($0) }
        for _ in 0..<60 {
            var (gradient, hessian) = (
                w.map { $0 * ridge },
                w.indices.map { i in w.indices.map { DoubleDouble(i == $0 ? ridge : 0) } }
            )
            for row in hard.order {
                var z = DoubleDouble(0)
                for (column, value) in hard.rows[row] { z = z + w[column] * value }
                let e = DoubleDouble.exp(nonPositive: z.high > 0 ? -z : z)
                let likely = DoubleDouble.reciprocal(e + 1)
                let (p, rest) = z.high > 0 ? (likely, e * likely) : (e * likely, likely)
                let residual = hard.codes[row] == 1 ? -rest : p
                for (a, x) in hard.rows[row] {
                    gradient[a] = gradient[a] + residual * x * weight
                    for (b, y) in hard.rows[row] { hessian[a][b] = hessian[a][b] + (p * rest) * x * y * weight }
                }
            }
            let step = Self.solve(hessian, gradient)
            let size = step.reduce(0) { max($0, abs($1.high)) }
            guard size.isFinite else { return nil }
            // From half a step of the grid away whole steps converge, or this is no oracle for the case.
            for j in w.indices { w[j] = w[j] - step[j] }
            if size < 1e-14 { return w }
        }
        return nil
    }

    /// By elimination; positive definite, so that no rows need to change places.
    private static func solve(_ matrix: [[DoubleDouble]], _ right: [DoubleDouble]) -> [DoubleDouble] {
        var (a, x) = (matrix, right)
        for i in a.indices {
            let inverse = DoubleDouble.reciprocal(a[i][i])
            for j in a.indices where j > i {
                let share = a[j][i] * inverse
                for k in i..<a.count { a[j][k] = a[j][k] - share * a[i][k] }
                x[j] = x[j] - share * x[i]
            }
        }
        for i in a.indices.reversed() {
            for k in (i + 1)..<max(a.count, i + 1) { x[i] = x[i] - a[i][k] * x[k] }
            x[i] = x[i] * DoubleDouble.reciprocal(a[i][i])
        }
        return x
    }
}
