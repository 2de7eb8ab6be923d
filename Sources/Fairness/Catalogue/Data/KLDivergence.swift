import Foundation

extension FigureMetric {
    public static let klDivergence = labelDistance(
        MetricDescription(
            "klDivergence", "Kullback–Leibler divergence of the labels", .data, better: .nearZero,
            definition: "Σ p_g(y) ln (p_g(y) / p_r(y)), in nats, 0 ln 0 = 0", denominator: "records of both groups",
            convention: "From the group to the reference, KL(group ‖ reference); it is not symmetric.",
            edgeCases: "Undefined, not infinite, where the group has a label that the reference never has.",
            source:
                "Kullback & Leibler (1951), doi:10.1214/aoms/1177729694; Das et al. (2021), "
                + "doi:10.48550/arXiv.2109.03285.",
            "How surprising the group's labels are to someone who expects the reference's.")
    ) { p, q in
        kullbackLeibler(p, q)
    }

    public static let jsDivergence = labelDistance(
        MetricDescription(
            "jsDivergence", "Jensen–Shannon divergence of the labels", .data, better: .nearZero,
            definition: "½ KL(p_g ‖ m) + ½ KL(p_r ‖ m) with m = ½ (p_g + p_r), in nats",
            denominator: "records of both groups",
            convention: "The divergence, at most ln 2; SciPy's jensenshannon is its square root.",
            edgeCases: "Undefined with no records in either group.", source: "Lin (1991), doi:10.1109/18.61115.",
            "How far apart the labels of group and reference are, the same from either side.")
    ) { p, q in
        let middle = zip(p, q).map { ($0 + $1) / 2 }
        guard let a = kullbackLeibler(p, middle), let b = kullbackLeibler(q, middle) else { return nil }
        return (a + b) / 2
    }
}

/// Σ p ln (p / q); nil where it is infinite.
private func kullbackLeibler(_ p: [Double], _ q: [Double]) -> Double? {
    var sum = 0.0
    for (p, q) in zip(p, q) where p > 0 {
        guard q > 0 else { return nil }
        sum += p * log(p / q)
    }
    return max(0, sum)
}
