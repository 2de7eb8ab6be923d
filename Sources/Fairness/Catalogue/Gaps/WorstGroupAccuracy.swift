extension FigureMetric {
    public static let worstGroupAccuracy = FigureMetric(
        MetricDescription(
            "worstGroupAccuracy", "worst-group accuracy", .gap, better: .higher,
            definition:
                "min over groups and labels of the share of the group's records with the label that are "
                + "predicted rightly",
            denominator: "positives and negatives of every group",
            convention: "Cells are identity × label, as in WILDS.",
            edgeCases:
                "A group without positives or negatives, or with too few, is left out by name and the verdict is "
                + "\"\(Gap.insufficientEvidence)\"; undefined where every cell is empty. No interval: the least "
                + "of several "
                + "noisy rates is biased downwards.",
            source:
                "Sagawa et al. (2020), doi:10.48550/arXiv.1911.08731; Koh et al. (2021), "
                + "doi:10.48550/arXiv.2012.07421.",
            "How often the model is right about the group and label that it is worst at.")
    ) { input in
        input.columns.map { view in
            var worst: (value: Double, share: Share, group: String, part: String)?
            var leftOut: [Gap.LeftOut] = []
            for (group, tally) in zip(view.groups, view.tallies) {
                for (metric, label) in [(Metric.truePositiveRate, "positives"), (.trueNegativeRate, "negatives")] {
                    if let short = tally.leftOut(group, metric, input.settings) { leftOut.append(short) }
                    let share = tally.share(metric)
                    if let value = share.value, value < worst?.value ?? .infinity {
                        worst = (value, share, group, label)
                    }
                }
            }
            return Figure(
                "worstGroupAccuracy", column: view.column, group: worst?.group, part: worst?.part,
                value: worst?.value, numerator: worst?.share.numerator, denominator: worst?.share.denominator,
                leftOut: leftOut, undefined: worst == nil ? "no group has records" : nil)
        }
    }
}
