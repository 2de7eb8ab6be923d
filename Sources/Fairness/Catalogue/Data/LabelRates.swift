extension FigureMetric {
    public static let baseRateDifference = FigureMetric(
        MetricDescription(
            "baseRateDifference", "base rate difference", .data, better: .nearZero,
            definition: "P_g / n_g − P_r / n_r for a group and the reference", denominator: "records of both groups",
            convention:
                "Signed, group − reference; AIF360's mean_difference of the data is the part of the pooled groups.",
            edgeCases: "Undefined with no records in either group.",
            source: "Calders & Verwer (2010), doi:10.1007/s10618-010-0190-x; interval of Newcombe (1998).",
            "How much more often the label is positive in the group than in the reference.")
    ) { input in
        input.columns.flatMap { $0.labelGaps("baseRateDifference", .difference) }
    }

    public static let baseRateRatio = FigureMetric(
        MetricDescription(
            "baseRateRatio", "disparate impact of the labels", .data, better: .nearOne,
            definition: "(P_g / n_g) / (P_r / n_r) for a group and the reference",
            denominator: "records of both groups",
            convention:
                "Group / reference, which may exceed 1; AIF360's disparate_impact of the data is the part of the "
                + "pooled groups. x/0 is undefined, where AIF360 answers infinity.",
            edgeCases: "Undefined with no records in either group or no positives in the reference.",
            source:
                "Feldman et al. (2015), doi:10.1145/2783258.2783311; interval by MOVER-R, Donner & Zou (2012), doi:10.1177/0962280210383082.",
            "The group's base rate as a share of the reference's.")
    ) { input in
        input.columns.flatMap { $0.labelGaps("baseRateRatio", .ratio) }
    }
}

extension ColumnView {
    fileprivate func labelGaps(_ id: String, _ rule: GapMetric.Rule) -> [Figure] {
        let gap = GapMetric(id, id, rule, of: [.baseRate], "")
        return pairs(reference(for: .baseRate)).map { pair in
            let value = gap.distance(gap.rates([pair.a, pair.b]), 0, from: 1)
            let interval = value == nil ? nil : gap.interval(pair.a, from: pair.b)
            let short = leftOut(pair, .baseRate)
            return Figure(
                id, column: column, group: pair.group, reference: pair.reference, part: pair.part, value: value,
                interval: interval,
                intervalMethod: interval == nil ? nil : gap.intervalMethod(isWeighted: pair.a.isWeighted),
                noInterval: value == nil ? nil : gap.noInterval(pair.a, from: pair.b),
                leftOut: short,
                undefined: value == nil ? short.first { !$0.isCounted }?.reason ?? "a ratio to a base rate of 0" : nil)
        }
    }
}
