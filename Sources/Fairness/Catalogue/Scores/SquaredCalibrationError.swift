extension Catalogue {
    static let rootMeanSquaredCalibrationError = FigureMetric(
        MetricDescription(
            "rootMeanSquaredCalibrationError", "root mean squared calibration error", .score, better: .lower,
            definition:
                "√ max(0, (Σ E_b² / n_b − Σ v_b) / n) over bins of equal mass: E_b = Σ (truth − score), "
                + "v_b = p_b (1 − p_b), p_b = (positives + 2 · mean score) / (n_b + 2)",
            denominator: "records",
            convention:
                "5 bins, 10 from 100 records, 20 from 1,000; equal scores in one bin, that of their middle place. "
                + "What noise adds, Σ v_b, is taken off, so a value of 0 is nothing but noise.",
            edgeCases:
                "Undefined with no records, where a score is outside [0, 1], and of weighted records, whose noise is "
                + "not known.",
            source:
                "Kumar, Liang & Ma (2019), doi:10.48550/arXiv.1909.10155; interval by the noncentral χ² distribution, "
                + "Sankaran (1963), doi:10.1093/biomet/50.1-2.199; test of Hosmer & Lemeshow (1980), "
                + "doi:10.1080/03610928008827941, drawn as Bröcker & Smith (2007), doi:10.1175/WAF993.1",
            "How far scores are from the share of positives among records scored alike, without what noise adds."),
        { input in
            ScoreFigures("rootMeanSquaredCalibrationError", input).each { $0.squaredCalibrationError(input.settings) }
        })

    static let signedCalibrationError = FigureMetric(
        MetricDescription(
            "signedCalibrationError", "signed calibration error", .score, better: .nearZero,
            definition: "share of positives − mean score", denominator: "records",
            convention: "Above 0 where scores are too low: calibration in the large.",
            edgeCases: "Undefined with no records, and where a score is outside [0, 1].",
            source:
                "Cox (1958), doi:10.1093/biomet/45.3-4.562; interval of Wilson (1927) at the number of records that the "
                + "errors' variance is worth",
            "Whether scores are, on the whole, too low (above 0) or too high."),
        { input in
            ScoreFigures("signedCalibrationError", input).each { $0.signedCalibrationError(input.settings) }
        })
}

extension ScoreDistribution {
    /// The records in bins of equal mass.
    var equalMassBins: EqualMassBins {
        EqualMassBins(
            steps.map { ($0.score, Int($0.positiveCount), Int($0.positiveCount) + Int($0.negativeCount)) })
    }

    /// The debiased error with its interval and the test of calibration. O(n + draws × bins)
    func squaredCalibrationError(_ settings: AuditSettings) -> Estimate {
        guard isProbability else { return .undefined(Self.noProbability) }
        guard count > 0 else { return .undefined("no records", denominator: 0) }
        guard isCounted else { return .undefined("the noise of weighted records is not known") }
        let bins = equalMassBins
        guard let limits = CalibrationIntervals.rootMeanSquare(bins) else { return .undefined("no records") }
        var members = Array(repeating: CalibrationChance.Bin(), count: bins.bins.count)
        for step in steps {
            members[bins.bin(of: step.score)].append((step.score, Int(step.positiveCount) + Int(step.negativeCount)))
        }
        let few = EnoughEvidence.shortage(count, "records")
        return Estimate(
            value: limits.value, denominator: weight, interval: few == nil ? limits.interval : nil,
            method: "noncentral χ² (Sankaran)", noInterval: few,
            test: CalibrationChance(members).test(
                errors: bins.bins.map(\.error), draws: settings.resamples, seed: settings.seed),
            shortage: Estimate.shortage(count, "records", minimum: settings.minimumDenominator))
    }

    /// The share of positives less the mean score. O(n)
    func signedCalibrationError(_ settings: AuditSettings) -> Estimate {
        guard isProbability else { return .undefined(Self.noProbability) }
        guard weight > 0 else { return .undefined("no records", denominator: 0) }
        let scores = steps.reduce(0) { $0 + $1.weight * $1.score }
        let few = isCounted ? EnoughEvidence.shortage(count, "records") : Self.isWeighted
        return Estimate(
            value: (positives.weight - scores) / weight, numerator: positives.weight - scores, denominator: weight,
            interval: few == nil ? CalibrationIntervals.signedError(equalMassBins)?.interval : nil,
            method: "Wilson, effective n of the errors", noInterval: few,
            shortage: Estimate.shortage(count, "records", minimum: settings.minimumDenominator))
    }
}
