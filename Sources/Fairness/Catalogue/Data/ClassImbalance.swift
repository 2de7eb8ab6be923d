extension FigureMetric {
    public static let classImbalance = FigureMetric(
        MetricDescription(
            "classImbalance", "class imbalance", .data, better: .nearZero,
            definition: "(n_g − n_r) / (n_g + n_r) for a group and the reference",
            denominator: "records of both groups",
            convention:
                "Unprivileged − privileged, so a group smaller than its reference is negative; SageMaker Clarify "
                + "has the opposite sign.",
            edgeCases: "Undefined with no records in both groups.",
            source: "Das et al. (2021), doi:10.48550/arXiv.2109.03285.",
            "How unequal the group and the reference are in size, from −1 to 1.")
    ) { input in
        input.columns.flatMap { view in
            view.pairs(view.reference(by: { $0.mass(.all) })).map { pair in
                let (a, b) = (pair.a.mass(.all), pair.b.mass(.all))
                let both = Tally.sum([pair.a, pair.b])
                let share = Share(pair.a.records(.all), of: both.records(.all))
                let interval = share.wilson.map { Interval(lower: 2 * $0.lower - 1, upper: 2 * $0.upper - 1) }
                let method = "Wilson of n_g / (n_g + n_r)" + (both.isWeighted ? Share.weighted : "")
                return Figure(
                    "classImbalance", column: view.column, group: pair.group, reference: pair.reference,
                    part: pair.part, value: a + b > 0 ? (a - b) / (a + b) : nil, numerator: a - b, denominator: a + b,
                    interval: interval, intervalMethod: interval == nil ? nil : method,
                    noInterval: share.shortage,
                    leftOut: [both.leftOut("\(pair.name) and \(pair.reference)", .accuracy, input.settings)]
                        .compactMap(\.self), undefined: a + b > 0 ? nil : "no records")
            }
        }
    }
}
