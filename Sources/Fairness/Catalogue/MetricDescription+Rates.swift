extension Metric {
    /// What the catalogue says of the rate.
    public var description: MetricDescription {
        MetricDescription(
            id, title, .rate, better: aim == .higher ? .higher : aim == .lower ? .lower : .neither,
            definition: "\(numerator.words) / \(denominator.words)", denominator: denominatorName,
            convention: convention,
            edgeCases:
                "Undefined with \(undefinedReason). Insufficient evidence below the minimum of \(denominatorName). "
                + "With weights, weights are summed instead of records, and the interval is Wilson's with the number "
                + "of \(denominatorName) that the weights leave: Kish's, less where they go with the outcome.",
            source: source, explanation)
    }
}

extension GapMetric {
    /// What the catalogue says of the gap.
    public var description: MetricDescription {
        let names = parts.map(\.denominatorName)
        let denominators = names.indices.filter { !names[..<$0].contains(names[$0]) }.map { names[$0] }
        let zero = rule == .ratio ? " Undefined, never infinite, where it would divide by a rate of 0." : ""
        return MetricDescription(
            id, title, .gap, better: rule == .ratio ? .nearOne : .nearZero, definition: formula,
            denominator: denominators.joined(separator: " and ") + " of every group", convention: convention,
            edgeCases: "Undefined with fewer than two groups that have a rate; a group without enough "
                + "\(denominators.joined(separator: " or ")) is left out by name and the verdict is "
                + "\"\(Gap.insufficientEvidence)\"." + zero,
            source: source, explanation)
    }

    /// "max(max FPR − min FPR, …); of a pair, …"
    private var formula: String {
        let rates = parts.map { "(\($0.title) = \($0.numerator.words) / \($0.denominator.words))" }
            .joined(separator: " and ")
        let how =
            switch rule {
            case .difference: "max − min over groups; of a pair, group − reference"
            case .ratio where parts.count == 1: "min / max over groups; of a pair, group / reference"
            case .ratio: "the smaller of the parts' min / max; of a pair, with the lower rate on top"
            case .worst: "the larger of the parts' max − min; of a pair, of |group − reference|"
            case .mean: "the mean of the parts' max − min; of a pair, of |group − reference|"
            case .balance: "max − min of the groups' means over the parts; of a pair, mean of group − reference"
            }
        return "\(how); of \(rates)"
    }
}

extension Cells {
    /// "(TP + FN)"
    var words: String {
        let names = [
            (Cells.truePositives, "TP"), (.falsePositives, "FP"), (.trueNegatives, "TN"), (.falseNegatives, "FN"),
        ]
        .filter { contains($0.0) }.map(\.1)
        return names.count == 1 ? names[0] : "(\(names.joined(separator: " + ")))"
    }
}
