extension FigureMetric {
    public static let totalVariation = labelDistance(
        MetricDescription(
            "totalVariation", "total variation distance of the labels", .data, better: .nearZero,
            definition: "½ Σ |p_g(y) − p_r(y)|", denominator: "records of both groups",
            edgeCases: "Undefined with no records in either group.",
            source: "Levin & Peres (2017), \"Markov Chains and Mixing Times\", chapter 4, doi:10.1090/mbk/107.",
            "The share of labels that would have to change for the group's to be spread as the reference's.")
    ) { p, q in
        zip(p, q).reduce(0) { $0 + abs($1.0 - $1.1) } / 2
    }
}
