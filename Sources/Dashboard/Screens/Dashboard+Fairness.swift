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
            FairnessSummary(evaluation: evaluation, metric: fairness.metric, column: "")
                .draw(on: &canvas, area.takeBottom(min(7, area.height / 2)))
            return
        }
        let lines = snapshot.fairnessLines(fairness.metric, by: fairness.column)
        let summary = area.takeBottom(min(7, area.height / 2))
        let table = FairnessTable(evaluation: evaluation, order: lines.map(\.group), column: fairness.column)
        switch fairness.chart {
        case .dumbbell:
            let chart = DumbbellChart(lines: lines, isASCII: isASCII, denominators: denominators)
            chart.draw(on: &canvas, area.takeTop(max(chart.tallest, area.height - table.height - 1)), fairness.cursor)
            if area.height > table.height { table.draw(on: &canvas, area, metric: fairness.metric, current: nil) }
        case .table: table.draw(on: &canvas, area, metric: fairness.metric, current: fairness.cursor.position)
        }
        FairnessSummary(evaluation: evaluation, metric: fairness.metric, column: fairness.column)
            .draw(on: &canvas, summary)
    }

    private var metric: Metric? { try? Metric.named(fairness.metric) }
    private var denominators: String { metric?.denominatorName ?? "records" }

    private func drawFairnessHeading(on canvas: inout Canvas, _ area: Area, _ evaluation: Evaluation) {
        let title =
            "\(metric?.title ?? fairness.metric)\(fairness.column.isEmpty ? "" : " · by \(fairness.column)") · held-out \(evaluation.records.grouped)"
        canvas.write(title, x: 1, y: area.y, Style(.heading, bold: true), width: area.width - 2)
        let legend = evaluation.comparison == nil ? "● now  ├ 95 % ┤" : "○ before  ● after  ├ 95 % ┤"
        if DisplayText(title + legend).columns + 4 <= area.width {
            canvas.writeRight(legend, right: area.right - 1, y: area.y, Style(.dim))
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
            "Intervals are Wilson's at 95 %. A change is paired by record: a bootstrap over the cells group × truth × "
                + "before × after, and McNemar's exact test must agree before it is called clear.",
            "By chance alone: the gap expected if groups had no effect, by permuting groups within the denominator.",
        ]
        panel = .text(title: "\(metric.title) (\(metric.id))", lines: lines, ListCursor())
        return []
    }

    mutating func showHarmed() -> [Effect] {
        guard let comparison = snapshot?.evaluation?.comparison else { return [] }
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
