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
                explanation)
        ) { input in
            input.marks.filter { $0.metric == id }.flatMap { mark in
                [input.share(of: mark) { _ in true }.figure(id)]
                    + input.columns.flatMap { view in
                        view.groups.indices.map { group in
                            input.share(of: mark) { view.grouping.codes[$0] == group }
                                .figure(id, column: view.column, group: view.groups[group])
                        }
                    }
            }
        }
    }
}

extension AuditInput {
    fileprivate func share(of mark: RecordMark, among belongs: (Int) -> Bool) -> GroupValue {
        let all = Tally(outcomes, where: belongs)
        let marked = Tally(outcomes) { belongs($0) && mark.holds[$0] }
        let share = Share(numerator: marked.mass(.all), denominator: all.mass(.all), effective: all.effective(.all))
        return GroupValue(
            share, isWeighted: all.isWeighted,
            shortage: all.shortage(.accuracy, minimum: settings.minimumDenominator))
    }
}
