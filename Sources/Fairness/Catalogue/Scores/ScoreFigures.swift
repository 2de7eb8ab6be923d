/// Figures of one metric over scores: all records, then the groups of every column.
struct ScoreFigures {
    let metric: String
    let minimum: Int
    private let input: AuditInput

    init(_ metric: String, _ input: AuditInput) {
        self.metric = metric
        self.input = input
        minimum = input.settings.minimumDenominator
    }

    /// The figures; none without scores.
    func each(part: String? = nil, _ estimate: (ScoreDistribution) -> Estimate) -> [Figure] {
        ranking(part: part) { ranking in
            [estimate(ranking.overall).figure(metric, part: part)]
                + ranking.columns.flatMap { $0.estimates(estimate).figures(metric, part: part) }
        }
    }

    /// The largest gap between the groups of every column.
    func spreads(_ estimate: (ScoreDistribution) -> Estimate) -> [Figure] {
        ranking { $0.columns.map { $0.estimates(estimate).spread(metric) } }
    }

    /// Figures of sorted scores; one undefined figure where a score is not a finite number.
    func ranking(part: String? = nil, _ figures: (ScoreRanking) -> [Figure]) -> [Figure] {
        guard input.outcomes.score != nil else { return [] }
        guard let ranking = input.scoreRanking else {
            return [Estimate.undefined("scores that are not finite numbers").figure(metric, part: part)]
        }
        return figures(ranking)
    }
}

extension ScoreRanking.Column {
    func estimates(_ estimate: (ScoreDistribution) -> Estimate) -> GroupEstimates {
        GroupEstimates(column: name, groups: groups.map { ($0.name, estimate($0.scores)) })
    }
}

extension ScoreDistribution {
    /// Why two classes can't be told apart here, or hardly: "no positives", "3 negatives, fewer than 20".
    func shortage(minimum: Int) -> String? {
        let reasons = [
            Estimate.shortage(positives.count, "positives", minimum: minimum),
            Estimate.shortage(negatives.count, "negatives", minimum: minimum),
        ]
        .compactMap(\.self)
        return reasons.isEmpty ? nil : reasons.joined(separator: " and ")
    }

    /// "no positives", "no negatives", "no positives and no negatives"; nil with both.
    var missingClass: String? { positives.count > 0 && negatives.count > 0 ? nil : shortage(minimum: 1) }
}
