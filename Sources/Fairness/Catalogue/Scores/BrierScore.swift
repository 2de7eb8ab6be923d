extension Catalogue {
    static let brierScore = FigureMetric(
        MetricDescription(
            "brierScore", "Brier score", .score, better: .lower,
            definition: "mean (score − truth)², truth being 1 or 0", denominator: "records",
            convention: "Of the positive class, as in scikit-learn; half of Brier's own sum over both classes.",
            edgeCases: "Undefined with no records, and where a score is outside [0, 1].",
            source: "Brier (1950), doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2",
            "How far scores are from what happened, squared: 0 is perfect, ¼ is what a constant ½ gets."),
        { input in
            let figures = ScoreFigures("brierScore", input)
            return figures.each { $0.brier(minimum: figures.minimum) }
        })
}

extension ScoreDistribution {
    static let noProbability = "scores outside [0, 1]"

    /// The Brier score; its interval knows from the scores what the squared errors should be.
    func brier(minimum: Int) -> Estimate {
        mean(minimum: minimum, expected: BoundedMeans.expectedLoss(steps.map { ($0.score, $0.weight) })) {
            score, label in
            let error = score - (label == .positive ? 1 : 0)
            return error * error
        }
    }

    /// The mean over records, or over those of one class, of a value in [0, 1] made of score and label.
    func mean(
        _ label: Label? = nil, minimum: Int, expected: (mean: Double, square: Double)? = nil,
        _ value: (Double, Label) -> Double
    ) -> Estimate {
        guard isProbability else { return .undefined(Self.noProbability) }
        let name = label.map { $0 == .positive ? "positives" : "negatives" } ?? "records"
        var moments = Moments()
        var (sum, weight) = (0.0, 0.0)
        for step in steps {
            for side in [Label.positive, .negative] where label == nil || label == side {
                let mass = step.weight(side)
                guard mass > 0 else { continue }
                let value = value(step.score, side)
                moments.add(value, times: step.records(side))
                sum += mass * value
                weight += mass
            }
        }
        guard weight > 0 else { return .undefined("no \(name)", denominator: 0) }
        let shortage = isCounted ? EnoughEvidence.shortage(moments.count, name) : Self.isWeighted
        return Estimate(
            value: sum / weight, numerator: sum, denominator: weight,
            interval: shortage == nil ? BoundedMeans.interval(moments, expected: expected) : nil,
            method: "Wilson with t, effective n of the variance", noInterval: shortage,
            shortage: Estimate.shortage(moments.count, name, minimum: minimum))
    }
}
