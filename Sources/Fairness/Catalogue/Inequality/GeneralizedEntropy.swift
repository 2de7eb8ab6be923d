extension FigureMetric {
    public static let generalizedEntropyIndex = FigureMetric(
        MetricDescription(
            "generalizedEntropyIndex", "generalised entropy index", .inequality, better: .nearZero,
            definition: "1 / (n α (α − 1)) Σ ((b / μ)^α − 1), its limits for α = 0 and 1; \(Benefits.definition)",
            denominator: "records", convention: "The parts are α = 0, 1 and 2; the positive label is the given one.",
            edgeCases:
                "Undefined with no records, where no record has a benefit, and for α = 0 where one has none (AIF360 "
                + "answers infinity).",
            source: Benefits.source, "How unequally the model's mistakes in people's favour and disfavour are spread.")
    ) { input in
        let all = Tally(input.outcomes)
        return [0, 1, 2].map { alpha in
            Benefits(all).figure("generalizedEntropyIndex", "α = \(alpha)", all, input.settings, alpha: alpha) { $0 }
        }
    }

    public static let coefficientOfVariation = FigureMetric(
        MetricDescription(
            "coefficientOfVariation", "coefficient of variation", .inequality, better: .nearZero,
            definition: "√(2 × the generalised entropy index of α = 2), the benefits' standard deviation / mean; "
                + Benefits.definition,
            denominator: "records", edgeCases: "Undefined with no records, and where no record has a benefit.",
            source: Benefits.source, "How far people's benefits scatter around their mean.")
    ) { input in
        let all = Tally(input.outcomes)
        return [
            Benefits(all).figure("coefficientOfVariation", nil, all, input.settings, alpha: 2) {
                (2 * $0).squareRoot()
            }
        ]
    }
}

extension Benefits {
    /// The index of all records, turned by `change`, as a figure.
    func figure(
        _ id: String, _ part: String?, _ tally: Tally, _ settings: AuditSettings, alpha: Int,
        _ change: (Double) -> Double
    ) -> Figure {
        let value = entropy(alpha: alpha).map(change)
        return Figure(
            id, part: part, value: value, denominator: mass,
            leftOut: [tally.leftOut("all", .accuracy, settings)].compactMap(\.self),
            undefined: value == nil ? undefinedReason(alpha: alpha) : nil)
    }
}
