extension FairnessReport {
    /// Audits everything that the input has.
    ///
    /// - Complexity: O(n × columns × log n) with scores, and the tests.
    public init(_ input: AuditInput) {
        var input = input
        let views = input.counted
        input.tallied = views
        self.init(input, views)
        settings = input.settings
        let ranked = input.ranked
        figures = Self.figures(ranked)
        curves = input.outcomes.knowsTruth ? ScoreCurves.all(of: ranked) : nil
        confusion = input.classes.map { ClassConfusion.all($0, input.groupings) }
        strata = input.controls.isEmpty ? nil : []
        for control in input.controls {
            for (code, value) in control.values.enumerated() {
                var within = input.restricted(to: control.codes.indices.filter { control.codes[$0] == code })
                let stratum = Stratum(column: control.column, value: value)
                let views = within.counted
                within.tallied = views
                strata?.append(StratumReport(FairnessReport(within, views), stratum))
                figures? += Self.figures(within.ranked).map { figure in
                    var figure = figure
                    figure.stratum = stratum
                    return figure
                }
            }
        }
        test(input)
        let headline = Headline(self)
        self.headline = headline
        verdicts = headline.sentences + verdicts
    }

    /// Every figure of the catalogue, then every rate and gap in the conventions that `groups` and `gaps` are not in.
    private static func figures(_ input: AuditInput) -> [Figure] {
        let overall = Tally(input.outcomes)
        let knows = input.outcomes.knowsTruth
        return Catalogue.figures.filter { knows || !$0.needsTruth }.flatMap { $0.figures(input) }
            + input.columns.flatMap { view in
                Metric.all.filter { knows || !$0.needsTruth }.flatMap { $0.conventions(view, overall: overall) }
                    + view.gapMetrics.flatMap { $0.conventions(view, overall: overall) }
            }
    }
}

extension FairnessReport.StratumReport {
    init(_ report: FairnessReport, _ stratum: Stratum) {
        self.init(
            stratum: stratum, n: report.n,
            groups: report.groups.map { group in
                var group = group
                group.stratum = stratum
                return group
            },
            gaps: report.gaps.map { gap in
                var gap = gap
                gap.stratum = stratum
                return gap
            })
    }
}
