import Canvas
import Engine
import Fairness

/// The lines under the chart: the gap of this metric, equalized odds, accuracy, and who is harmed.
struct FairnessSummary {
    let evaluation: Evaluation
    let metric: String
    let column: String

    func draw(on canvas: inout Canvas, _ whole: Area) {
        var area = whole
        let columns = FairnessColumns(width: area.width)
        canvas.rule(y: area.takeTop(1).y, x: 0, width: area.width)
        for line in lines where area.height > 0 {
            let y = area.takeTop(1).y
            guard let numbers = line.numbers else {
                canvas.write(line.label, x: 1, y: y, line.style, width: area.width - 2)
                continue
            }
            let end = 1 + canvas.write(line.label, x: 1, y: y, width: columns.before - 2)
            // Half a number would be another one: the note is shown whole or not at all.
            if DisplayText(line.note).columns <= columns.before - end - 4 {
                canvas.write(line.note, x: end + 2, y: y, Style(.dim))
            }
            if let before = numbers.before {
                canvas.writeRight(before.short, right: columns.before + 6, y: y, Style(.before))
            }
            if let after = numbers.after {
                canvas.writeRight(after.short, right: columns.after + 6, y: y, Style(.after))
            }
            canvas.write(line.change, x: columns.change, y: y, line.style, width: max(0, area.right - columns.change))
        }
    }

    private struct Line {
        var label: String
        var note = ""
        /// Nil: the label takes the whole line.
        var numbers: (before: Double?, after: Double?)?
        var change = ""
        var style = Style()
    }

    private var lines: [Line] {
        let own = FairnessState.gapOfMetric[metric] ?? ""
        var lines = [gap(own, "gap")].compactMap { $0 }
        if let shortage = shortage(own) { lines.append(shortage) }
        if let odds = gap("equalizedOddsDifference", "equalized odds") { lines.append(odds) }
        lines.append(accuracy)
        if let harm { lines.append(harm) }
        return lines
    }

    private func gap(_ id: String, _ label: String) -> Line? {
        guard let gap = evaluation.report.gap(id, in: column) else { return nil }
        let chance = Self.chance(gap)
        guard let followed = evaluation.comparison?.gaps.first(where: { $0.metric == id && $0.column == column }) else {
            return Line(
                label: label + Self.pair([gap.sufficient?.highest, gap.sufficient?.lowest].compactMap { $0 }),
                note: chance, numbers: (nil, gap.sufficient?.value))
        }
        let text = change(difference: followed.difference, interval: followed.interval, isClear: followed.isClear)
        return Line(
            label: label + Self.pair(followed.pair), note: chance,
            numbers: (followed.before, followed.after),
            change: followed.insufficient == nil ? text.text : "too few records", style: text.style)
    }

    /// " Arden − Belmar"; nothing where no group stands out from another.
    private static func pair(_ groups: [String]) -> String {
        Set(groups).count > 1 ? " " + groups.joined(separator: " − ") : ""
    }

    // Apart, and without `map`: inlined there it crashes the optimiser of Swift 6.3.1 ("ownership error").
    private static func chance(_ gap: Gap) -> String {
        guard let test = gap.sufficient?.test else { return "" }
        return "by chance \(test.byChance.short)"
    }

    private func shortage(_ id: String) -> Line? {
        guard let gap = evaluation.report.gap(id, in: column), gap.verdict == Gap.insufficientEvidence else {
            return nil
        }
        let names = gap.leftOut.map { "\($0.group): \($0.reason)" }.joined(separator: "; ")
        return Line(label: "not counted: \(names)", style: Style(.warning))
    }

    private var accuracy: Line {
        let auc = evaluation.auc.map { "ROC AUC \($0.short)" } ?? ""
        guard let compared = evaluation.comparison?.accuracy else {
            return Line(label: "accuracy", note: auc, numbers: (nil, evaluation.accuracy))
        }
        let text = change(difference: compared.difference, interval: compared.interval, isClear: compared.isClear)
        return Line(
            label: "accuracy", note: auc, numbers: (compared.before.value, compared.after.value), change: text.text,
            style: text.style)
    }

    private var harm: Line? {
        guard let comparison = evaluation.comparison else { return nil }
        let cells = "\(comparison.family) metrics × groups"
        guard !comparison.harmed.isEmpty else {
            return Line(label: "harmed: none of \(cells) clearly", style: Style(.dim))
        }
        let names = comparison.harmed.prefix(3).map {
            "\($0.group) \((try? Metric.named($0.metric))?.title ?? $0.metric)"
        }
        return Line(
            label: "harmed (H): \(comparison.harmed.count) of \(cells): \(names.joined(separator: ", "))",
            style: Style(.worse))
    }
}
