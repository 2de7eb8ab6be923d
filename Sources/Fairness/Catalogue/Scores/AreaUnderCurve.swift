extension Catalogue {
    static let auc = FigureMetric(
        MetricDescription(
            "auc", "area under the ROC curve", .score, better: .higher,
            definition: "P(score of a positive > score of a negative) + ½ P(they are equal)",
            denominator: "pairs of a positive and a negative",
            convention:
                "Ties count half, as in scikit-learn; the interval is Newcombe's fifth with DeLong's variance, without "
                + "weights.",
            edgeCases:
                "Undefined with no positives or no negatives; scikit-learn warns and Fairlearn's difference is 0.",
            source: "Hanley & McNeil (1982), doi:10.1148/radiology.143.1.7063747",
            "How often a positive is scored above a negative: 1 always, ½ as by coin."),
        { input in
            let figures = ScoreFigures("auc", input)
            return figures.each { $0.auc(minimum: figures.minimum) }
        })
}

extension ScoreDistribution {
    /// The area under the ROC curve, with an interval where records are not weighted and classes are not small. O(n)
    func auc(minimum: Int) -> Estimate {
        let pairs = positives.weight * negatives.weight
        if let missingClass { return .undefined(missingClass, denominator: 0) }
        let value = wins / pairs
        let limits = deLongVariance(value).map {
            AreaIntervals.limits(value, variance: $0, positives: positives.count, negatives: negatives.count)
        }
        return Estimate(
            value: value, numerator: wins, denominator: pairs,
            interval: areaShortage == nil ? limits?.interval : nil, method: "Newcombe 5 with DeLong's variance",
            noInterval: areaShortage, shortage: shortage(minimum: minimum))
    }

    /// Whether every record counts once.
    var isCounted: Bool {
        squaredWeight == weight && positives.weight == Double(positives.count)
            && negatives.weight == Double(negatives.count)
    }

    static let isWeighted = "no interval of weighted scores was found to cover"

    /// Why the area has no interval.
    private var areaShortage: String? {
        isCounted
            ? EnoughEvidence.shortage(positives.count, "positives", of: EnoughEvidence.ofClass)
                ?? EnoughEvidence.shortage(negatives.count, "negatives", of: EnoughEvidence.ofClass)
            : Self.isWeighted
    }

    /// The variance of the area; nil of weighted records, and of fewer than two in a class.
    ///
    /// DeLong, DeLong & Clarke-Pearson (1988), "Comparing the areas under two or more correlated receiver operating
    /// characteristic curves", doi:10.2307/2531595.
    private func deLongVariance(_ area: Double) -> Double? {
        let (m, n) = (positives.weight, negatives.weight)
        guard isCounted, m > 1, n > 1 else { return nil }
        var (ofPositives, ofNegatives) = (0.0, 0.0)
        for step in steps {
            let below = (step.negativesBelow + step.negatives / 2) / n - area
            let above = (m - step.positivesBelow - step.positives / 2) / m - area
            ofPositives += step.positives * below * below
            ofNegatives += step.negatives * above * above
        }
        return ofPositives / (m - 1) / m + ofNegatives / (n - 1) / n
    }
}
