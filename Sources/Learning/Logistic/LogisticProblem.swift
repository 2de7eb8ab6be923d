import Records

/// Records as logistic regression sees them: an objective over rows, whose classes are those that the rows have.
struct LogisticProblem {
    let objective: LogisticObjective
    /// Of more than two classes, in the order of the outputs; empty for two.
    let classNames: [String]
    /// The output of the positive class.
    let positive: Int
    private let form: LogisticRecipe.Form
    private let codes: [UInt32]

    private static let needs = "Logistic regression needs"

    /// - Parameter before: the rows of the model that forgets; none of their classes may be gone.
    /// - Throws: `Refusal` when the rows can't be learned from.
    init(
        _ recipe: ModelRecipe, _ settings: LogisticRecipe, _ examples: Examples, rows: [Int], before: [Int]?
    ) throws {
        let counts = try examples.classCounts(for: recipe, Self.needs, rows)
        // Of two classes one gone is said in the words of the target.
        let known = recipe.classes == .all ? before : nil
        try counts.check(since: known.map { try examples.classCounts(for: recipe, Self.needs, $0) })
        try Self.refuseNotFinite(examples.features, rows)
        let codes = try examples.classes(for: recipe, Self.needs).codes
        form = settings.form
        if recipe.classes == .two {
            self.codes = codes.map { Int($0) == counts.positive ? 1 : 0 }
            (classNames, positive) = ([], 0)
        } else {
            let present = counts.present
            var outputOf = Array(repeating: UInt32(0), count: counts.names.count)
            for (output, code) in present.enumerated() { outputOf[code] = UInt32(output) }
            self.codes = codes.map { outputOf[Int($0)] }
            classNames = present.map { counts.names[$0] }
            positive = Int(outputOf[counts.positive])
        }
        let outputs = max(1, classNames.count)
        objective = LogisticObjective(
            settings.form, features: examples.features, codes: self.codes, outputs: outputs, rows: rows,
            isFast: true)
    }

    /// - Parameter isFast: nil for the order of this problem; false for the canonical one.
    func objective(over rows: [Int], isFast: Bool = true) -> LogisticObjective {
        LogisticObjective(
            form, features: objective.features, codes: codes, outputs: objective.outputs, rows: rows,
            isFast: isFast)
    }

    /// Weights in the canonical order as the objective has them, without those of features that none of the rows has: their
    /// optimum is exactly 0.
    func admissible(_ warm: [Double]) -> [Double] {
        precondition(warm.count == objective.dimension, "one weight an output of each column of the features")
        let occurs = objective.features.occurring(in: objective.rows)
        var out = warm
        for j in out.indices where !occurs[j / objective.outputs] { out[j] = 0 }
        return objective.laidOut(out)
    }

    /// A point of the objective without absent features: their terms are those of the penalty alone, and go.
    func withoutAbsent(_ point: LogisticObjective.Point) -> LogisticObjective.Point {
        let occurs = objective.features.occurring(in: objective.rows)
        let places = objective.layout?.places
        var out = point
        for column in occurs.indices where !occurs[column] {
            let place = places?[column] ?? column
            for j in (place * objective.outputs)..<((place + 1) * objective.outputs) {
                out.value -= 0.5 * objective.ridge * out.weights[j] * out.weights[j]
                (out.weights[j], out.gradient[j], out.diagonal[j]) = (0, 0, objective.ridge)
            }
        }
        out.gradientNorm = Vectors.norm(out.gradient)
        return out
    }

    /// A value that is no number would reach every weight.
    private static func refuseNotFinite(_ features: Features, _ rows: [Int]) throws {
        for row in rows where !features.norms[row].isFinite {
            let entries = features.rowStart[row]..<features.rowStart[row + 1]
            // A norm may be beyond Double where every value is a number; the solve says so.
            guard let k = entries.first(where: { !features.values[$0].isFinite }) else { continue }
            throw Refusal(
                .badData,
                "The feature '\(features.key(of: Int(features.columns[k])))' is \(features.values[k]) in a record to learn from.",
                next: "Leave the record out, or mend its value.")
        }
    }
}

extension LogisticObjective {
    /// ∇G(0), where every class is as likely.
    ///
    /// - Complexity: O(entries).
    func gradientAtZero() -> [Double] {
        var gradient = Array(repeating: 0.0, count: dimension)
        let even = outputs == 1 ? 0.5 : 1 / Double(outputs)
        gradient.withUnsafeMutableBufferPointer { gradient in
            withRows { data in
                for row in rows {
                    let truth = Int(codes[row])
                    for k in data.start[row]..<data.start[row + 1] {
                        let base = Int(data.columns[k]) * outputs
                        for output in 0..<outputs {
                            let isTruth = truth == (outputs == 1 ? 1 : output)
                            gradient[base + output] += weight * (even - (isTruth ? 1 : 0)) * data.values[k]
                        }
                    }
                }
            }
        }
        return gradient
    }
}
