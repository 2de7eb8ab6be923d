extension Catalogue {
    static let auc = FigureMetric(
        MetricDescription(
            "auc", "area under the ROC curve", .score, better: .higher,
            definition: "P(score of a positive > score of a negative) + ½ P(they are equal)",
            denominator: "pairs of a positive and a negative",
            convention: "Ties count half, as in scikit-learn; the interval is DeLong's, without weights.",
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
    /// The area under the ROC curve, with DeLong's interval where records are not weighted. O(n)
    func auc(minimum: Int) -> Estimate {
        let pairs = positives.weight * negatives.weight
        if let missingClass { return .undefined(missingClass, denominator: 0) }
        return Estimate(
            value: wins / pairs, numerator: wins, denominator: pairs, interval: deLongInterval, method: "DeLong",
            shortage: shortage(minimum: minimum))
    }

    /// The 95 % interval of the area; nil of weighted records, of fewer than two in a class, and where its variance is 0.
    ///
    /// DeLong, DeLong & Clarke-Pearson (1988), "Comparing the areas under two or more correlated receiver operating
    /// characteristic curves", doi:10.2307/2531595.
    private var deLongInterval: Interval? {
        let (m, n) = (positives.weight, negatives.weight)
        let isCounted = m == Double(positives.count) && n == Double(negatives.count)
        guard isCounted, squaredWeight == weight, m > 1, n > 1 else { return nil }
        let area = wins / (m * n)
        var (ofPositives, ofNegatives) = (0.0, 0.0)
        for step in steps {
            let below = (step.negativesBelow + step.negatives / 2) / n - area
            let above = (m - step.positivesBelow - step.positives / 2) / m - area
            ofPositives += step.positives * below * below
            ofNegatives += step.negatives * above * above
        }
        let variance = ofPositives / (m - 1) / m + ofNegatives / (n - 1) / n
        guard variance > 0 else { return nil }
        let half = Intervals.normalQuantile(0.95) * variance.squareRoot()
        return Interval(lower: max(0, area - half), upper: min(1, area + half))
    }
}
