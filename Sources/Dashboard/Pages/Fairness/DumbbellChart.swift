import Canvas
import Engine
import Fairness

/// Where the numbers stand beside the chart.
struct FairnessColumns: Hashable, Sendable {
    let chart: Int
    let chartWidth: Int
    let before: Int
    let after: Int
    let change: Int

    init(width: Int) {
        let changeWidth = width >= 100 ? 18 : 16
        change = width - changeWidth
        after = change - 9
        before = after - 8
        chart = width >= 140 ? 44 : width >= 100 ? 28 : width >= 70 ? 24 : 18
        chartWidth = max(8, before - chart - 2)
    }
}

/// The centrepiece: a dumbbell a group on one axis, intervals, and the numbers beside it.
struct DumbbellChart {
    let lines: [FairnessLine]
    let marks: MarkSet
    let denominators: String
    let reference: Double?
    var isPaired = true

    /// Lines it takes with a blank one between groups.
    var tallest: Int { 1 + 2 * lines.count }

    func draw(on canvas: inout Canvas, _ whole: Area, _ cursor: ListCursor) {
        var area = whole
        let columns = FairnessColumns(width: area.width)
        let scale = Scale.covering(extent, columns: columns.chartWidth)
        let hasBefore = lines.contains { $0.before != nil }
        let header = area.takeTop(1)
        canvas.writeRight(denominators, right: columns.chart - 2, y: header.y, Style(.dim))
        canvas.put(Marks.axis(scale: scale, set: marks), x: columns.chart, y: header.y, style: Style(.dim))
        if hasBefore { canvas.writeRight("before", right: columns.before + 6, y: header.y, Style(.dim)) }
        canvas.writeRight(hasBefore ? "after" : "now", right: columns.after + 6, y: header.y, Style(.dim))
        if lines.contains(where: { $0.change != nil }) {
            canvas.write(isPaired ? "change, paired" : "change, unpaired", x: columns.change, y: header.y, Style(.dim))
        }
        let spacing = area.height >= 2 * lines.count ? 2 : 1
        let shown = cursor.visible(count: lines.count, height: area.height / spacing)
        let widest = lines.map { $0.denominator?.grouped.count ?? 0 }.max() ?? 0
        let titles = DisplayText.distinct(lines.map(\.title), width: columns.chart - 5 - widest)
        for (line, index) in shown.enumerated() {
            canvas.mark(item: index, y: area.y + line * spacing)
            draw(
                lines[index], titles[index], on: &canvas, area.y + line * spacing, columns, scale,
                isCurrent: index == cursor.position)
        }
        if shown.count < lines.count, area.height > 0 {
            let place = " \(shown.lowerBound + 1)–\(shown.upperBound) of \(lines.count)"
            canvas.write(place, x: 0, y: header.y, Style(.dim), width: columns.chart - denominators.count - 4)
        }
    }

    private func draw(
        _ line: FairnessLine, _ title: DisplayText, on canvas: inout Canvas, _ y: Int, _ columns: FairnessColumns,
        _ scale: Scale,
        isCurrent: Bool
    ) {
        if isCurrent { canvas.write("▸", x: 0, y: y, Style(.accent, bold: true)) }
        let count = line.denominator?.grouped ?? ""
        canvas.writeRight(count, right: columns.chart - 2, y: y, Style(.dim))
        // Alone it takes all the room that its own count leaves; where its beginning is another's, its ends tell.
        let isCutInside = title.string.contains("…") && !title.string.hasSuffix("…")
        canvas.put(
            isCutInside ? title : DisplayText(line.title), x: 2, y: y, style: Style(.normal, bold: isCurrent),
            width: columns.chart - (count.isEmpty ? 4 : 5) - count.count)
        if let insufficient = line.insufficient {
            canvas.write(
                "insufficient evidence: \(insufficient)", x: columns.chart, y: y, Style(.dim),
                width: columns.change + 16 - columns.chart)
            return
        }
        let spans = Marks.dumbbell(
            before: line.before.flatMap(reading), after: reading(line.after), reference: reference, scale: scale,
            set: marks)
        canvas.put(spans, x: columns.chart, y: y)
        if let value = line.before?.value {
            canvas.writeRight(value.short, right: columns.before + 6, y: y, Style(.before))
        }
        if let value = line.after.value {
            canvas.writeRight(value.short, right: columns.after + 6, y: y, Style(.after))
        }
        guard let changed = line.change else { return }
        let text = changed.shown
        canvas.write(text.text, x: columns.change, y: y, text.style, width: max(0, canvas.width - columns.change))
    }

    private func reading(_ value: FairnessValue) -> Marks.Reading? {
        value.value.map { Marks.Reading($0, interval: value.interval.map { $0.lower...$0.upper }) }
    }

    private var extent: [Double] {
        let shown = lines.filter { $0.insufficient == nil }.flatMap { line -> [Double] in
            [line.before, line.after].compactMap { $0 }.flatMap {
                [$0.value, $0.interval?.lower, $0.interval?.upper].compactMap { $0 }
            }
        }
        return shown.isEmpty ? [] : shown + [reference].compactMap { $0 }
    }
}
