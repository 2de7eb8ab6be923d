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

    func brier(minimum: Int) -> Estimate {
        mean(minimum: minimum) { score, label in
            let error = score - (label == .positive ? 1 : 0)
            return error * error
        }
    }

    /// The mean over records, or over those of one class, of a value in [0, 1] made of score and label.
    func mean(_ label: Label? = nil, minimum: Int, _ value: (Double, Label) -> Double) -> Estimate {
        guard isProbability else { return .undefined(Self.noProbability) }
        let name = label.map { $0 == .positive ? "positives" : "negatives" } ?? "records"
        let counted = label.map { [total($0)] } ?? [positives, negatives]
        var terms: [(value: Double, weight: Double)] = []
        for step in steps {
            for side in [Label.positive, .negative] where label == nil || label == side {
                if step.weight(side) > 0 { terms.append((value(step.score, side), step.weight(side))) }
            }
        }
        let squaredWeight = counted.reduce(0) { $0 + $1.squaredWeight }
        guard let mean = WeightedMean(terms, squaredWeight: squaredWeight) else {
            return .undefined("no \(name)", denominator: 0)
        }
        let count = counted.reduce(0) { $0 + $1.count }
        return mean.estimate(in: 0...1, shortage: Estimate.shortage(count, name, minimum: minimum))
    }
}
