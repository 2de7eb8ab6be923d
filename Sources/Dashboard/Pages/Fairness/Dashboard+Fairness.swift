import Canvas
import Engine
import Fairness
import Records

extension Dashboard {
    func drawFairness(on canvas: inout Canvas, _ whole: Area, _ snapshot: Snapshot) {
        var area = whole
        _ = area.takeTop(1)
        guard let figures = snapshot.fairnessFigures(fairness) else {
            canvas.writeWrapped(
                written(noFigures ?? ""), in: Area(x: 3, y: area.y, width: area.width - 4, height: area.height),
                Style(.dim))
            return
        }
        drawFairnessHeading(on: &canvas, area.takeTop(1), figures, snapshot)
        let summary = FairnessSummary(
            figures: figures, metric: fairness.metric, column: fairness.column, stratum: fairness.stratum)
        guard !fairness.column.isEmpty else {
            let why = "No group column was chosen, so rates can't be compared."
            canvas.write(why, x: 3, y: area.y + 1, Style(.dim), width: area.width - 4)
            summary.draw(on: &canvas, area.takeBottom(min(summary.height, area.height / 2)))
            return
        }
        switch fairness.view {
        case .trend: drawTrend(on: &canvas, area, snapshot)
        case .threshold: drawThreshold(on: &canvas, area, figures)
        case .groups:
            let bottom = area.takeBottom(min(summary.height, area.height / 2))
            drawGroups(on: &canvas, area, figures)
            summary.draw(on: &canvas, bottom)
        }
    }

    private func drawGroups(on canvas: inout Canvas, _ whole: Area, _ figures: FairnessFigures) {
        var area = whole
        let lines = figures.lines(fairness.metric, by: fairness.column, within: fairness.stratum)
        let rates = figures.lines(
            FairnessPage.rate(of: fairness.metric).id, by: fairness.column, within: fairness.stratum)
        let table = FairnessTable(
            figures: figures, order: rates.map(\.title), column: fairness.column, stratum: fairness.stratum,
            metric: FairnessPage.rate(of: fairness.metric).id)
        if fairness.chart == .table {
            table.draw(on: &canvas, area, cursor: fairness.cursor)
            return
        }
        guard !lines.isEmpty else {
            let why = written(
                "Of this metric there are no figures by \(fairness.column): \(command: .metric) chooses another, \(command: .by) other groups."
            )
            canvas.write(why, x: 3, y: area.y + 1, Style(.dim), width: area.width - 4)
            return
        }
        let chart = DumbbellChart(
            lines: lines, marks: marks, denominators: denominators,
            reference: figures.reference(fairness.metric, within: fairness.stratum), isPaired: figures.isPaired)
        let needed = fairness.chart == .slope ? max(chart.tallest, area.height * 2 / 3) : chart.tallest
        let upper = area.takeTop(max(needed, area.height - table.height - 1))
        if fairness.chart == .slope {
            var slopes = SlopeChart(lines: lines, marks: marks)
            if snapshot?.subject.trains == false {
                slopes.noBefore = "A slope needs a before and an after: --against FILE2 --id COL brings the after."
            }
            slopes.draw(on: &canvas, upper, fairness.cursor)
        } else {
            chart.draw(on: &canvas, upper, fairness.cursor)
        }
        if area.height > table.height { table.draw(on: &canvas, area, cursor: nil) }
    }

    private var denominators: String {
        if let rate = try? Metric.named(fairness.metric) { return rate.denominatorName }
        return GapMetric.all.contains { $0.id == fairness.metric } ? "" : "denominator"
    }

    private var metricTitle: String {
        Catalogue.all.first { $0.id == fairness.metric }?.title ?? fairness.metric
    }

    /// What the records are called that the figures are of.
    func recordsTitle(_ snapshot: Snapshot, _ count: Int) -> String {
        "\(snapshot.subject.auditedHead) \(count.grouped)"
    }

    private func pointsTitle(_ snapshot: Snapshot) -> String {
        snapshot.savePoints.count.counted(snapshot.subject.point)
    }

    private func drawFairnessHeading(
        on canvas: inout Canvas, _ area: Area, _ figures: FairnessFigures, _ snapshot: Snapshot
    ) {
        var parts = [metricTitle]
        if fairness.view == .threshold { parts = ["\(FairnessPage.rate(of: fairness.metric).title) by threshold"] }
        if fairness.view == .trend { parts = ["\(metricTitle), trend"] }
        if !fairness.column.isEmpty { parts.append("by \(fairness.column)") }
        if let stratum = fairness.stratum { parts.append("within \(stratum.column)=\(stratum.value)") }
        if let tag = snapshot.subject.tag { parts.append(tag) }
        if let pair = figures.pair, fairness.view == .groups {
            parts.append("\(pair.before.prefix(6)) → \(pair.after.prefix(6))")
        }
        parts.append(
            fairness.view == .trend
                ? pointsTitle(snapshot) : recordsTitle(snapshot, figures.records))
        let title = parts.joined(separator: " · ")
        canvas.write(title, x: 1, y: area.y, Style(.heading, bold: true), width: area.width - 2)
        let room = area.width - DisplayText(title).columns - 4
        let legends = legends(figures)
        if let legend = legends.first(where: { DisplayText($0).columns <= room }) {
            canvas.writeRight(legend, right: area.right - 1, y: area.y, Style(.dim))
        }
    }

    /// What the marks mean, the fullest first.
    private func legends(_ figures: FairnessFigures) -> [String] {
        let upright = marks == .ascii ? ":" : "┆"
        switch fairness.view {
        case .trend: return ["# gap  letters: groups  \(upright) cursor", "# gap"]
        case .threshold: return ["# gap  letters: groups  \(upright) threshold", "# gap"]
        case .groups:
            let (before, after, interval) =
                marks == .ascii ? ("o before", "*", "|- 95 % -|") : ("○ before", "●", "├ 95 % ┤")
            let points = figures.before == nil ? "\(after) now" : "\(before)  \(after) after"
            guard fairness.chart == .dumbbell else { return [points] }
            guard let reference = figures.reference(fairness.metric, within: fairness.stratum) else {
                return ["\(points)  \(interval)", points]
            }
            let isRate = Metric.all.contains { $0.id == fairness.metric }
            let line = isRate ? "all \(reference.short)" : reference == 0 ? "0" : "1"
            return ["\(points)  \(interval)  \(upright) \(line)", "\(points)  \(interval)", points]
        }
    }

    /// Why there is nothing to show, and what to do; nil where there are figures.
    var noFigures: Sentence? {
        guard let snapshot, snapshot.fairnessFigures(fairness) == nil else { return nil }
        if !snapshot.subject.trains {
            return "The predictions of your model are being measured; the figures come here."
        }
        if snapshot.schema.target == nil {
            return
                "This project has no target column, so there is no model to measure. Set up a project with one, or open "
                + "the file with --truth and --prediction to audit a model of yours."
        }
        if snapshot.jobs.contains(where: { !$0.state.isOver }) {
            return "The model is being trained; its figures come here. \(command: .showJobs) shows how far it is."
        }
        return snapshot.currentModel == nil
            ? "There is no model yet: \(command: .train) trains one; its figures come here."
            : "The model's figures were not kept: \(command: .train) trains it anew."
    }

    // MARK: Keys

    mutating func nextChart() -> [Effect] {
        guard fairness.view == .groups else {
            fairness.view = .groups
            return []
        }
        let all = FairnessPage.Chart.allCases
        fairness.chart = all[((all.firstIndex(of: fairness.chart) ?? 0) + 1) % all.count]
        if let snapshot { fairness.settle(snapshot) }
        return []
    }

    /// Left and right: the metric beside this one, the save point, the threshold.
    mutating func moveInFairness(by step: Int) -> [Effect] {
        switch fairness.view {
        case .groups: stepMetric(step)
        case .trend: fairness.trendCursor.move(by: step, count: snapshot?.savePoints.count ?? 0)
        case .threshold: fairness.threshold = threshold(movedBy: step) ?? fairness.threshold
        }
        return []
    }
}
