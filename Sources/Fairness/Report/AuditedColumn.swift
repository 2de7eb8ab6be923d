/// One column of a report: its groups' counts, and the gaps between them.
struct AuditedColumn {
    private let view: ColumnView

    init(_ view: ColumnView) {
        self.view = view
    }

    var groups: [GroupReport] {
        zip(view.groups, view.tallies).map { GroupReport(column: view.column, value: $0, tally: $1) }
    }

    /// Every gap metric over all groups.
    var widestGaps: [Gap] {
        view.gapMetrics.map {
            Gap(
                $0, over: view.tallies, of: view.groups, in: view.column,
                minimumDenominator: view.settings.minimumDenominator, permutations: view.settings.permutations,
                seed: view.settings.seed, weighted: dealt)
        }
    }

    /// The test of a gap between weighted records of some groups; nil where records are not weighted.
    private func dealt(_ metric: GapMetric, _ kept: [Int], _ seed: UInt64) -> PermutationTest? {
        dealt(metric, kept, seed, permutations: view.settings.permutations)
    }

    private func dealt(
        _ metric: GapMetric, _ kept: [Int], _ seed: UInt64, permutations: Int
    ) -> PermutationTest? {
        guard let outcomes = view.outcomes, outcomes.weight != nil else { return nil }
        var deal = WeightedPermutation(metric, outcomes, view.grouping.codes, kept: kept)
        return deal.test(permutations: permutations, seed: seed)
    }

    /// The same of one pair; there are many, so of many records fewer are drawn, and no fewer than 199.
    private func dealt(_ metric: GapMetric, _ group: Int, from reference: Int, _ seed: UInt64) -> PermutationTest? {
        let records = view.tallies[group].counts.n + view.tallies[reference].counts.n
        let few = max(199, 1_000_000 / max(1, records))
        return dealt(metric, [group, reference], seed, permutations: min(view.settings.permutations, few))
    }

    /// Every gap metric of every other group against the metric's reference.
    var pairGaps: [Gap] {
        let references = view.gapMetrics.map { view.reference(for: $0) }
        return view.groups.indices.flatMap { group in
            zip(view.gapMetrics, references).compactMap { metric, reference in
                guard let reference, reference != group else { return nil }
                return Gap(
                    metric, of: (view.groups[group], view.tallies[group]),
                    from: (view.groups[reference], view.tallies[reference]), in: view.column,
                    minimumDenominator: view.settings.minimumDenominator, permutations: view.settings.permutations,
                    seed: view.settings.seed
                ) { dealt($0, group, from: reference, $1) }
            }
        }
    }

    /// What was assumed, and what is not known.
    var notices: [String] {
        let (column, unknown) = (view.column, view.grouping.unknown)
        var notices: [String] = []
        if unknown > 0 {
            notices.append("\(column): \(unknown) of \(view.grouping.count) records have no known group.")
        }
        if let wanted = view.settings.references[column], !view.groups.contains(wanted) {
            switch view.settings.reference {
            case .largest:
                if let largest = view.reference(by: { $0.mass(.all) }) {
                    notices.append(
                        "\(column): there is no group '\(wanted)'; compared with '\(view.groups[largest])', the "
                            + "largest."
                    )
                }
            case .best:
                notices.append("\(column): there is no group '\(wanted)'; compared with the best by each metric.")
            }
        }
        return notices
    }
}
