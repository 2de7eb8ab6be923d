/// A sensitive column as figures see it: what its groups' records are, and which group the others are compared with.
struct ColumnView {
    let grouping: Grouping
    let tallies: [Tally]
    let settings: AuditSettings
    /// The records, where weighted ones are tested by dealing them out anew.
    var outcomes: Outcomes? = nil

    var column: String { grouping.column }
    var groups: [String] { grouping.values }
    /// The records of known groups.
    var known: Tally { Tally.sum(tallies) }

    /// The gaps that can be measured: without truth, those of decisions alone.
    var gapMetrics: [GapMetric] {
        tallies.contains { !$0.knowsTruth } ? GapMetric.all.filter { !$0.needsTruth } : GapMetric.all
    }

    /// The group to compare with; nil of a column without groups.
    ///
    /// The one that is named, else the largest or the best by `goodness`: the best of those that `isSound`, of all
    /// where none is; of equals the first by name.
    func reference(by goodness: (Tally) -> Double?, isSound: (Tally) -> Bool = { _ in true }) -> Int? {
        if let name = settings.references[column], let code = groups.firstIndex(of: name) { return code }
        func first(_ codes: [Int], _ value: (Tally) -> Double?) -> Int? {
            let best = codes.compactMap { value(tallies[$0]) }.max()
            return codes.first { best != nil && value(tallies[$0]) == best }
        }
        let codes = Array(tallies.indices)
        let largest = first(codes) { $0.mass(.all) }
        switch settings.reference {
        case .largest: return largest
        case .best: return first(codes.filter { isSound(tallies[$0]) }, goodness) ?? first(codes, goodness) ?? largest
        }
    }

    /// The group to compare with in one rate.
    func reference(for metric: Metric) -> Int? {
        reference(by: metric.goodness) { $0.shortage(metric, minimum: settings.minimumDenominator) == nil }
    }

    /// The group to compare with in a gap: the best is that of the mean of its rates.
    func reference(for metric: GapMetric) -> Int? {
        reference(by: { tally in
            let parts = metric.parts.compactMap { $0.goodness(tally) }
            return parts.count == metric.parts.count ? parts.reduce(0, +) / Double(parts.count) : nil
        }) { tally in
            metric.parts.allSatisfy { tally.shortage($0, minimum: settings.minimumDenominator) == nil }
        }
    }

    /// A group, or all the others at once, beside the reference.
    struct Pair {
        /// Nil for the others pooled.
        let group: String?
        let part: String?
        let reference: String
        /// Positions among the column's groups.
        let codes: [Int]
        let referenceCode: Int
        let a: Tally
        let b: Tally

        /// "all but Male"
        var name: String { group ?? "all but \(reference)" }
    }

    /// Every other group against the reference, then all of them pooled.
    func pairs(_ reference: Int?) -> [Pair] {
        guard let reference, groups.count > 1 else { return [] }
        let others = groups.indices.filter { $0 != reference }
        func pair(_ codes: [Int], _ group: String?, _ part: String?) -> Pair {
            Pair(
                group: group, part: part, reference: groups[reference], codes: codes, referenceCode: reference,
                a: Tally.sum(codes.map { tallies[$0] }), b: tallies[reference])
        }
        return others.map { pair([$0], groups[$0], nil) } + [pair(others, nil, Convention.pooled)]
    }

    /// The sides of a pair with too little for a rate.
    func leftOut(_ pair: Pair, _ metric: Metric) -> [Gap.LeftOut] {
        [(pair.name, pair.a), (pair.reference, pair.b)].compactMap { $0.1.leftOut($0.0, metric, settings) }
    }
}

extension Metric {
    /// The rate, turned so that more is better; of rates without a better side, as it is.
    func goodness(_ tally: Tally) -> Double? {
        tally.share(self).value.map { aim == .lower ? -$0 : $0 }
    }
}

extension Tally {
    /// The group's name and reason where it has too little for a rate.
    func leftOut(_ group: String, _ metric: Metric, _ settings: AuditSettings) -> Gap.LeftOut? {
        shortage(metric, minimum: settings.minimumDenominator).map {
            Gap.LeftOut(group: group, reason: $0, isCounted: share(metric).value != nil)
        }
    }
}

extension AuditInput {
    /// The sensitive columns.
    ///
    /// - Complexity: O(n × columns), or O(1) once `tallied`.
    var columns: [ColumnView] { tallied ?? counted }

    /// The sensitive columns, counted anew.
    var counted: [ColumnView] {
        groupings.map {
            ColumnView(grouping: $0, tallies: Tally.byGroup(outcomes, $0), settings: settings, outcomes: outcomes)
        }
    }
}
