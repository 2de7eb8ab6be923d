import Canvas
import Engine
import Fairness
import Records

extension Dashboard {
    func drawFairness(on canvas: inout Canvas, _ whole: Area, _ snapshot: Snapshot) {
        var area = whole
        _ = area.takeTop(1)
        guard let evaluation = snapshot.evaluation else {
            let why =
                snapshot.schema.target == nil
                ? "This project has no target column, so there is no model to measure."
                : "The model is being trained; its figures come here."
            canvas.write(why, x: 3, y: area.y, Style(.dim), width: area.width - 4)
            return
        }
        drawFairnessHeading(on: &canvas, area.takeTop(1), evaluation)
        guard !snapshot.schema.groups.isEmpty else {
            canvas.write(
                "No group column was chosen, so rates can't be compared.", x: 3, y: area.y + 1, Style(.dim),
                width: area.width - 4)
            return
        }
        let lines = snapshot.fairnessLines(fairness.metric, by: fairness.column)
        let summary = area.takeBottom(min(6, area.height / 3))
        switch fairness.chart {
        case .dumbbell:
            DumbbellChart(lines: lines, isASCII: isASCII, denominators: denominators).draw(
                on: &canvas, area, fairness.cursor)
        case .table: drawFairnessTable(on: &canvas, area, evaluation)
        }
        drawFairnessSummary(on: &canvas, summary, evaluation, snapshot)
    }

    private var metric: Metric? { try? Metric.named(fairness.metric) }
    private var denominators: String { metric?.denominatorName ?? "records" }

    private func drawFairnessHeading(on canvas: inout Canvas, _ area: Area, _ evaluation: Evaluation) {
        let title =
            "\(metric?.title ?? fairness.metric) · by \(fairness.column) · held-out \(evaluation.records.grouped)"
        canvas.write(title, x: 1, y: area.y, Style(.heading, bold: true), width: area.width - 2)
        if evaluation.comparison == nil {
            canvas.writeRight("● now  ├ 95 % ┤", right: area.right - 1, y: area.y, Style(.dim))
        } else if area.width >= 78 {
            canvas.writeRight("○ before  ● after  ├ 95 % ┤", right: area.right - 1, y: area.y, Style(.dim))
        }
    }

    private func drawFairnessSummary(
        on canvas: inout Canvas, _ area: Area, _ evaluation: Evaluation, _ snapshot: Snapshot
    ) {
        canvas.rule(y: area.y, x: 0, width: area.width)
        let columns = FairnessColumns(width: area.width)
        var y = area.y + 1
        func row(_ label: String, _ note: String, _ before: Double?, _ after: Double?, _ change: String, _ style: Style)
        {
            guard y < area.bottom else { return }
            canvas.write(label, x: 1, y: y, width: columns.before - 2)
            if !note.isEmpty { canvas.write(note, x: 24, y: y, Style(.dim), width: max(0, columns.before - 26)) }
            if let before { canvas.writeRight(before.short, right: columns.before + 6, y: y, Style(.before)) }
            if let after { canvas.writeRight(after.short, right: columns.after + 6, y: y, Style(.after)) }
            canvas.write(change, x: columns.change, y: y, style, width: max(0, area.right - columns.change))
            y += 1
        }
        let gapID = FairnessState.gapOfMetric[fairness.metric] ?? ""
        if let gap = evaluation.report.gap(gapID, in: fairness.column) {
            let changed = evaluation.comparison?.gaps.first { $0.metric == gapID && $0.column == fairness.column }
            let chance = gap.byChance.map { "by chance alone \($0.short)" } ?? ""
            let text = changed.map { change(difference: $0.difference, interval: $0.interval, isClear: $0.isClear) }
            row(
                "gap, max − min", chance, changed?.before, changed == nil ? gap.value : changed?.after,
                text?.text ?? "", text?.style ?? Style())
            if gap.verdict == Gap.insufficientEvidence, y < area.bottom {
                let names = gap.leftOut.map { "\($0.group): \($0.reason)" }.joined(separator: "; ")
                canvas.write("insufficient evidence · \(names)", x: 1, y: y, Style(.warning), width: area.width - 2)
                y += 1
            }
        }
        if let comparison = evaluation.comparison {
            let text = change(
                difference: comparison.accuracy.difference, interval: comparison.accuracy.interval,
                isClear: comparison.accuracy.isClear)
            row(
                "accuracy", "", comparison.accuracy.before.value, comparison.accuracy.after.value, text.text, text.style
            )
            let harmed =
                comparison.harmed.isEmpty
                ? "harmed: none of \(comparison.family) metrics × groups clearly"
                : "harmed: \(comparison.harmed.count) of \(comparison.family) metrics × groups: \(comparison.harmed.prefix(3).map { "\($0.group) \((try? Metric.named($0.metric))?.title ?? $0.metric)" }.joined(separator: ", ")) (H)"
            if y < area.bottom {
                canvas.write(
                    harmed, x: 1, y: y, Style(comparison.harmed.isEmpty ? .dim : .worse), width: area.width - 2)
            }
        } else {
            row("accuracy", evaluation.auc.map { "ROC AUC \($0.short)" } ?? "", nil, evaluation.accuracy, "", Style())
        }
    }

    private func drawFairnessTable(on canvas: inout Canvas, _ area: Area, _ evaluation: Evaluation) {
        let groups = evaluation.report.groups.filter { $0.column == fairness.column }
        let cell = max(9, (area.width - 28) / FairnessState.metrics.count)
        var y = area.y + 1
        canvas.write("group", x: 1, y: y, Style(.dim))
        canvas.writeRight("n", right: 26, y: y, Style(.dim))
        for (index, id) in FairnessState.metrics.enumerated() {
            let title = ["select", "TPR", "FPR", "PPV", "accuracy"][index]
            canvas.writeRight(
                title, right: 28 + (index + 1) * cell - 1, y: y, Style(id == fairness.metric ? .accent : .dim))
        }
        y += 1
        for (index, group) in groups.enumerated() {
            guard y < area.bottom else { break }
            let before = evaluation.before?.groups.first { $0.column == group.column && $0.value == group.value }
            canvas.write(index == fairness.cursor.position ? "▸" : " ", x: 0, y: y, Style(.accent))
            canvas.write(group.value, x: 1, y: y, Style(), width: 18)
            canvas.writeRight(group.n.grouped, right: 26, y: y, Style(.dim))
            for (index, id) in FairnessState.metrics.enumerated() {
                let right = 28 + (index + 1) * cell - 1
                let after = group.metrics[id]?.value?.short ?? "–"
                let text = cell >= 14 && before != nil ? "\(before?.metrics[id]?.value?.short ?? "–")→\(after)" : after
                canvas.writeRight(text, right: right, y: y, Style(.after))
            }
            y += 1
        }
    }

    // MARK: Keys

    mutating func nextMetric() -> [Effect] {
        let all = FairnessState.metrics
        fairness.metric = all[((all.firstIndex(of: fairness.metric) ?? 0) + 1) % all.count]
        return []
    }

    mutating func nextGrouping() -> [Effect] {
        guard let snapshot, snapshot.schema.groups.count > 1 else {
            message = Message(text: "There is one group column only.", isRefusal: true)
            return []
        }
        let all = snapshot.schema.groups
        fairness.column = all[((all.firstIndex(of: fairness.column) ?? 0) + 1) % all.count]
        fairness.settle(snapshot)
        return [.perform(.find(column: fairness.column))]
    }

    mutating func nextChart() -> [Effect] {
        fairness.chart = fairness.chart == .dumbbell ? .table : .dumbbell
        return []
    }

    mutating func explainMetric() -> [Effect] {
        guard let metric else { return [] }
        var lines = [metric.explanation, ""]
        let gapID = FairnessState.gapOfMetric[fairness.metric] ?? ""
        if let gap = try? GapMetric.named(gapID) { lines += ["\(gap.title) (\(gap.id))", gap.explanation, ""] }
        lines += [
            "Intervals are Wilson's at 95 %. A change is paired by record: a bootstrap over the cells group × truth ×",
            "before × after, and McNemar's exact test must agree before it is called clear.",
            "By chance alone: the gap expected if groups had no effect, by permuting groups within the denominator.",
        ]
        panel = .text(title: "\(metric.title) (\(metric.id))", lines: lines, ListCursor())
        return []
    }

    mutating func showHarmed() -> [Effect] {
        guard let comparison = snapshot?.evaluation?.comparison else {
            message = Message(text: "Nothing was removed yet, so there is no change to judge.", isRefusal: true)
            return []
        }
        let lines = comparison.harmed.map {
            "\($0.column)=\($0.group)   \((try? Metric.named($0.metric))?.title ?? $0.metric)   \($0.difference.signed(3))"
        }
        panel = .text(
            title: "Harmed by the change: \(comparison.harmed.count) of \(comparison.family) metrics × groups",
            lines: lines.isEmpty ? ["None clearly."] : lines, ListCursor())
        return []
    }

    mutating func narrowToGroup() -> [Effect] {
        guard let snapshot else { return [] }
        let lines = snapshot.fairnessLines(fairness.metric, by: fairness.column)
        guard lines.indices.contains(fairness.cursor.position) else { return [] }
        let value = lines[fairness.cursor.position].group
        return narrow(to: "\(Self.quoted(fairness.column))=\(Self.quoted(value)) split:test")
    }

    /// A name or value as the filter language reads it.
    static func quoted(_ text: String) -> String {
        let plain =
            text.allSatisfy { $0.isLetter || $0.isNumber || "_-.".contains($0) } && !text.isEmpty
            && !text.hasPrefix("-")
        return plain ? text : "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}

/// "−.136 ± .021 ▼", or "no clear change".
func change(difference: Double?, interval: Interval?, isClear: Bool) -> (text: String, style: Style) {
    guard let difference, isClear else { return ("no clear change", Style(.dim)) }
    let half = interval.map { " ± \((($0.upper - $0.lower) / 2).short)" } ?? ""
    return (
        "\(difference < 0 ? "−" : "+")\(difference.magnitude.short)\(half) \(difference < 0 ? "▼" : "▲")",
        Style(.normal, bold: true)
    )
}

extension Double {
    /// Three decimals without the leading zero: ".448".
    var short: String {
        let text = fixed(3)
        return text.hasPrefix("0.") ? String(text.dropFirst()) : text.hasPrefix("-0.") ? "−" + text.dropFirst(2) : text
    }
}
