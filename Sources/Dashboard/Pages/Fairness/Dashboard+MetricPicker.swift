import Canvas
import Engine
import Fairness
import Records

/// The catalogue of the metrics that there are figures of; typing narrows it.
struct MetricsPanel: Panel {
    var field = TextField()
    var cursor = ListCursor()

    var isTyped: Bool { true }

    func hints(in dashboard: Dashboard) -> [Hint] {
        [Hint("↑↓", "choose"), Hint("Enter", "show"), Hint("Ctrl-G", "back")]
    }

    mutating func press(_ key: Key, in dashboard: inout Dashboard) -> [Effect] {
        let items = dashboard.metricItems(field.text)
        switch key {
        case .down, .control("n"), .tab: cursor.move(by: 1, count: items.count)
        case .up, .control("p"), .backTab: cursor.move(by: -1, count: items.count)
        case .pageDown: cursor.move(by: dashboard.height / 2, count: items.count)
        case .pageUp: cursor.move(by: -dashboard.height / 2, count: items.count)
        case .enter:
            dashboard.panel = nil
            guard items.indices.contains(cursor.position) else {
                dashboard.refuse("No metric with '\(field.text)' was measured.")
                return []
            }
            dashboard.choose(items[cursor.position].id)
        default: if field.take(key) { cursor = ListCursor() }
        }
        return []
    }

    func move(by delta: Int, in dashboard: inout Dashboard) {
        var moved = self
        moved.cursor.move(by: delta, count: dashboard.metricItems(field.text).count)
        dashboard.panel = moved
    }

    func draw(in dashboard: Dashboard, on canvas: inout Canvas, _ area: Area) {
        dashboard.drawMetrics(on: &canvas, area, field, cursor)
    }
}

// The metrics that there are figures of, by chapter, with the meaning of each.
extension Dashboard {
    /// The metrics whose name, chapter, meaning or source has every word that was typed.
    func metricItems(_ typed: String) -> [MetricDescription] {
        let words = typed.lowercased().split(separator: " ")
        let all = snapshot?.fairnessFigures(fairness)?.metrics ?? []
        let short = FairnessTable.titles
        return all.filter { metric in
            let text = [
                metric.id, metric.title, metric.kind.title, metric.explanation, metric.source, short[metric.id] ?? "",
            ]
            let whole = text.joined(separator: " ").lowercased()
            return words.allSatisfy { whole.contains($0) }
        }
    }

    mutating func openMetricPicker() -> [Effect] {
        var cursor = ListCursor()
        let items = metricItems("")
        cursor.move(to: items.firstIndex { $0.id == fairness.metric } ?? 0, count: items.count)
        panel = MetricsPanel(cursor: cursor)
        return []
    }

    mutating func choose(_ metric: String) {
        fairness.metric = metric
        if let snapshot { fairness.settle(snapshot) }
    }

    /// Goes to the metric beside this one in the catalogue.
    mutating func stepMetric(_ step: Int) {
        let items = metricItems("")
        guard !items.isEmpty else { return }
        let here = items.firstIndex { $0.id == fairness.metric } ?? 0
        choose(items[(here + step + items.count) % items.count].id)
    }

    func drawMetrics(on canvas: inout Canvas, _ area: Area, _ field: TextField, _ cursor: ListCursor) {
        let items = metricItems(field.text)
        var inner = canvas.box(area, height: area.height - 2, title: "Metric")
        let head = inner.takeTop(1)
        canvas.write("type to narrow ", x: head.x, y: head.y, Style(.dim))
        field.draw(on: &canvas, x: head.x + 15, y: head.y, width: head.width - 15)
        let count = DisplayText("\(items.count)")
        let meaning = inner.takeBottom(min(4, inner.height / 3))
        if meaning.height > 0 { canvas.rule(y: meaning.y, x: meaning.x, width: meaning.width) }
        let visible = cursor.visible(count: items.count, height: inner.height)
        let title = min(48, inner.width - 18)
        for (line, index) in visible.enumerated() {
            let (y, item, isCurrent) = (inner.y + line, items[index], index == cursor.position)
            canvas.mark(item: index, y: y)
            let style = isCurrent ? Style(.cursor) : Style()
            if isCurrent { canvas.fill(x: inner.x, y: y, width: inner.width, height: 1, style: style) }
            // A chapter is named where it begins, and at the top.
            if line == 0 || items[index - 1].kind != item.kind {
                canvas.write(item.kind.title, x: inner.x + 1, y: y, isCurrent ? style : Style(.heading), width: 14)
            }
            canvas.write(isCurrent ? "▸" : " ", x: inner.x + 15, y: y, style)
            canvas.write(item.title, x: inner.x + 17, y: y, style, width: title)
            let rest = inner.width - 18 - title
            if rest > 12 {
                canvas.write(
                    item.definition, x: inner.x + 18 + title, y: y, isCurrent ? style : Style(.dim), width: rest)
            }
        }
        canvas.put(count, x: head.right - count.columns, y: head.y, style: Style(.dim))
        guard items.indices.contains(cursor.position), meaning.height > 1 else { return }
        let text = Area(x: meaning.x + 1, y: meaning.y + 1, width: meaning.width - 2, height: meaning.height - 1)
        canvas.writeWrapped(items[cursor.position].explanation, in: text)
    }

    // MARK: The meaning in full

    mutating func explainMetric() -> [Effect] {
        guard let metric = Catalogue.all.first(where: { $0.id == fairness.metric }) else { return [] }
        var lines = [metric.explanation, ""] + metric.facts
        if let gap = FairnessPage.gap(of: fairness.metric), gap.id != metric.id {
            lines += ["", "\(gap.title) (\(gap.id))", gap.explanation]
        }
        lines += evidence
        lines += [
            "",
            "Intervals are at 95 %; of a rate they are Wilson's, of its change Bonett and Price's. A change is clear where its "
                + "interval excludes 0 and a test that swaps before and after, record by record (of a rate McNemar's exact "
                + "one), agrees in view of all that was tested. A gap's change is that of the two groups that are the "
                + "farthest apart in the mean of before and after.",
            "By chance: the gap expected if groups had no effect, by permuting groups within the denominator.",
        ]
        panel = TextPanel(title: "\(metric.title) (\(metric.id))", lines: lines)
        return []
    }

    /// How the figures of this metric were tested here.
    private var evidence: [String] {
        guard let figures = snapshot?.fairnessFigures(fairness) else { return [] }
        var lines: [String] = []
        if let gap = FairnessPage.gap(of: fairness.metric),
            let measured = figures.gap(gap.id, in: fairness.column, within: fairness.stratum)
        {
            if let test = measured.sufficient?.test ?? measured.test {
                let whole = measured.adjusted.map {
                    ", \($0.p.shortP) in view of the family of \($0.family) (\($0.method.title))"
                }
                lines.append("here: p \(test.p.shortP)\(whole ?? ""); by chance \(test.byChance.short)")
            }
            if measured.verdict == Gap.insufficientEvidence || !measured.leftOut.isEmpty {
                lines.append("here: \(measured.sentence)")
            }
        }
        let figure = figures.report.figures?.first {
            $0.metric == fairness.metric && $0.stratum == fairness.stratum && $0.intervalMethod != nil
        }
        if let method = figure?.intervalMethod { lines.append("interval: \(method)") }
        return lines.isEmpty ? [] : [""] + lines
    }
}

extension AdjustedP.Method {
    var title: String {
        switch self {
        case .holm: "Holm: declared before"
        case .westfallYoung: "Westfall–Young: declared before"
        case .benjaminiHochberg: "Benjamini & Hochberg: a scan"
        }
    }
}

extension MetricDescription {
    /// What is known about it, a line each.
    var facts: [String] {
        var lines = ["definition    \(definition)"]
        if !denominator.isEmpty { lines.append("needs         \(denominator)") }
        if let convention { lines.append("convention    \(convention)") }
        lines.append("better        \(direction.words)")
        if !edgeCases.isEmpty { lines.append("edges         \(edgeCases)") }
        if !source.isEmpty { lines.append("source        \(source)") }
        return lines
    }
}

extension MetricDescription.Direction {
    fileprivate var words: String {
        switch self {
        case .higher: "higher"
        case .lower: "lower"
        case .nearZero: "near 0"
        case .nearOne: "near 1"
        case .neither: "neither; it depends on what a positive decision means"
        }
    }
}

extension MetricDescription.Kind {
    /// The chapter's name on the screen.
    var title: String {
        switch self {
        case .data: "the data"
        case .rate: "rates"
        case .gap: "gaps"
        case .inequality: "inequality"
        case .score: "scores"
        case .individual: "individuals"
        case .counterfactual: "what if"
        case .classes: "classes"
        case .regression: "numbers"
        }
    }
}
