/// One column of a report: its groups' counts, and the gaps between them.
struct AuditedColumn {
    private let grouping: Grouping
    private let counts: [ConfusionCounts]
    private let minimumDenominator: Int
    private let seed: UInt64

    init(_ grouping: Grouping, _ outcomes: Outcomes, minimumDenominator: Int, seed: UInt64) {
        self.grouping = grouping
        counts = ConfusionCounts.byGroup(outcomes, grouping)
        self.minimumDenominator = minimumDenominator
        self.seed = seed
    }

    var groups: [GroupReport] {
        zip(grouping.values, counts).map { GroupReport(column: grouping.column, value: $0, counts: $1) }
    }

    /// Every gap metric over all groups.
    var widestGaps: [Gap] {
        GapMetric.all.map {
            Gap(
                $0, over: counts, of: grouping.values, in: grouping.column, minimumDenominator: minimumDenominator,
                seed: seed)
        }
    }

    /// Every gap metric of every other group against the reference.
    func gaps(from reference: Int?) -> [Gap] {
        guard let reference else { return [] }
        return counts.indices.filter { $0 != reference }.flatMap { group in
            GapMetric.all.map {
                Gap(
                    $0, of: (grouping.values[group], counts[group]),
                    from: (grouping.values[reference], counts[reference]), in: grouping.column,
                    minimumDenominator: minimumDenominator, seed: seed)
            }
        }
    }

    /// The group to compare with: the wanted one, else the largest, of equals the first by name; and a sentence where
    /// the wanted one does not occur.
    func reference(wanted: String?) -> (code: Int?, assumption: String?) {
        if let wanted, let code = grouping.values.firstIndex(of: wanted) { return (code, nil) }
        guard let most = counts.map(\.n).max(), let largest = counts.firstIndex(where: { $0.n == most }) else {
            return (nil, nil)
        }
        let assumption = wanted.map {
            "\(grouping.column): there is no group '\($0)'; compared with '\(grouping.values[largest])', the largest."
        }
        return (largest, assumption)
    }

    var unknownSentence: String? {
        guard grouping.unknown > 0 else { return nil }
        return "\(grouping.column): \(grouping.unknown) of \(grouping.count) records have no known group."
    }
}
