/// One rate of every class against all others, in all records and in every group; and the gaps between groups.
struct ClassRates {
    private let input: AuditInput
    private let rate: Metric
    private let direction: MetricDescription.Direction

    init(_ rate: Metric, better direction: MetricDescription.Direction, _ input: AuditInput) {
        self.rate = rate
        self.direction = direction
        self.input = input
    }

    /// "class hate", then the mean over classes and the worst of them; none without classes.
    func figures(_ metric: String) -> [Figure] {
        guard let classes = input.classes else { return [] }
        let all = estimates(classes, nil)
        let overall = all.indices.map { all[$0][0].figure(metric, part: part(classes, $0)) }
        return overall + summaries(all.map { $0[0] }, classes).map { $0.figure(metric, part: $1) }
            + input.groupings.flatMap { grouping in
                let estimates = estimates(classes, grouping)
                return grouping.values.indices.flatMap { group in
                    let ofGroup = estimates.map { $0[group] }
                    func figure(_ estimate: Estimate, _ part: String) -> Figure {
                        estimate.figure(
                            metric, column: grouping.column, group: grouping.values[group], part: part)
                    }
                    return ofGroup.indices.map { figure(ofGroup[$0], part(classes, $0)) }
                        + summaries(ofGroup, classes).map(figure)
                }
            }
    }

    /// For every column the gap of every class, then the mean and the largest of them.
    func spreads(_ metric: String) -> [Figure] {
        guard let classes = input.classes else { return [] }
        return input.groupings.flatMap { grouping -> [Figure] in
            let ofClasses = estimates(classes, grouping).enumerated().map { c, estimates in
                GroupEstimates(column: grouping.column, groups: Array(zip(grouping.values, estimates)))
                    .spread(metric, part: part(classes, c))
            }
            return ofClasses + summaries(ofClasses, metric, grouping.column)
        }
    }

    private func part(_ classes: ClassOutcomes, _ index: Int) -> String { "class \(classes.names[index])" }

    private func estimates(_ classes: ClassOutcomes, _ grouping: Grouping?) -> [[Estimate]] {
        ClassCounts.all(classes, grouping, weight: input.outcomes.weight).map { ofGroups in
            ofGroups.map {
                $0.estimate(
                    rate, isWeighted: input.outcomes.weight != nil, minimum: input.settings.minimumDenominator)
            }
        }
    }

    /// The mean of the classes and the worst of them; undefined where a class is.
    private func summaries(_ estimates: [Estimate], _ classes: ClassOutcomes) -> [(Estimate, String)] {
        let values = estimates.compactMap(\.value)
        let reasons = zip(classes.names, estimates).compactMap { name, estimate in
            (estimate.undefined ?? estimate.shortage).map { "class \(name): \($0)" }
        }
        let reason = reasons.isEmpty ? nil : reasons.joined(separator: "; ")
        let worst = direction == .lower ? values.max() : values.min()
        guard values.count == estimates.count, let worst else {
            let missing = zip(classes.names, estimates).compactMap { name, estimate in
                estimate.undefined.map { "class \(name): \($0)" }
            }
            let undefined = Estimate.undefined(missing.isEmpty ? "no classes" : missing.joined(separator: "; "))
            return [(undefined, "macro")] + (direction == .neither ? [] : [(undefined, "worst")])
        }
        let mean = Estimate(value: values.reduce(0, +) / Double(values.count), shortage: reason)
        return [(mean, "macro")] + (direction == .neither ? [] : [(Estimate(value: worst, shortage: reason), "worst")])
    }

    private func summaries(_ spreads: [Figure], _ metric: String, _ column: String) -> [Figure] {
        let values = spreads.compactMap(\.value)
        var leftOut: [Gap.LeftOut] = []
        for spread in spreads {
            for item in spread.leftOut {
                let reason = [spread.part, item.reason].compactMap(\.self).joined(separator: ": ")
                leftOut.append(Gap.LeftOut(group: item.group, reason: reason, isCounted: item.isCounted))
            }
        }
        guard values.count == spreads.count, let largest = values.max() else {
            let parts = spreads.filter { $0.value == nil }.compactMap(\.part).joined(separator: ", ")
            let reason = spreads.isEmpty ? "no classes" : "no gap of \(parts)"
            return ["macro", "worst"].map {
                Figure(metric, column: column, part: $0, value: nil, leftOut: leftOut, undefined: reason)
            }
        }
        return [("macro", values.reduce(0, +) / Double(values.count)), ("worst", largest)].map { part, value in
            Figure(metric, column: column, part: part, value: value, leftOut: leftOut)
        }
    }

    static let convention =
        "Each class against all others; macro is the unweighted mean over classes, as in scikit-learn, and worst the "
        + "least favourable of them. Weighted where records are, then without an interval."
    static let gapConvention =
        "Max − min over groups within each class; macro is the mean over classes and worst the largest."
    static let gapEdgeCases = "Undefined with fewer than two groups that have a rate; macro and worst where a class is."
}

extension FigureMetric {
    /// A rate of classes, and the gap between groups in it.
    static func ofClasses(
        _ rate: Metric, _ id: String, _ title: String, better: MetricDescription.Direction, _ definition: String,
        denominator: String, _ explanation: String
    ) -> (rate: FigureMetric, gap: FigureMetric) {
        let source = "Sokolova & Lapalme (2009), doi:10.1016/j.ipm.2009.03.002"
        return (
            FigureMetric(
                MetricDescription(
                    id, title, .classes, better: better, definition: definition, denominator: denominator,
                    convention: ClassRates.convention,
                    edgeCases: "Undefined with no such records; macro and worst where any class is, where "
                        + "scikit-learn counts 0.",
                    source: source, explanation)
            ) { ClassRates(rate, better: better, $0).figures(id) },
            FigureMetric(
                MetricDescription(
                    id + "Difference", title + " difference", .classes, better: .nearZero,
                    definition: "max − min over groups of: \(definition)",
                    denominator: denominator + ", of every group",
                    convention: ClassRates.gapConvention, edgeCases: ClassRates.gapEdgeCases, source: source,
                    "How far apart the groups are, class by class. " + explanation)
            ) { ClassRates(rate, better: better, $0).spreads(id + "Difference") }
        )
    }
}
