extension FigureMetric {
    public static let f1 = byGroup(
        MetricDescription(
            "f1", "F1 score", .rate, better: .higher, definition: "2 TP / (2 TP + FP + FN)",
            denominator: "positives or predicted positives",
            edgeCases:
                "Undefined with neither positives nor predicted positives, where scikit-learn answers 0. The interval "
                + "is Wilson's of J = TP / (TP + FP + FN), given those records, turned by F1 = 2J / (1 + J).",
            source:
                "van Rijsbergen (1979), \"Information Retrieval\", chapter 7; Powers (2011), "
                + "doi:10.48550/arXiv.2010.16061.",
            "The harmonic mean of true positive rate and positive predictive value; negatives left alone don't count.")
    ) { tally, settings in
        let jaccard = tally.share(.jaccard)
        let interval = jaccard.combinable.map {
            Interval(lower: 2 * $0.lower / (1 + $0.lower), upper: 2 * $0.upper / (1 + $0.upper))
        }
        let (numerator, denominator) = (2 * jaccard.numerator, jaccard.numerator + jaccard.denominator)
        return GroupValue(
            denominator > 0 ? numerator / denominator : nil, numerator, of: denominator, interval,
            "Wilson of TP / (TP + FP + FN)" + (tally.isWeighted ? Share.weighted : ""),
            noInterval: jaccard.combinableShortage("positives or predicted positives"),
            shortage: tally.shortage(.jaccard, minimum: settings.minimumDenominator))
    }
}

extension Metric {
    /// Of those positive or predicted positive, the share that is both.
    fileprivate static let jaccard = Metric(
        "jaccard", "Jaccard index", .truePositives, of: [.truePositives, .falsePositives, .falseNegatives],
        called: "positives or predicted positives", better: .higher, "")
}
