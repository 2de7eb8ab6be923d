extension FigureMetric {
    /// How often each class is taken for each other one: the confusion matrix, row by row.
    public static let classConfusion = FigureMetric(
        MetricDescription(
            "classConfusion", "confusion of classes", .classes, better: .lower,
            definition: "records of the one class predicted to be of the other / records of the one class",
            denominator: "records of the one class",
            convention: "A row of the confusion matrix, normalised by the true class, as scikit-learn's "
                + "normalize='true'; the diagonal is the recall of a class, and stands there.",
            edgeCases: "Only pairs that occur among all records; undefined with no records of the one class.",
            source: "Stehman (1997), doi:10.1016/S0034-4257(97)00083-7",
            "Which class the records of a class are taken for, when they are not found.")
    ) { input in
        guard let classes = input.classes else { return [] }
        let whole = Matrix(classes, nil, input.outcomes.weight)
        var pairs: [(Int, Int)] = []
        for one in classes.names.indices {
            for other in classes.names.indices where one != other && whole.cells[0][one][other].records > 0 {
                pairs.append((one, other))
            }
        }
        func figures(_ matrix: Matrix, _ column: String?, _ names: [String?]) -> [Figure] {
            names.enumerated().flatMap { group, name in
                pairs.map { one, other in
                    matrix.estimate(group, one, other, input.settings.minimumDenominator).figure(
                        "classConfusion", column: column, group: name,
                        part: "class \(classes.names[one]) taken for \(classes.names[other])")
                }
            }
        }
        return figures(whole, nil, [nil])
            + input.groupings.flatMap { grouping in
                figures(Matrix(classes, grouping, input.outcomes.weight), grouping.column, grouping.values)
            }
    }

    /// Records by group, true class and predicted class; those that weigh nothing are in none.
    private struct Matrix {
        let cells: [[[Mass]]]
        let isWeighted: Bool

        /// - Complexity: O(n + groups × classes²)
        init(_ classes: ClassOutcomes, _ grouping: Grouping?, _ weight: [Double]?) {
            let row = Array(repeating: Mass(0), count: classes.names.count)
            var cells = Array(
                repeating: Array(repeating: row, count: classes.names.count), count: grouping?.values.count ?? 1)
            for place in classes.truth.indices {
                let group = grouping.map { $0.codes[place] } ?? 0
                let mass = weight?[place] ?? 1
                guard group >= 0, mass > 0 else { continue }
                cells[group][classes.truth[place]][classes.prediction[place]].add(mass)
            }
            self.cells = cells
            isWeighted = weight != nil
        }

        func estimate(_ group: Int, _ one: Int, _ other: Int, _ minimum: Int) -> Estimate {
            let part = cells[group][one][other]
            var whole = Mass(0)
            for cell in cells[group][one] { whole.add(cell) }
            guard isWeighted, whole.records > 0 else {
                return .share(part.records, of: whole.records, called: "records of the class", minimum: minimum)
            }
            return Estimate(
                value: part.weight / whole.weight, numerator: part.weight, denominator: whole.weight,
                shortage: Estimate.shortage(whole.records, "records of the class", minimum: minimum))
        }
    }
}
