import Canvas
import Engine
import Fairness
import Records

// Whom a change made worse.
extension Dashboard {
    /// Why nobody can be said to be harmed; nil where a change is there to be judged.
    var noChangeToJudge: Sentence? {
        guard let snapshot else { return nil }
        if let comparison = snapshot.fairnessFigures(fairness)?.comparison {
            return comparison.knowsTruth == false ? "Nothing says what was true, so harm is not measured." : nil
        }
        return !snapshot.subject.trains
            ? "There is one model only: --against FILE2 brings its after."
            : "Nothing was removed yet, so there is no change to judge."
    }

    mutating func showHarmed() -> [Effect] {
        guard let comparison = snapshot?.fairnessFigures(fairness)?.comparison else { return [] }
        let harmed = comparison.harmedOthersFirst
        var lines = harmed.isEmpty ? ["None clearly."] : []
        for (title, isTarget) in [
            ("Not a target of the change:", false), ("", nil), ("The change was made for them:", true),
        ] as [(String, Bool?)] {
            let these = harmed.filter { comparison.isTarget($0) == isTarget }
            guard !these.isEmpty else { continue }
            if !lines.isEmpty { lines.append("") }
            if !title.isEmpty { lines.append(title) }
            lines += these.map { "  " + sentence($0, comparison) }
        }
        lines += ["", family(comparison)]
        panel = TextPanel(
            title: "Harmed by the change: \(comparison.harmed.count) of \(comparison.family) metrics × groups",
            lines: lines)
        return []
    }

    /// ".712 → .619   −.093 ± .041 ▼   p .012 of 50   true positive rate   group=Belmar"
    private func sentence(_ harm: Comparison.Harm, _ comparison: Comparison) -> String {
        let row = comparison.rows.first {
            $0.column == harm.column && $0.group == harm.group && $0.metric == harm.metric
        }
        let title = (try? Metric.named(harm.metric))?.title ?? harm.metric
        let values = row.flatMap { row -> String? in
            guard let before = row.change.before.value, let after = row.change.after.value else { return nil }
            return "\(before.short) → \(after.short)   "
        }
        let moved = change(difference: harm.difference, interval: row?.change.interval, isClear: true).text
        let p = row?.adjusted.map { "   p \($0.p.shortP) of \($0.family)" } ?? ""
        return "\(values ?? "")\(moved)\(p)   \(title)   \(harm.column)=\(harm.group)"
    }

    private func family(_ comparison: Comparison) -> String {
        let tests = "\(comparison.family.grouped) metrics × groups with enough evidence were tested"
        let chance = "of as many tests, about one in twenty would look clear by chance alone"
        let adjusted = comparison.rows.contains { $0.adjusted != nil }
        return adjusted ? "\(tests); p is in view of all of them." : "\(tests); \(chance)."
    }
}
