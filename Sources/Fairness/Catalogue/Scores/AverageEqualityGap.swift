extension Catalogue {
    static let averageEqualityGap = FigureMetric(
        MetricDescription(
            "averageEqualityGap", "average equality gap", .score, better: .nearZero,
            definition:
                "½ − P(score of the background > score of the subgroup) − ½ P(they are equal), within one label",
            denominator: "pairs of a subgroup's and a background's record of one label",
            convention: "For positives and for negatives; above 0 where the subgroup is scored higher. "
                + Identity.convention,
            edgeCases: "Undefined with no records of the label in the subgroup or in the background.",
            source: "Borkan et al. (2019), doi:10.1145/3308560.3317593",
            "Whether records of one identity are scored higher (above 0) or lower than others with the same truth."),
        { input in
            let figures = ScoreFigures("averageEqualityGap", input)
            return [(ScoreDistribution.Label.positive, "positives"), (.negative, "negatives")].flatMap { label, part in
                figures.identities(part: part) {
                    $0.chance(label, above: label, minimum: figures.minimum)
                        .map(numerator: { $0 - $1 / 2 }) { $0 - 0.5 }
                }
            }
        })
}
