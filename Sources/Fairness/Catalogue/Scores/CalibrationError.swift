extension Catalogue {
    static let expectedCalibrationError = FigureMetric(
        MetricDescription(
            "expectedCalibrationError", "expected calibration error", .score, better: .lower,
            definition: "Σ over bins n_b/n · |share of positives in b − mean score in b|", denominator: "records",
            convention: CalibrationBins.convention,
            edgeCases:
                "Empty bins count for nothing; undefined with no records, and where a score is outside [0, 1]. Noise "
                + "adds to it, so it has no interval and stands beside what chance gives where every score is right; "
                + "rootMeanSquaredCalibrationError is without that.",
            source: "Naeini, Cooper & Hauskrecht (2015), doi:10.1609/aaai.v29i1.9602; bins as Guo et al. (2017), "
                + "doi:10.48550/arXiv.1706.04599",
            "How far scores are, on average, from the share of positives among records scored alike."),
        { input in
            CalibrationBins.Side.allCases.flatMap { side in
                let figures = ScoreFigures("expectedCalibrationError", input)
                return figures.each(part: side.part) { $0.expectedCalibrationError(input.settings, side) }
            }
        })

    static let maximumCalibrationError = FigureMetric(
        MetricDescription(
            "maximumCalibrationError", "maximum calibration error", .score, better: .lower,
            definition: "max over bins |share of positives in b − mean score in b|", denominator: "records",
            convention: CalibrationBins.convention,
            edgeCases: "Empty bins count for nothing, and a bin of one record counts like any other; undefined with no "
                + "records, and where a score is outside [0, 1].",
            source: "Naeini, Cooper & Hauskrecht (2015), doi:10.1609/aaai.v29i1.9602",
            "How far scores are from the share of positives in the bin where they are farthest."),
        { input in
            CalibrationBins.Side.allCases.flatMap { side in
                let figures = ScoreFigures("maximumCalibrationError", input)
                return figures.each(part: side.part) {
                    $0.calibrationError(input.settings, side, \.maximumError)
                }
            }
        })
}

extension ScoreDistribution {
    /// An error over bins; its numerator is Σ n_b |…| where that is what is averaged. O(n)
    func calibrationError(
        _ settings: AuditSettings, _ side: CalibrationBins.Side,
        _ error: (CalibrationBins) -> Double
    ) -> Estimate {
        guard isProbability else { return .undefined(Self.noProbability) }
        guard count > 0 else { return .undefined("no records", denominator: 0) }
        return Estimate(
            value: error(CalibrationBins(self, count: settings.bins, side)), denominator: weight,
            noInterval: CalibrationBins.noInterval,
            shortage: Estimate.shortage(count, "records", minimum: settings.minimumDenominator))
    }

    /// The expected calibration error, beside what chance gives where every score is right. O(n + draws × bins)
    func expectedCalibrationError(_ settings: AuditSettings, _ side: CalibrationBins.Side) -> Estimate {
        var estimate = calibrationError(settings, side, \.expectedError)
        guard estimate.value != nil, isCounted else { return estimate }
        let bins = CalibrationBins.steps(self, count: settings.bins, side)
        let n = Double(count)
        estimate.byChance = CalibrationChance(bins)
            .mean(draws: CalibrationBins.draws, seed: settings.seed) { $0.reduce(0) { $0 + abs($1) } / n }
        return estimate
    }
}
