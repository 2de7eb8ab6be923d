extension Catalogue {
    /// Of scores.
    static let scoreFigures: [FigureMetric] = [
        auc, aucDifference, subgroupAuc, bpsnAuc, bnspAuc, averageEqualityGap, jigsawScore, expectedCalibrationError,
        maximumCalibrationError, brierScore, generalizedFalsePositiveRate, generalizedFalseNegativeRate,
    ]
    /// Individual, counterfactual, of classes and of numbers.
    static let otherFigures: [FigureMetric] = []
}
