import Learning
import Records

/// Says of every record what most are: the share of positive ones, smoothed by what is added to both counts.
struct MajorityRecipe: ModelFamily {
    var smoothing = 1.0

    static let id = "majority"
    static let title = "majority class"
    static let traits: FamilyTraits = []
    static let options = [
        number("smoothing", OptionRange(1e-9...1e9), "what is added to the count of each class") { $0.smoothing = $1 }
    ]

    var canonical: [String: CanonicalJSON] { ["smoothing": .number(smoothing)] }

    func validate() throws {
        guard smoothing > 0, smoothing.isFinite else {
            throw Refusal(.badData, "The recipe's smoothing is \(smoothing).", next: "Use a finite number above 0.")
        }
    }

    func model(_ recipe: ModelRecipe) -> any Model { Majority(target: recipe.target.column, smoothing: smoothing) }
}

/// Its model: two counts, from which records are taken away exactly.
struct Majority: Model {
    let target: String
    let smoothing: Double

    func fit(_ examples: Examples, rows: [Int], work: Work) throws -> Fitted {
        try work.step(Progress(phase: "counting", fraction: 0))
        try examples.refuseLostClass(of: target, from: rows, to: rows)
        return Fitted(rows: rows, positives: rows.count(where: examples.isPositive), smoothing: smoothing)
    }

    func forget(_ known: Fitted, examples: Examples, retained: [Int], removed: [Int], work: Work) throws -> Fitted {
        try work.step(Progress(phase: "counting", fraction: 0))
        try examples.refuseLostClass(of: target, from: known.rows, to: retained)
        let staying = Set(retained)
        let gone = known.rows.filter { !staying.contains($0) }
        // Records that came back were never counted.
        guard known.rows.count - gone.count == retained.count else {
            return try fit(examples, rows: retained, work: work)
        }
        let positives = known.positives - gone.count(where: examples.isPositive)
        return Fitted(rows: retained, positives: positives, smoothing: smoothing)
    }

    struct Fitted: FittedModel {
        let rows: [Int]
        let positives: Int
        let smoothing: Double

        var records: Int { rows.count }
        var passes: Int { 1 }

        func parameters(_ examples: Examples) -> [UInt8] {
            var writer = ParameterWriter()
            writer.append(Int64(records))
            writer.append(Int64(positives))
            return writer.bytes
        }

        func margins(_ examples: Examples, rows: [Int]) -> [Double] {
            let share = (Double(positives) + smoothing) / (Double(records) + 2 * smoothing)
            return rows.map { _ in share - 0.5 }
        }

        func probability(ofMargin margin: Double) -> Double { margin + 0.5 }

        func guarantee(_ examples: Examples, digest: String, rows: [Int]) -> Guarantee {
            Guarantee(kind: .bitIdentical, digest: digest, certifiedShare: rows.isEmpty ? nil : 1)
        }
    }
}
