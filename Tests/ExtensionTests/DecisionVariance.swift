import Fairness

extension FigureMetric {
    /// How far decisions are from being all the same.
    static let decisionVariance = FigureMetric(
        MetricDescription(
            "decisionVariance", "variance of decisions", .rate, better: .neither, definition: "p (1 − p)",
            denominator: "records", edgeCases: "Undefined without records.",
            source: "Bernoulli (1713), \"Ars conjectandi\".",
            "A quarter where half of the decisions are positive, and 0 where all are alike."),
        needsTruth: false
    ) { input in
        let decisions = input.outcomes.prediction
        guard !decisions.isEmpty else { return [Figure("decisionVariance", value: nil, undefined: "no records")] }
        let share = Double(decisions.count { $0 }) / Double(decisions.count)
        return [Figure("decisionVariance", value: share * (1 - share), noInterval: "an illustration")]
    }
}
