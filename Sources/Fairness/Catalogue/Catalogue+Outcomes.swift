extension Catalogue {
    /// Of the data: each stands in `Data`.
    static let dataFigures: [FigureMetric] = [
        .groupShare, .missingIdentityRate, .baseRateDifference, .baseRateRatio, .classImbalance,
        .klDivergence, .jsDivergence, .totalVariation, .demographicDisparity, .conditionalDemographicDisparity,
        .smoothedDifferentialFairness, .differentialFairnessBiasAmplification,
        .detectorHitRate, .duplicateRate, .labelNoiseRate,
    ]

    /// Of truth and prediction: each stands in `Rates`, `Gaps` or `Inequality`.
    static let outcomeFigures: [FigureMetric] = [
        .balancedAccuracy, .f1, .worstGroupAccuracy, .generalizedEntropyIndex, .theilIndex, .coefficientOfVariation,
        .betweenGroupGeneralizedEntropy, .betweenGroupTheilIndex,
    ]
}
