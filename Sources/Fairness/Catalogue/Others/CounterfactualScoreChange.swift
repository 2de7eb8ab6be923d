extension Catalogue {
    static let counterfactualScoreChange = FigureMetric(
        MetricDescription(
            "counterfactualScoreChange", "counterfactual score change", .counterfactual, better: .nearZero,
            definition: "mean |score after the swap − score before|", denominator: "swapped records of a pair of terms",
            convention: "All swaps, then every pair of terms by name.",
            edgeCases: "Undefined where a score is not a finite number.",
            source: "Garg et al. (2019), doi:10.1145/3306618.3317950 (counterfactual token fairness gap)",
            "How far a score moves only because one identity term was swapped for another."),
        needsTruth: false,
        { input in
            guard !input.swaps.isEmpty else { return [] }
            var changes: [String: [Double]] = [:]
            for swap in input.swaps { changes[swap.pair, default: []].append(abs(swap.swapped - swap.score)) }
            let pairs = changes.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            func figure(_ changes: [Double], part: String?) -> Figure {
                let id = "counterfactualScoreChange"
                guard changes.allSatisfy(\.isFinite) else {
                    return Estimate.undefined("scores that are not finite numbers").figure(id, part: part)
                }
                guard !changes.isEmpty else { return Estimate.undefined("no swapped records").figure(id, part: part) }
                let moments = changes.reduce(into: Moments()) { $0.add($1) }
                let few = EnoughEvidence.shortage(changes.count, "swapped records")
                let isBounded = changes.allSatisfy { $0 <= 1 }
                return Estimate(
                    value: moments.mean, numerator: moments.sum, denominator: Double(changes.count),
                    interval: few != nil
                        ? nil : isBounded ? BoundedMeans.interval(moments) : BoundedMeans.logarithmic(moments),
                    method: isBounded ? "Wilson with t, effective n of the variance" : "t of the logarithm of the mean",
                    noInterval: few,
                    shortage: Estimate.shortage(
                        changes.count, "swapped records", minimum: input.settings.minimumDenominator)
                ).figure(id, part: part)
            }
            return [figure(pairs.flatMap { changes[$0] ?? [] }, part: nil)]
                + pairs.map { figure(changes[$0] ?? [], part: $0) }
        })
}
