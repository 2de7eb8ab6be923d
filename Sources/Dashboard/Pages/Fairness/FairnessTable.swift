import Canvas
import Engine
import Fairness

/// Every rate of every group as numbers: before → after where there is room, after alone where there is not.
struct FairnessTable {
    let figures: FairnessFigures
    /// The groups from top to bottom.
    let order: [String]
    let column: String
    let stratum: Stratum?
    let metric: String

    /// Lines it takes in full.
    var height: Int { order.count + 2 }

    static let titles = [
        "baseRate": "base rate", "selectionRate": "selection", "truePositiveRate": "TPR", "falsePositiveRate": "FPR",
        "falseNegativeRate": "FNR", "trueNegativeRate": "TNR", "positivePredictiveValue": "PPV",
        "negativePredictiveValue": "NPV", "falseDiscoveryRate": "FDR", "falseOmissionRate": "FOR",
        "accuracy": "accuracy",
    ]

    /// - Parameter cursor: the line in hand; nil where the table only stands below a chart.
    func draw(on canvas: inout Canvas, _ whole: Area, cursor: ListCursor?) {
        var area = whole
        _ = area.takeTop(1)
        let header = area.takeTop(1)
        let label = area.width >= 80 ? 30 : 22
        let cell = figures.before != nil && area.width - label >= 16 * 5 ? 16 : 10
        let shown = columns(fitting: max(1, (area.width - label) / cell))
        let width = (area.width - label) / max(1, shown.count)
        canvas.write("group", x: 2, y: header.y, Style(.dim))
        canvas.writeRight("records", right: label - 1, y: header.y, Style(.dim))
        for (place, one) in shown.enumerated() {
            let isCurrent = one.id == metric
            let title = DisplayText(Self.titles[one.id] ?? one.title).truncated(to: width - 1)
            canvas.put(
                title, x: label + (place + 1) * width - 1 - title.columns, y: header.y,
                style: Style(isCurrent ? .accent : .dim, underline: isCurrent))
        }
        let now = Self.byValue(figures.groups(of: column, within: stratum))
        let before = Self.byValue(figures.groupsBefore(of: column, within: stratum))
        let titles = DisplayText.distinct(order.map { now[$0]?.value ?? $0 }, width: label - 11)
        let visible = (cursor ?? ListCursor()).visible(count: order.count, height: area.height)
        for (line, index) in visible.enumerated() {
            if cursor != nil { canvas.mark(item: index, y: area.y + line) }
            guard let group = now[order[index]] else { continue }
            draw(
                group, titles[index], before[order[index]], on: &canvas, area.y + line, shown, label, width,
                isCurrent: index == cursor?.position)
        }
        let more = cursor == nil ? nil : more(shown, visible)
        if let more { canvas.writeRight(more, right: area.right - 1, y: whole.y, Style(.dim)) }
        let drawn = visible.flatMap { [now[order[$0]], before[order[$0]]].compactMap(\.self) }
        if drawn.contains(where: { group in shown.contains { isThin(group.metrics[$0.id]) } }) {
            let room = area.width - (more.map { DisplayText($0).columns + 2 } ?? 0) - 3
            canvas.write("* fewer than \(figures.minimumDenominator)", x: 2, y: whole.y, Style(.dim), width: room)
        }
    }

    /// Whether a rate is there, and its own denominator is too small for evidence.
    private func isThin(_ value: MetricValue?) -> Bool {
        guard let value, value.value != nil else { return false }
        return value.denominator < figures.minimumDenominator
    }

    private static func byValue(_ groups: [GroupReport]) -> [String: GroupReport] {
        Dictionary(groups.map { ($0.value, $0) }) { first, _ in first }
    }

    private func draw(
        _ now: GroupReport, _ title: DisplayText, _ before: GroupReport?, on canvas: inout Canvas, _ y: Int,
        _ shown: ArraySlice<Metric>,
        _ label: Int, _ width: Int, isCurrent: Bool
    ) {
        if isCurrent { canvas.write("▸", x: 0, y: y, Style(.accent, bold: true)) }
        canvas.put(title, x: 2, y: y, style: Style(.normal, bold: isCurrent), width: label - 11)
        canvas.writeRight(now.n.grouped, right: label - 1, y: y, Style(.dim))
        for (place, one) in shown.enumerated() {
            let right = label + (place + 1) * width - 1
            let after = now.metrics[one.id]?.value?.short ?? "–"
            canvas.writeRight(after, right: right, y: y, Style(.after))
            // Its mark stands where a space is otherwise, so that the numbers stay aligned.
            if isThin(now.metrics[one.id]) { canvas.write("*", x: right, y: y, Style(.after)) }
            // "1.000 → 1.000", a space, and the mark of the number before.
            if let before, width >= 15 {
                let old = before.metrics[one.id]
                let text = "\(old?.value?.short ?? "–")\(isThin(old) ? "*" : " ")→"
                canvas.writeRight(text, right: right - DisplayText(after).columns - 1, y: y, Style(.before))
            }
        }
    }

    /// The rates that fit, the current one among them.
    private func columns(fitting count: Int) -> ArraySlice<Metric> {
        let all = Metric.all
        let current = all.firstIndex { $0.id == metric } ?? 0
        let start = max(0, min(current - count / 2, all.count - count))
        return all[start..<min(all.count, start + count)]
    }

    /// What isn't in view: "rates 3–8 of 11 · groups 1–9 of 40"
    private func more(_ shown: ArraySlice<Metric>, _ groups: Range<Int>) -> String? {
        var parts: [String] = []
        if shown.count < Metric.all.count {
            parts.append("rates \(shown.startIndex + 1)–\(shown.endIndex) of \(Metric.all.count) (← →)")
        }
        if groups.count < order.count {
            parts.append("groups \(groups.lowerBound + 1)–\(groups.upperBound) of \(order.count)")
        }
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }
}
