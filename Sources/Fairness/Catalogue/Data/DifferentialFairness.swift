import Foundation

extension FigureMetric {
    public static let smoothedDifferentialFairness = FigureMetric(
        MetricDescription(
            "smoothedDifferentialFairness", "smoothed differential fairness ε", .data, better: .nearZero,
            definition: "max over pairs of groups and outcomes of |ln p_i − ln p_j|, p = (n⁺ + ½) / (n + 1)",
            denominator: "records of every group",
            convention:
                "Of the labels and of the predictions, by part; AIF360's smoothed_empirical_differential_fairness, "
                + "whose prior of 1 over two outcomes is the same ½, is that of the labels.",
            edgeCases:
                "Undefined with fewer than two groups; a group below the minimum of records is left out by name and "
                + "the verdict is \"\(Gap.insufficientEvidence)\".",
            source: foulds,
            "The largest factor, as its logarithm, by which an outcome is likelier in one group than in another.")
    ) { input in
        input.columns.flatMap { view in
            [("labels", Cells.positives), ("predictions", .predictedPositives)].map { part, cells in
                view.differential("smoothedDifferentialFairness", part, view.epsilon(cells))
            }
        }
    }

    public static let differentialFairnessBiasAmplification = FigureMetric(
        MetricDescription(
            "differentialFairnessBiasAmplification", "differential fairness bias amplification", .data,
            better: .nearZero, definition: "smoothed ε of the predictions − smoothed ε of the labels",
            denominator: "records of every group", convention: "As AIF360's differential_fairness_bias_amplification.",
            edgeCases: "Undefined with fewer than two groups.", source: foulds,
            "How much more unequal the predictions are than the labels were; above 0 the model amplifies.")
    ) { input in
        input.columns.map { view in
            let value = view.epsilon(.predictedPositives).flatMap { predicted in
                view.epsilon(.positives).map { predicted - $0 }
            }
            return view.differential("differentialFairnessBiasAmplification", nil, value)
        }
    }

    private static let foulds = "Foulds et al. (2020), doi:10.1109/ICDE48307.2020.00203."
}

extension ColumnView {
    fileprivate func epsilon(_ cells: Cells) -> Double? {
        let present = tallies.filter { $0.mass(.all) > 0 }
        guard present.count > 1 else { return nil }
        let shares = present.map { ($0.mass(cells) + 0.5) / ($0.mass(.all) + 1) }
        func spread(_ values: [Double]) -> Double { log((values.max() ?? 1) / (values.min() ?? 1)) }
        return max(spread(shares), spread(shares.map { 1 - $0 }))
    }

    fileprivate func differential(_ id: String, _ part: String?, _ value: Double?) -> Figure {
        Figure(
            id, column: column, part: part, value: value,
            leftOut: zip(groups, tallies).compactMap { $1.leftOut($0, .accuracy, settings) },
            undefined: value == nil ? "fewer than two groups with records" : nil)
    }
}
