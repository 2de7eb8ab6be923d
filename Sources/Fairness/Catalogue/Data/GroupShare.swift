extension FigureMetric {
    public static let groupShare = FigureMetric(
        MetricDescription(
            "groupShare", "group share", .data, better: .neither, definition: "n_g / n of the records of known group",
            denominator: "records of known group", edgeCases: "Undefined where no record's group is known.",
            source: "Representation; Mehrabi et al. (2021), doi:10.1145/3457607.",
            "How large a part of the records is the group's."),
        needsTruth: false
    ) { input in
        input.columns.flatMap { view in
            let known = view.known
            let shortage = known.shortage(.selectionRate, minimum: input.settings.minimumDenominator)
            return zip(view.groups, view.tallies).map { group, tally in
                let share = Share(tally.records(.all), of: known.records(.all))
                return GroupValue(share, isWeighted: known.isWeighted, shortage: shortage)
                    .figure("groupShare", column: view.column, group: group)
            }
        }
    }
}
