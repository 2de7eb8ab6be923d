extension Catalogue {
    /// Of scores.
    static let scoreFigures: [FigureMetric] = [
        auc, aucDifference, subgroupAuc, bpsnAuc, bnspAuc, averageEqualityGap, jigsawScore, expectedCalibrationError,
        maximumCalibrationError, rootMeanSquaredCalibrationError, signedCalibrationError, brierScore,
        generalizedFalsePositiveRate, generalizedFalseNegativeRate,
    ]
    /// Individual, counterfactual, of classes and of numbers.
    static let otherFigures: [FigureMetric] = [
        consistency, counterfactualFlipRate, counterfactualScoreChange, classSelectionRate.rate, classSelectionRate.gap,
        classRecall.rate, classRecall.gap, classFalsePositiveRate.rate, classFalsePositiveRate.gap, classPrecision.rate,
        classPrecision.gap, .classConfusion, meanAbsoluteError, meanAbsoluteErrorDifference, meanError,
        meanErrorDifference,
        rootMeanSquaredError, rootMeanSquaredErrorDifference,
    ]
}
