import Fairness

extension Comparison {
    /// The paired change of one audit into another of the same records in the same order.
    static func paired(_ before: AuditInput, _ after: AuditInput, targets: [Target]) -> Comparison {
        let settings = before.settings
        var comparison = Comparison(
            truth: before.outcomes.truth, before: before.outcomes.prediction, after: after.outcomes.prediction,
            groupings: before.groupings, minimumDenominator: settings.minimumDenominator,
            resamples: settings.resamples, seed: settings.seed)
        comparison.isPaired = true
        if !targets.isEmpty { comparison.targets = targets }
        return comparison
    }
}
