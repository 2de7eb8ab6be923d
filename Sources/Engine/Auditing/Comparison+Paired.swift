import Fairness

extension Comparison {
    /// The paired change of one audit into another of the same records in the same order.
    static func paired(_ before: AuditInput, _ after: AuditInput, targets: [Target]) -> Comparison {
        let settings = before.settings
        // Calibration is of probabilities; other scores are compared by what they predict.
        let scores = [before, after].map { input in
            input.outcomes.score.flatMap { all in all.allSatisfy { (0...1).contains($0) } ? all : nil }
        }
        let right = before.outcomes.right.flatMap { was in after.outcomes.right.map { (before: was, after: $0) } }
        var comparison = Comparison(
            truth: before.outcomes.truth, before: before.outcomes.prediction, after: after.outcomes.prediction,
            right: right, scoresBefore: scores[0], scoresAfter: scores[1],
            knowsTruth: before.outcomes.knowsTruth, groupings: before.groupings,
            targets: targets.isEmpty ? nil : targets, declared: settings.declared,
            minimumDenominator: settings.minimumDenominator, resamples: settings.resamples, seed: settings.seed)
        if before.outcomes.weight != nil { comparison.isUnweighted = true }
        return comparison
    }
}
