extension Catalogue {
    static let generalizedFalsePositiveRate = FigureMetric(
        MetricDescription(
            "generalizedFalsePositiveRate", "generalised false positive rate", .score, better: .lower,
            definition: "mean score of the negatives", denominator: "negatives",
            convention: "As AIF360's generalized_false_positive_rate.",
            edgeCases: "Undefined with no negatives, and where a score is outside [0, 1].",
            source: "Pleiss et al. (2017), doi:10.48550/arXiv.1709.02012",
            "How positive the negatives look to the model, without a threshold."),
        { input in
            let figures = ScoreFigures("generalizedFalsePositiveRate", input)
            return figures.each { $0.mean(.negative, minimum: figures.minimum) { score, _ in score } }
        })

    static let generalizedFalseNegativeRate = FigureMetric(
        MetricDescription(
            "generalizedFalseNegativeRate", "generalised false negative rate", .score, better: .lower,
            definition: "mean (1 − score) of the positives", denominator: "positives",
            convention: "As AIF360's generalized_false_negative_rate.",
            edgeCases: "Undefined with no positives, and where a score is outside [0, 1].",
            source: "Pleiss et al. (2017), doi:10.48550/arXiv.1709.02012",
            "How negative the positives look to the model, without a threshold."),
        { input in
            let figures = ScoreFigures("generalizedFalseNegativeRate", input)
            return figures.each { $0.mean(.positive, minimum: figures.minimum) { score, _ in 1 - score } }
        })
}
