/// What the records of a column's groups weigh, label by label: the classes, or else negatives and positives.
struct LabelDistributions {
    let labels: [String]
    /// One row a group.
    private var masses: [[Double]]

    init(_ input: AuditInput, _ grouping: Grouping) {
        let labels = input.classes?.names ?? ["negatives", "positives"]
        self.labels = labels
        masses = Array(repeating: Array(repeating: 0, count: labels.count), count: grouping.values.count)
        for (i, group) in grouping.codes.enumerated() where group >= 0 {
            let label = input.classes?.truth[i] ?? (input.outcomes.truth[i] ? 1 : 0)
            masses[group][label] += input.outcomes.weight?[i] ?? 1
        }
    }

    /// The labels' shares among some groups; nil where they have no records.
    func shares(_ groups: [Int]) -> [Double]? {
        let sums = labels.indices.map { label in groups.reduce(0) { $0 + masses[$1][label] } }
        let total = sums.reduce(0, +)
        return total > 0 ? sums.map { $0 / total } : nil
    }
}

extension FigureMetric {
    /// A distance of the labels' distribution in each group, and in all others pooled, from the reference's.
    ///
    /// - Parameter distance: of the group's shares from the reference's; nil where it is infinite.
    static func labelDistance(
        _ description: MetricDescription, _ distance: @escaping @Sendable ([Double], [Double]) -> Double?
    ) -> FigureMetric {
        FigureMetric(description) { input in
            input.columns.flatMap { view in
                let labels = LabelDistributions(input, view.grouping)
                return view.pairs(view.reference(for: .baseRate)).map { pair in
                    let (p, q) = (labels.shares(pair.codes), labels.shares([pair.referenceCode]))
                    let value = p.flatMap { p in q.flatMap { distance(p, $0) } }
                    let isEmpty = p == nil || q == nil
                    return Figure(
                        description.id, column: view.column, group: pair.group, reference: pair.reference,
                        part: pair.part, value: value, leftOut: view.leftOut(pair, .baseRate),
                        undefined: value != nil ? nil : isEmpty ? "no records" : "a label that the reference never has")
                }
            }
        }
    }
}
