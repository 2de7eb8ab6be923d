extension FigureMetric {
    public static let missingIdentityRate = FigureMetric(
        MetricDescription(
            "missingIdentityRate", "missing identity rate", .data, better: .lower,
            definition: "records of unknown group / records", denominator: "records",
            edgeCases: "Undefined with no records.",
            source: "Fernando et al. (2021), \"Missing the missing values\", doi:10.1002/int.22415.",
            "The share of the records whose group is unknown, and that no gap is about."),
        needsTruth: false
    ) { input in
        input.columns.map { view in
            let all = Tally(input.outcomes)
            let missing = Tally(input.outcomes) { view.grouping.codes[$0] < 0 }
            return GroupValue(
                Share(missing.records(.all), of: all.records(.all)),
                isWeighted: all.isWeighted,
                shortage: all.shortage(.selectionRate, minimum: input.settings.minimumDenominator)
            ).figure("missingIdentityRate", column: view.column)
        }
    }
}
