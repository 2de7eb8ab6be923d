import Canvas
import Engine
import Fairness

/// Before and after, as plain text.
struct ComparisonText {
    let comparison: Comparison

    var lines: [String] {
        let how =
            "change, \(comparison.isPaired == false ? "unpaired" : "paired")"
            + (comparison.isUnweighted == true ? ", unweighted" : "")
        var table = TextTable(header: ["", "before", "after", how], right: [1, 2])
        for gap in comparison.gaps {
            let rate = gap.followedRate == nil ? "" : gap.part.map { ", \($0)" } ?? ""
            let name = "\(gap.metric) by \(gap.column) (\(gap.pair.joined(separator: " vs "))\(rate))"
            table.rows.append([
                name, gap.before?.fixed(3) ?? "–", gap.after?.fixed(3) ?? "–",
                gap.insufficient ?? change(gap.difference, gap.interval, gap.isClear),
            ])
        }
        let accuracy = [
            "accuracy", comparison.accuracy.before.value?.fixed(3) ?? "–",
            comparison.accuracy.after.value?.fixed(3) ?? "–",
            change(comparison.accuracy.difference, comparison.accuracy.interval, comparison.accuracy.isClear),
        ]
        if comparison.knowsTruth != false { table.rows.append(accuracy) }
        for score in comparison.scores ?? [] where score.column.isEmpty {
            table.rows.append([
                score.metric, score.before?.fixed(3) ?? "–", score.after?.fixed(3) ?? "–",
                score.insufficient ?? change(score.difference, score.interval, score.isClear),
            ])
        }
        return table.lines() + ["", DisplayText(harm).string]
    }

    /// Who was harmed, those first for whom the change was not made.
    private var harm: String {
        if comparison.knowsTruth == false {
            return "harmed: not measured, for nothing says what was true"
        }
        let harmed = comparison.harmed.map { harm in
            let whose = harm.isTarget.map { $0 ? " (target)" : " (NOT a target)" } ?? ""
            return "\(harm.column)=\(harm.group) \(harm.metric)\(whose)"
        }
        return
            "harmed: \(harmed.isEmpty ? "none" : harmed.joined(separator: ", ")) of \(comparison.family) metrics × groups"
    }

    private func change(_ difference: Double?, _ interval: Interval?, _ isClear: Bool) -> String {
        guard let difference, isClear, let interval else { return "no clear change" }
        return
            "\(difference < 0 ? "−" : "+")\(difference.magnitude.fixed(3)) [\(interval.lower.fixed(3)), \(interval.upper.fixed(3))]"
    }
}
