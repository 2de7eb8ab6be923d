import Canvas
import Engine
import Fairness

/// A fairness report as plain text, readable at 80 columns: counts, rates with intervals, gaps, scores, a few verdicts.
struct FairnessText {
    let report: FairnessReport

    /// Names of groups and columns are visible characters in all of it.
    var lines: [String] { raw.map { DisplayText($0).string } }

    private var raw: [String] {
        var lines = headline + confusion
        for column in columns {
            let groups = report.groups.filter { $0.column == column && $0.stratum == nil }
            lines += ["by \(column)", "", "  counts"] + indented(counts(groups), by: 4) + [""]
            lines += rates(groups) + gaps(column) + fourFifths(column)
        }
        return lines + scores + figures + strata + closing
    }

    /// What leads: warnings, then what is known.
    private var headline: [String] {
        let leading = report.leading
        let alerts = leading.alerts.flatMap { wrapped("! \($0.sentence)", to: 80, indent: 2) }
        let findings = leading.known.flatMap { wrapped($0, to: 80, indent: 2) }
        return alerts + findings + (leading.sentences.isEmpty ? [] : [""])
    }

    /// The columns of the report, each once.
    var columns: [String] { report.columns }

    func indented(_ lines: [String], by spaces: Int) -> [String] {
        lines.map { String(repeating: " ", count: spaces) + $0 }
    }

    /// "0.031", "< 0.001"
    func probability(_ p: Double?) -> String {
        guard let p else { return "" }
        return p < 0.001 ? "< 0.001" : p.fixed(3)
    }

    /// What a group is called in a table.
    func name(_ group: GroupReport) -> String {
        group.column.isEmpty || group.value.isEmpty ? "all" : group.value
    }

    private func counts(_ groups: [GroupReport]) -> [String] {
        let isWeighted = groups.contains { $0.effectiveN != nil }
        let cells = report.overall.knowsTruth ? ["TN", "FP", "FN", "TP"] : ["no", "yes"]
        var table = TextTable(
            header: ["group", "n"] + cells + (isWeighted ? ["effective n"] : []), right: [1, 2, 3, 4, 5, 6])
        for group in [report.overall] + groups {
            let effective = isWeighted ? [group.effectiveN?.fixed(1) ?? ""] : []
            let counts =
                group.knowsTruth
                ? [group.tn, group.fp, group.fn, group.tp] : [group.n - group.selected, group.selected]
            table.rows.append([name(group), "\(group.n)"] + counts.map { "\($0)" } + effective)
        }
        return table.lines()
    }

    /// A table a rate: groups stand below each other, where they are compared.
    private func rates(_ groups: [GroupReport]) -> [String] {
        let metrics: [Metric] = [
            .selectionRate, .truePositiveRate, .falsePositiveRate, .falseNegativeRate, .positivePredictiveValue,
            .accuracy,
        ]
        let known = metrics.filter { report.overall.knowsTruth || !$0.needsTruth }
        return known.flatMap { metric -> [String] in
            var table = TextTable(
                header: [
                    "group", "value", "of \(isWeighted ? "weighted " : "")\(metric.denominatorName)", "95 % interval",
                ], right: [1, 2])
            for group in [report.overall] + groups {
                guard let value = group.metrics[metric.id] else { continue }
                table.rows.append([
                    name(group), value.value?.fixed(6) ?? "undefined", fraction(value),
                    value.interval?.text ?? value.undefined ?? "",
                ])
            }
            return ["  \(metric.id)"] + indented(table.lines(), by: 4) + [""]
        }
    }

    private var isWeighted: Bool { report.overall.effectiveN != nil }

    /// What the value is made of: records, or the sums of their weights.
    private func fraction(_ value: MetricValue) -> String {
        guard let weights = value.weights else { return "\(value.numerator)/\(value.denominator)" }
        return "\(weights.numerator.fixed(1))/\(weights.denominator.fixed(1))"
    }

    /// What was assumed and is not known; what leads and what stands beside its gap is not said again.
    private var closing: [String] {
        let said = Set(report.leading.sentences + report.gaps.filter { $0.kind == .maxMin }.map(\.sentence))
        return report.verdicts.filter { !said.contains($0) }.flatMap { wrapped($0, to: 80) }
    }
}

/// A text in lines of at most `width` columns, broken between words; later lines are indented by `indent`.
func wrapped(_ text: String, to width: Int, indent: Int = 0) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
        let room = width - (lines.isEmpty ? 0 : indent)
        if !line.isEmpty, line.count + 1 + word.count > room {
            lines.append(line)
            line = ""
        }
        line += (line.isEmpty ? "" : " ") + word
    }
    lines.append(line)
    return lines.enumerated().map { ($0.offset == 0 ? "" : String(repeating: " ", count: indent)) + $0.element }
}

extension Interval {
    var text: String { "[\(lower.fixed(6)), \(upper.fixed(6))]" }
    /// With three decimals.
    var short: String { "[\(lower.fixed(3)), \(upper.fixed(3))]" }
}
