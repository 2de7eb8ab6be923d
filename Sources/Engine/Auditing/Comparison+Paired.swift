import Fairness

extension Comparison {
    /// The paired change of one audit into another of the same records in the same order.
    static func paired(_ before: AuditInput, _ after: AuditInput, targets: [Target]) -> Comparison {
        let settings = before.settings
        return Comparison(
            truth: before.outcomes.truth, before: before.outcomes.prediction, after: after.outcomes.prediction,
            scoresBefore: before.outcomes.score, scoresAfter: after.outcomes.score, groupings: before.groupings,
            targets: targets.isEmpty ? nil : targets, declared: settings.declared,
            minimumDenominator: settings.minimumDenominator, resamples: settings.resamples, seed: settings.seed)
    }
}
