extension FigureMetric {
    public static let balancedAccuracy = byGroup(
        MetricDescription(
            "balancedAccuracy", "balanced accuracy", .rate, better: .higher,
            definition: "½ (TP / (TP + FN) + TN / (FP + TN))",
            denominator: "positives and negatives",
            edgeCases: "Undefined with no positives or no negatives; scikit-learn drops the absent class instead.",
            source:
                "Brodersen et al. (2010), doi:10.1109/ICPR.2010.764; interval of Zou & Donner (2008), "
                + "doi:10.1002/sim.3095.",
            "The mean of the shares of positives and of negatives that the model predicts rightly.")
    ) { tally, settings in
        let (positives, negatives) = (tally.share(.truePositiveRate), tally.share(.trueNegativeRate))
        let shortages = [Metric.truePositiveRate, .trueNegativeRate]
            .compactMap { tally.shortage($0, minimum: settings.minimumDenominator) }
        let value = positives.value.flatMap { sensitivity in negatives.value.map { (sensitivity + $0) / 2 } }
        return GroupValue(
            value, nil, of: nil, Share.combination([(0.5, positives), (0.5, negatives)]),
            "Zou & Donner" + (tally.isWeighted ? Share.weighted : ""),
            noInterval: positives.combinableShortage("positives") ?? negatives.combinableShortage("negatives"),
            shortage: shortages.isEmpty ? nil : shortages.joined(separator: " and "))
    }
}
