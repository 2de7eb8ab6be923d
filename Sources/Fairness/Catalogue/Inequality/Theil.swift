extension FigureMetric {
    public static let theilIndex = FigureMetric(
        MetricDescription(
            "theilIndex", "Theil index", .inequality, better: .nearZero,
            definition: "Σ (b / μ) ln (b / μ) / n, 0 ln 0 = 0; \(Benefits.definition)", denominator: "records",
            convention:
                "It depends on which label is positive; each part says which. AIF360's own COMPAS loader takes the "
                + "other one.",
            edgeCases: "Undefined with no records, and where no record has a benefit.", source: Benefits.source,
            "The generalised entropy index of α = 1: how unequally people benefit from the model's mistakes.")
    ) { input in
        let all = Tally(input.outcomes)
        return [(false, "positive = the given label"), (true, "positive = the other label")].map { turned, part in
            Benefits(all, turned: turned).figure("theilIndex", part, all, input.settings, alpha: 1) { $0 }
        }
    }
}
