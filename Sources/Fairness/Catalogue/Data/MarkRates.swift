extension FigureMetric {
    public static let detectorHitRate = markRate(
        "detectorHitRate", "detector hit rate",
        source: "Lethe's detectors, named with their rules in the report.",
        "The share of the group's records in which a detector found something.")

    public static let duplicateRate = markRate(
        "duplicateRate", "duplicate rate",
        source: "Lee et al. (2022), \"Deduplicating training data makes language models better\", "
            + "doi:10.18653/v1/2022.acl-long.577.",
        "The share of the group's records that repeat another one.")

    public static let labelNoiseRate = markRate(
        "labelNoiseRate", "label noise rate",
        source: "Northcutt, Jiang & Chuang (2021), \"Confident learning\", doi:10.1613/jair.1.12125.",
        "The share of the group's records whose label is suspected to be wrong.")

    /// The share of the records that carry a mark of the metric's name, of all and of every group.
    private static func markRate(
        _ id: String, _ title: String, source: String, _ explanation: String
    ) -> FigureMetric {
        FigureMetric(
            MetricDescription(
                id, title, .data, better: .lower, definition: "records that carry the mark / records",
                denominator: "records of the group",
                edgeCases: "Undefined with no records; no figures where nothing was looked for.", source: source,
                explanation),
            needsTruth: false
        ) { input in
            input.marks.filter { $0.metric == id }.flatMap { mark in
                let all = input.shares(of: mark, Array(repeating: 0, count: input.outcomes.count), groups: 1)
                return all.map { $0.figure(id) }
                    + input.columns.flatMap { view in
                        let shares = input.shares(of: mark, view.grouping.codes, groups: view.groups.count)
                        return zip(view.groups, shares).map { $1.figure(id, column: view.column, group: $0) }
                    }
            }
        }
    }
}

extension AuditInput {
    /// The share of the marked among the records of every group.
    fileprivate func shares(of mark: RecordMark, _ codes: [Int], groups: Int) -> [GroupValue] {
        let all = Tally.byCode(outcomes, codes, count: groups)
        let marked = Tally.byCode(outcomes, zip(codes, mark.holds).map { $1 ? $0 : -1 }, count: groups)
        return zip(all, marked).map { all, marked in
            GroupValue(
                Share(marked.records(.all), of: all.records(.all)),
                isWeighted: all.isWeighted, shortage: all.shortage(.selectionRate, minimum: settings.minimumDenominator)
            )
        }
    }
}
