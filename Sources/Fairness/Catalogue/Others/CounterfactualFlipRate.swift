extension Catalogue {
    static let counterfactualFlipRate = FigureMetric(
        MetricDescription(
            "counterfactualFlipRate", "counterfactual flip rate", .counterfactual, better: .nearZero,
            definition: "swapped records whose prediction changes / swapped records",
            denominator: "swapped records; of each direction, those that were predicted so before the swap",
            convention: "Predicted positive where the score is at least the settings' threshold, else ½.",
            edgeCases: "Undefined with no swapped records of the direction, and where a score is not a finite number.",
            source: "Garg et al. (2019), doi:10.1145/3306618.3317950",
            "How often a decision changes only because one identity term was swapped for another."),
        needsTruth: false,
        { input in
            guard !input.swaps.isEmpty else { return [] }
            let id = "counterfactualFlipRate"
            guard input.swaps.allSatisfy({ $0.score.isFinite && $0.swapped.isFinite }) else {
                return [Estimate.undefined("scores that are not finite numbers").figure(id)]
            }
            let threshold = input.settings.threshold ?? 0.5
            var (positives, negatives, losses, gains) = (0, 0, 0, 0)
            for swap in input.swaps {
                if swap.score >= threshold {
                    positives += 1
                    if swap.swapped < threshold { losses += 1 }
                } else {
                    negatives += 1
                    if swap.swapped >= threshold { gains += 1 }
                }
            }
            func figure(_ flips: Int, of total: Int, called what: String, part: String? = nil) -> Figure {
                Estimate.share(flips, of: total, called: what, minimum: input.settings.minimumDenominator)
                    .figure(id, part: part)
            }
            return [
                figure(losses + gains, of: positives + negatives, called: "swapped records"),
                figure(losses, of: positives, called: "swapped positives", part: "positive → negative"),
                figure(gains, of: negatives, called: "swapped negatives", part: "negative → positive"),
            ]
        })
}
