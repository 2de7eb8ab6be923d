extension FigureMetric {
    public static let betweenGroupGeneralizedEntropy = FigureMetric(
        MetricDescription(
            "betweenGroupGeneralizedEntropy", "between-group generalised entropy", .inequality, better: .nearZero,
            definition: "the generalised entropy index where every record has its group's mean benefit; "
                + Benefits.definition,
            denominator: "records of every group",
            convention: "The parts name α and the groups: all of them, or the reference against the rest (AIF360's "
                + "between_group). AIF360 0.6.1 divides α = 0 once more by the mean; the literature, and this, "
                + "does not.",
            edgeCases:
                "Undefined with fewer than two groups, where no record has a benefit, and for α = 0 where a group has "
                + "none.",
            source: Benefits.source, "How much of the inequality of benefits lies between the groups.")
    ) { input in
        input.columns.flatMap { view in
            [0, 1, 2].flatMap { alpha in
                view.betweenGroups("betweenGroupGeneralizedEntropy", alpha: alpha, prefix: "α = \(alpha), ")
            }
        }
    }

    public static let betweenGroupTheilIndex = FigureMetric(
        MetricDescription(
            "betweenGroupTheilIndex", "between-group Theil index", .inequality, better: .nearZero,
            definition: "the Theil index where every record has its group's mean benefit; \(Benefits.definition)",
            denominator: "records of every group",
            convention:
                "Positive is the given label. The parts name the groups: all of them, or the reference against the "
                + "rest.",
            edgeCases: "Undefined with fewer than two groups, and where no record has a benefit.",
            source: Benefits.source, "How much of the Theil index lies between the groups.")
    ) { input in
        input.columns.flatMap { $0.betweenGroups("betweenGroupTheilIndex", alpha: 1, prefix: "") }
    }
}

extension ColumnView {
    fileprivate func betweenGroups(_ id: String, alpha: Int, prefix: String) -> [Figure] {
        let reference = reference(by: { Benefits($0).mean })
        let pooled = pairs(reference).last
        let short = zip(groups, tallies).compactMap { $1.leftOut($0, .accuracy, settings) }
        func figure(_ tallies: [Tally], _ part: String, reference: String?) -> Figure {
            let value = tallies.count > 1 ? Benefits.between(tallies.map { Benefits($0) }, alpha: alpha) : nil
            let why = tallies.count < 2 ? "fewer than two groups" : "a mean benefit of 0"
            return Figure(
                id, column: column, reference: reference, part: prefix + part, value: value, leftOut: short,
                undefined: value == nil ? why : nil)
        }
        return [
            figure(tallies, "all groups", reference: nil),
            figure(
                pooled.map { [$0.a, $0.b] } ?? [], "reference against the rest (AIF360)", reference: pooled?.reference),
        ]
    }
}
