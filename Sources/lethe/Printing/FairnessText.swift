import Engine
import Fairness

/// A fairness report as plain text: counts first, then rates with intervals, then gaps with their verdicts.
struct FairnessText {
    let report: FairnessReport

    var lines: [String] {
        var lines: [String] = []
        for column in columns {
            let groups = report.groups.filter { $0.column == column }
            lines += ["by \(column)"] + counts(groups).map { "  " + $0 } + [""]
            lines += rates(groups).map { "  " + $0 } + [""]
            lines += gaps(column).map { "  " + $0 } + [""]
        }
        return lines + report.verdicts
    }

    private var columns: [String] {
        var seen: Set<String> = []
        return report.groups.map(\.column).filter { seen.insert($0).inserted }
    }

    private func counts(_ groups: [GroupReport]) -> [String] {
        var table = TextTable(header: ["group", "n", "TN", "FP", "FN", "TP"], right: [1, 2, 3, 4, 5])
        for group in [report.overall] + groups {
            let name = group.column.isEmpty || group.value.isEmpty ? "all" : group.value
            table.rows.append([name, "\(group.n)", "\(group.tn)", "\(group.fp)", "\(group.fn)", "\(group.tp)"])
        }
        return table.lines()
    }

    private func rates(_ groups: [GroupReport]) -> [String] {
        let ids = [
            "selectionRate", "truePositiveRate", "falsePositiveRate", "falseNegativeRate", "positivePredictiveValue",
            "accuracy",
        ]
        var table = TextTable(header: ["group", "metric", "value", "of", "95 % interval"], right: [2, 3])
        for group in [report.overall] + groups {
            let name = group.column.isEmpty || group.value.isEmpty ? "all" : group.value
            for id in ids {
                guard let value = group.metrics[id] else { continue }
                let of = "\(value.numerator)/\(value.denominator)"
                table.rows.append([
                    name, id, value.value?.fixed(6) ?? "undefined", of, value.interval?.text ?? value.undefined ?? "",
                ])
            }
        }
        return table.lines()
    }

    private func gaps(_ column: String) -> [String] {
        var table = TextTable(
            header: ["gap", "between", "value", "95 % interval", "by chance", "verdict"], right: [2, 4])
        for gap in report.gaps where gap.column == column && isPrinted(gap) {
            let left =
                gap.leftOut.isEmpty
                ? "" : ": " + gap.leftOut.map { "\($0.group) (\($0.reason))" }.joined(separator: ", ")
            let (between, value, interval) = oriented(gap)
            table.rows.append([
                gap.metric, between, value?.fixed(6) ?? "undefined", interval?.text ?? "",
                gap.byChance?.fixed(3) ?? "", gap.verdict + left,
            ])
        }
        return table.lines()
    }

    /// Of pairs, the four gaps that are asked for most; --json has all.
    private func isPrinted(_ gap: Gap) -> Bool {
        gap.kind == .maxMin
            || [
                "demographicParityDifference", "demographicParityRatio", "equalOpportunityDifference",
                "falsePositiveRateDifference", "equalizedOddsDifference", "averageAbsoluteOddsDifference",
            ].contains(gap.metric)
    }

    /// A pair's difference is printed from the higher group to the lower, and says so; a ratio as group ÷ reference;
    /// what has no sign (the worst or the mean of two differences) names both.
    private func oriented(_ gap: Gap) -> (between: String, value: Double?, interval: Interval?) {
        guard gap.kind == .pair else { return ("max − min of \(gap.groups.count)", gap.value, gap.interval) }
        if gap.interval == nil { return (gap.groups.joined(separator: " and "), gap.value, nil) }
        if gap.metric.hasSuffix("Ratio") { return (gap.groups.joined(separator: " ÷ "), gap.value, gap.interval) }
        guard let value = gap.value, value < 0 else {
            return (gap.groups.joined(separator: " − "), gap.value, gap.interval)
        }
        let mirrored = gap.interval.map { Interval(lower: -$0.upper, upper: -$0.lower) }
        return (gap.groups.reversed().joined(separator: " − "), -value, mirrored)
    }
}

extension Interval {
    var text: String { "[\(lower.fixed(6)), \(upper.fixed(6))]" }
}

/// Before and after, as plain text.
struct ComparisonText {
    let comparison: Comparison

    var lines: [String] {
        var table = TextTable(header: ["", "before", "after", "change, paired"], right: [1, 2])
        for gap in comparison.gaps {
            let name = "\(gap.metric) by \(gap.column) (\(gap.pair.joined(separator: " vs ")))"
            table.rows.append([
                name, gap.before?.fixed(3) ?? "–", gap.after?.fixed(3) ?? "–",
                gap.insufficient ?? change(gap.difference, gap.interval, gap.isClear),
            ])
        }
        table.rows.append([
            "accuracy", comparison.accuracy.before.value?.fixed(3) ?? "–",
            comparison.accuracy.after.value?.fixed(3) ?? "–",
            change(comparison.accuracy.difference, comparison.accuracy.interval, comparison.accuracy.isClear),
        ])
        let harmed = comparison.harmed.map { "\($0.column)=\($0.group) \($0.metric)" }
        return table.lines() + [
            "",
            "harmed: \(harmed.isEmpty ? "none" : harmed.joined(separator: ", ")) of \(comparison.family) metrics × groups",
        ]
    }

    private func change(_ difference: Double?, _ interval: Interval?, _ isClear: Bool) -> String {
        guard let difference, isClear, let interval else { return "no clear change" }
        return
            "\(difference < 0 ? "−" : "+")\(difference.magnitude.fixed(3)) [\(interval.lower.fixed(3)), \(interval.upper.fixed(3))]"
    }
}
