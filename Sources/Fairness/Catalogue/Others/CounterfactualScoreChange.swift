extension Catalogue {
    static let counterfactualScoreChange = FigureMetric(
        MetricDescription(
            "counterfactualScoreChange", "counterfactual score change", .counterfactual, better: .nearZero,
            definition: "mean |score after the swap − score before|", denominator: "swapped records of a pair of terms",
            convention: "All swaps, then every pair of terms by name.",
            edgeCases: "Undefined where a score is not a finite number.",
            source: "Garg et al. (2019), doi:10.1145/3306618.3317950 (counterfactual token fairness gap)",
            "How far a score moves only because one identity term was swapped for another."),
        { input in
            guard !input.swaps.isEmpty else { return [] }
            var changes: [String: [(value: Double, weight: Double)]] = [:]
            for swap in input.swaps { changes[swap.pair, default: []].append((abs(swap.swapped - swap.score), 1)) }
            let pairs = changes.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            func figure(_ changes: [(value: Double, weight: Double)], part: String?) -> Figure {
                let id = "counterfactualScoreChange"
                guard changes.allSatisfy(\.value.isFinite) else {
                    return Estimate.undefined("scores that are not finite numbers").figure(id, part: part)
                }
                let shortage = Estimate.shortage(
                    changes.count, "swapped records", minimum: input.settings.minimumDenominator)
                let mean = WeightedMean(changes, squaredWeight: Double(changes.count))
                let estimate = mean?.estimate(in: 0...Double.infinity, shortage: shortage)
                return (estimate ?? .undefined("no swapped records")).figure(id, part: part)
            }
            return [figure(pairs.flatMap { changes[$0] ?? [] }, part: nil)]
                + pairs.map { figure(changes[$0] ?? [], part: $0) }
        })
}
