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

    /// - Parameter before: class names of the model that forgets; none of them may be gone.
    /// - Throws: `Refusal` when the rows can't be learned from.
    init(
        _ recipe: ModelRecipe, _ settings: LogisticRecipe, _ examples: Examples, rows: [Int], before: [String]
    ) throws {
        guard case .classes(let codes, let names, let positive) = examples.response else {
            throw Refusal(
                .badData, "Logistic regression needs classes; '\(recipe.target.column)' is taken as a number.",
                next: "Use the family 'ridge', or name a positive value.")
        }
        guard !rows.isEmpty else {
            throw Refusal(
                .badData, "No record would be left to learn from.",
                next: "Keep records of both classes, or erase the project.")
        }
        form = settings.form
        if recipe.classes == .two {
            self.codes = codes.map { Int($0) == positive ? 1 : 0 }
            try Self.refuseOneClass(self.codes, rows, recipe)
            (classNames, self.positive) = ([], 0)
        } else {
            var occurs = Array(repeating: false, count: names.count)
            for row in rows { occurs[Int(codes[row])] = true }
            let present = names.indices.filter { occurs[$0] }
            let presentNames = present.map { names[$0] }
            classNames = presentNames
            if let gone = before.first(where: { !presentNames.contains($0) }) {
                throw Refusal(
                    .badData, "No record of the class '\(gone)' of '\(recipe.target.column)' would be left.",
                    next: "Keep one of its records, or train anew without the class.")
            }
            guard present.count > 1, let place = present.firstIndex(of: positive) else {
                throw Refusal(
                    .badData,
                    "The \(rows.count) records to learn from have \(present.count) of the classes of "
                        + "'\(recipe.target.column)', and the positive one must be among at least two.",
                    next: "Keep records of the positive class and of another.")
            }
            var outputOf = Array(repeating: UInt32(0), count: names.count)
            for (output, code) in present.enumerated() { outputOf[code] = UInt32(output) }
            self.codes = codes.map { outputOf[Int($0)] }
            self.positive = place
        }
        let outputs = classNames.isEmpty ? 1 : classNames.count
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

    private static func refuseOneClass(_ codes: [UInt32], _ rows: [Int], _ recipe: ModelRecipe) throws {
        let positives = rows.count { codes[$0] == 1 }
        guard positives == 0 || positives == rows.count else { return }
        let what = positives == 0 ? "No record" : "Every record"
        throw Refusal(
            .badData,
            "\(what) of the \(rows.count) to learn from is in the positive class of '\(recipe.target.column)'.",
            next: "Keep records of both classes.")
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
