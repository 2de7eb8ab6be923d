@testable import Fairness

/// How the reference files call what the catalogue has, and where it stands in a report.
struct ReferenceNames {
    /// What is ours for a key: a value, an interval, or a word.
    enum Ours {
        case value(Double?)
        case interval(Interval?)
        case word(String?)
    }

    let report: FairnessReport
    let column: String

    static let rates = [
        "base_rate": "baseRate", "selection_rate": "selectionRate", "tpr": "truePositiveRate",
        "fpr": "falsePositiveRate", "fnr": "falseNegativeRate", "tnr": "trueNegativeRate",
        "ppv": "positivePredictiveValue", "npv": "negativePredictiveValue", "fdr": "falseDiscoveryRate",
        "for": "falseOmissionRate", "accuracy": "accuracy", "acc": "accuracy",
    ]

    /// AIF360's names: pooled, signed or a ratio.
    static let pooled = [
        "statistical_parity_difference": "demographicParityDifference", "disparate_impact": "demographicParityRatio",
        "equal_opportunity_difference": "equalOpportunityDifference",
        "average_odds_difference": "averageOddsDifference",
        "average_abs_odds_difference": "averageAbsoluteOddsDifference",
        "equalized_odds_difference": "equalizedOddsDifference",
        "average_predictive_value_difference": "averagePredictiveValueDifference",
        "error_rate_difference": "errorRateDifference", "error_rate_ratio": "errorRateRatio",
        "false_positive_rate_difference": "falsePositiveRateDifference",
        "false_positive_rate_ratio": "falsePositiveRateRatio",
        "false_negative_rate_difference": "falseNegativeRateDifference",
        "false_discovery_rate_difference": "falseDiscoveryRateDifference",
        "false_omission_rate_difference": "falseOmissionRateDifference",
    ]

    static let spreads = [
        "max_minus_min": Convention.largestDifference, "min_over_max": Convention.smallestRatio,
        "max_dev_from_overall": Convention.toOverall,
    ]

    func figure(_ id: String, _ part: String?, group: String? = nil) -> Figure? {
        report.figures?.first {
            $0.metric == id && $0.part == part && $0.group == group && ($0.column == column || $0.column == nil)
        }
    }

    /// A count, a rate or F1 of one group, or of all records.
    func ofGroup(_ group: String?, _ key: String) -> Ours? {
        guard let found = group == nil ? report.overall : report.groups.first(where: { $0.value == group }) else {
            return nil
        }
        let counts = [
            "n": found.n, "count": found.n, "tp": found.tp, "fp": found.fp, "tn": found.tn, "fn": found.fn,
        ]
        if let count = counts[key] { return .value(Double(count)) }
        if key == "f1" {
            let figure = report.figures?.first {
                $0.metric == "f1" && $0.group == group && $0.column == (group == nil ? nil : column)
            }
            return figure.map { .value($0.value) }
        }
        return Self.rates[key].flatMap { found.metrics[$0] }.map { .value($0.value) }
    }

    func pooled(_ key: String) -> Ours? {
        guard let id = Self.pooled[key] else { return nil }
        let part =
            switch GapMetric.all.first(where: { $0.id == id })?.rule {
            case .ratio: Convention.pooledRatio
            case .worst: Convention.pooledWorst
            case .mean: Convention.pooledMean
            default: Convention.pooledDifference
            }
        return figure(id, part).map { .value($0.value) }
    }

    /// Of the block `definition`.
    func definition(_ path: [String]) -> Ours? {
        switch (path[0], path.count) {
        case ("overall", 2): return ofGroup(nil, path[1])
        case ("by_group", 3): return ofGroup(path[1], path[2])
        case ("spread", 3):
            guard let rate = Self.rates[path[1]], let part = Self.spreads[path[2]] else { return nil }
            return figure(rate, part).map { .value($0.value) }
        case ("equalized_odds_difference_worst", 1): return gap("equalizedOddsDifference")
        case ("equalized_odds_difference_mean", 1): return gap("averageAbsoluteOddsDifference")
        case ("equalized_odds_ratio_worst", 1): return gap("equalizedOddsRatio")
        case ("privileged", 1): return .word(report.settings?.references[column])
        case ("unprivileged_pooled_minus_privileged", 2):
            return Self.rates[path[1]].flatMap { figure($0, Convention.pooledDifference) }.map { .value($0.value) }
        case ("generalized_entropy", 2): return entropy("generalizedEntropyIndex", path[1], "")
        case ("theil_index", 1):
            return figure("theilIndex", "positive = the given label").map { .value($0.value) }
        case ("between_group_generalized_entropy", 2): return betweenGroups(path[1])
        case ("wilson_95", 3):
            let group = report.groups.first { $0.value == path[1] }
            return Self.rates[path[2]].flatMap { group?.metrics[$0] }.map { .interval($0.interval) }
        default: return path.count == 1 ? pooled(path[0]) : nil
        }
    }

    private func gap(_ id: String) -> Ours? { report.gap(id, in: column).map { .value($0.ofAll?.value ?? $0.value) } }

    /// "two_groups_alpha_2"
    private func betweenGroups(_ key: String) -> Ours? {
        for (prefix, part) in [
            ("two_groups_", ", reference against the rest (AIF360)"), ("all_groups_", ", all groups"),
        ]
        where key.hasPrefix(prefix) {
            return entropy("betweenGroupGeneralizedEntropy", String(key.dropFirst(prefix.count)), part)
        }
        return nil
    }

    /// "alpha_2" → "α = 2"
    private func entropy(_ id: String, _ key: String, _ suffix: String) -> Ours? {
        guard key.hasPrefix("alpha_") else { return nil }
        return figure(id, "α = \(key.dropFirst(6))\(suffix)").map { .value($0.value) }
    }

    /// Fairlearn's scalars: "equalized_odds_ratio.to_overall.mean".
    func fairlearn(_ key: String) -> Ours? {
        let words = key.split(separator: ".").map(String.init)
        let isMean = words.last == "mean"
        let ids = [
            "demographic_parity_difference": "demographicParityDifference",
            "demographic_parity_ratio": "demographicParityRatio",
            "equal_opportunity_difference": "equalOpportunityDifference",
            "equal_opportunity_ratio": "equalOpportunityRatio",
            "equalized_odds_difference": isMean ? "averageAbsoluteOddsDifference" : "equalizedOddsDifference",
            "equalized_odds_ratio": "equalizedOddsRatio",
        ]
        guard let id = ids[words[0]], words.count > 1 else { return nil }
        let isRatio = words[0].hasSuffix("ratio")
        let part: String
        switch (words[1], isRatio, isMean) {
        case ("between_groups", true, true): part = Convention.meanRatio
        case ("between_groups", _, _): return gap(id)
        case ("to_overall", true, true): part = Convention.meanRatioToOverall
        case ("to_overall", true, false): part = Convention.ratioToOverall
        case ("to_overall", false, true): part = Convention.meanToOverall
        case ("to_overall", false, false): part = Convention.toOverall
        default: return nil
        }
        return figure(id, part).map { .value($0.value) }
    }

    /// AIF360's scalars.
    func aif360(_ path: [String]) -> Ours? {
        if path.count == 2 {
            switch path[0] {
            case "rates_all": return ofGroup(nil, path[1])
            case "rates_privileged": return ofGroup(report.settings?.references[column], path[1])
            default: return nil
            }
        }
        let key = path[0]
        switch key {
        case "privileged": return .word(report.settings?.references[column])
        case "theil_index": return definition(["theil_index"])
        case "coefficient_of_variation": return figure("coefficientOfVariation", nil).map { .value($0.value) }
        case "between_group_theil_index":
            return figure("betweenGroupTheilIndex", "reference against the rest (AIF360)").map { .value($0.value) }
        case "between_all_groups_theil_index":
            return figure("betweenGroupTheilIndex", "all groups").map { .value($0.value) }
        case "smoothed_empirical_differential_fairness":
            return figure("smoothedDifferentialFairness", "labels").map { .value($0.value) }
        case "differential_fairness_bias_amplification":
            return figure("differentialFairnessBiasAmplification", nil).map { .value($0.value) }
        default: break
        }
        for (prefix, ours) in [
            ("generalized_entropy_index_", "alpha_"), ("between_group_generalized_entropy_index_", "two_groups_alpha_"),
            ("between_all_groups_generalized_entropy_index_", "all_groups_alpha_"),
        ] where key.hasPrefix(prefix) {
            let block = prefix.hasPrefix("between") ? "between_group_generalized_entropy" : "generalized_entropy"
            return definition([block, ours + key.dropFirst(prefix.count)])
        }
        return pooled(key)
    }
}
