import Canvas
import Engine
import Fairness

/// Before at the left, after at the right, a line a group between; the labels beside it never cover one another.
struct SlopeChart {
    let lines: [FairnessLine]
    let marks: MarkSet
    /// What brings a before, said where there is none.
    var noBefore = "A slope needs a before: apply a removal, or T compares two save points."

    /// What can be drawn: a value before and after, with enough evidence.
    private var drawn: [(index: Int, before: Double, after: Double)] {
        lines.indices.compactMap { index in
            guard lines[index].insufficient == nil, let before = lines[index].before?.value,
                let after = lines[index].after.value
            else { return nil }
            return (index, before, after)
        }
    }

    func draw(on canvas: inout Canvas, _ whole: Area, _ cursor: ListCursor) {
        var area = whole
        let drawn = drawn
        let left = lines.filter { $0.insufficient != nil }.map { "\($0.title): \($0.insufficient ?? "")" }
        guard !drawn.isEmpty else {
            let why =
                lines.contains { $0.before != nil }
                ? "No group has enough evidence before and after."
                : noBefore
            canvas.write(why, x: 2, y: area.y + 1, Style(.dim), width: area.width - 3)
            return
        }
        if !left.isEmpty {
            let names = "not drawn: " + left.joined(separator: "; ")
            canvas.write(names, x: 2, y: area.takeBottom(1).y, Style(.dim), width: area.width - 3)
        }
        let header = area.takeTop(1)
        guard area.height > 0 else { return }
        let columns = Columns(width: area.width)
        canvas.writeRight("before", right: columns.start, y: header.y, Style(.dim))
        canvas.write("after", x: columns.end + 2, y: header.y, Style(.dim))
        let hasChanges = drawn.contains { lines[$0.index].change != nil }
        if hasChanges, columns.hasRoomForChange {
            canvas.write("change", x: columns.change, y: header.y, Style(.dim))
        }
        var plot = plot(drawn.flatMap { [$0.before, $0.after] }, columns.end - columns.start - 3, area.height)
        let roles = CurveChart.roles
        for (place, line) in drawn.enumerated() {
            plot.line(from: (0, line.before), to: (1, line.after), roles[place % roles.count])
        }
        for line in drawn {
            plot.mark("○", x: 0, y: line.before, .before)
            plot.mark("●", x: 1, y: line.after, .after)
        }
        for (row, spans) in plot.lines.enumerated() { canvas.put(spans, x: columns.start + 1, y: area.y + row) }
        label(drawn, plot, on: &canvas, area, columns, cursor)
    }

    private func plot(_ values: [Double], _ columns: Int, _ rows: Int) -> Plot {
        let low = values.min() ?? 0
        let high = values.max() ?? 1
        return Plot(columns: columns, rows: rows, x: 0...1, y: low...max(low, high), set: marks)
    }

    /// Writes the names and numbers at both ends, the highest first.
    private func label(
        _ drawn: [(index: Int, before: Double, after: Double)], _ plot: Plot, on canvas: inout Canvas, _ area: Area,
        _ columns: Columns, _ cursor: ListCursor
    ) {
        func places(_ x: Double, _ value: (Int) -> Double) -> [(line: Int, row: Int)] {
            let order = drawn.indices.sorted { (-value($0), $0) < (-value($1), $1) }
            let wanted = order.map { plot.place(x: x, y: value($0))?.row ?? 0 }
            return zip(order, Labels.spread(wanted, rows: area.height)).compactMap { line, row in
                row.map { (drawn[line].index, $0) }
            }
        }
        let room = (columns.hasRoomForChange ? columns.change - 1 : area.right - 2) - (columns.end + 9)
        let titles = drawn.map { lines[$0.index].title }
        let names = GroupNames(titles, width: columns.start - 9)
        let namesAfter = GroupNames(titles, width: room)
        for place in places(0, { drawn[$0].before }) {
            let line = lines[place.line]
            let y = area.y + place.row
            let isCurrent = place.line == cursor.position
            if isCurrent { canvas.write("▸", x: 0, y: y, Style(.accent, bold: true)) }
            let name = names[line.title]
            canvas.put(name, x: columns.start - 7 - name.columns, y: y, style: Style(.normal, bold: isCurrent))
            canvas.writeRight(line.before?.value?.short ?? "", right: columns.start, y: y, Style(.before))
        }
        for place in places(1, { drawn[$0].after }) {
            let line = lines[place.line]
            let y = area.y + place.row
            let isCurrent = place.line == cursor.position
            canvas.writeRight(line.after.value?.short ?? "", right: columns.end + 7, y: y, Style(.after))
            canvas.put(
                namesAfter[line.title], x: columns.end + 9, y: y, style: Style(.normal, bold: isCurrent), width: room)
            guard let changed = line.change else { continue }
            let text = changed.shown
            if columns.hasRoomForChange {
                canvas.write(text.text, x: columns.change, y: y, text.style, width: area.right - columns.change)
            } else if changed.isClear {
                canvas.write(String(text.text.suffix(1)), x: area.right - 1, y: y, text.style)
            }
        }
    }

    private struct Columns {
        let start: Int
        let end: Int
        let change: Int
        let hasRoomForChange: Bool

        init(width: Int) {
            hasRoomForChange = width >= 100
            change = hasRoomForChange ? width - 18 : width
            let label = max(16, min(40, width * 3 / 10))
            start = label
            end = change - label - (hasRoomForChange ? 2 : 0)
        }
    }
}
