extension GapMetric {
    public static let averageOddsDifference = GapMetric(
        "averageOddsDifference", "average odds difference", .balance, of: [.falsePositiveRate, .truePositiveRate],
        source: "AI Fairness 360; Bellamy et al. (2019), doi:10.1147/JRD.2019.2942287.",
        convention: "AIF360's ½(ΔFPR + ΔTPR) is signed, unprivileged pooled − privileged: a figure of the same id.",
        "The gap in the mean of false and true positive rate; opposite gaps cancel.")

    public static let averageAbsoluteOddsDifference = GapMetric(
        "averageAbsoluteOddsDifference", "average absolute odds difference", .mean,
        of: [.falsePositiveRate, .truePositiveRate],
        source: "AI Fairness 360; Bellamy et al. (2019), doi:10.1147/JRD.2019.2942287.",
        convention:
            "Over all groups the mean of the two max − min (Fairlearn's equalized_odds_difference with agg='mean'); "
            + "of a pair AIF360's average_abs_odds_difference. With more than two groups the two are different "
            + "numbers.",
        "The mean of the gaps in false positive rate and in true positive rate; nothing cancels.")
}
