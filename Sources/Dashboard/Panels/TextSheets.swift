import Canvas
import Engine
import Records

/// A text to be read: an event, a model, what a metric means.
struct TextPanel: ListPanel {
    let title: String
    let lines: [String]
    var cursor = ListCursor()

    init(title: String, lines: [String]) {
        self.title = title
        self.lines = lines
    }

    func count(in dashboard: Dashboard) -> Int { dashboard.lastTop(dashboard.sheetLines(lines).count) + 1 }

    func hints(in dashboard: Dashboard) -> [Hint] { [dashboard.moveHint, dashboard.backHint] }

    func draw(in dashboard: Dashboard, on canvas: inout Canvas, _ area: Area) {
        canvas.sheet(area, title, dashboard.sheetLines(lines), cursor)
    }
}

/// The record in hand in full; its keys are commands, for decisions are taken on it.
struct CardPanel: Panel {
    var cursor = ListCursor()

    var context: Context? { .detail }

    func draw(in dashboard: Dashboard, on canvas: inout Canvas, _ area: Area) {
        guard let row = dashboard.currentRow, let snapshot = dashboard.snapshot else { return }
        let turns = snapshot.table.dialogue(of: row)?.turns.count ?? 0
        let to = dashboard.keyName(of: .right)
        let about =
            turns == 0
            ? ""
            : dashboard.selectedTurn.map { " · turn \($0 + 1) of \(turns)" }
                ?? " · \(turns.counted("turn")), \(to) to one"
        canvas.sheet(area, "Record \(row + 1)\(about)", dashboard.detailLines(), cursor)
    }

    func move(by delta: Int, in dashboard: inout Dashboard) {
        var moved = self
        moved.cursor.move(by: delta, count: dashboard.lastTop(dashboard.detailLines().count) + 1)
        dashboard.panel = moved
    }
}

extension Canvas {
    /// A box of lines, scrolled so that the cursor's line is the first.
    mutating func sheet(_ area: Area, _ title: String, _ lines: [CardLine], _ cursor: ListCursor) {
        let inner = box(area, height: min(lines.count, area.height - 2), title: title)
        let top = max(0, min(cursor.position, lines.count - inner.height))
        for (line, content) in lines.dropFirst(top).prefix(inner.height).enumerated() {
            content.draw(on: &self, x: inner.x, y: inner.y + line, width: inner.width)
        }
        if lines.count > inner.height {
            let end = min(lines.count, top + inner.height)
            writeRight(" \(end) of \(lines.count) ", right: inner.right, y: inner.y + inner.height, Style(.dim))
        }
    }

    /// A box that holds `height` lines, cleared, with a rule above and below.
    mutating func box(_ area: Area, height: Int, title: String) -> Area {
        let height = min(area.height, height + 2)
        let y = area.y + max(0, (area.height - height) / 2)
        let width = min(area.width, 106)
        let x = (area.width - width) / 2
        // A margin keeps the text beside the box apart from what is in it.
        fill(x: max(0, x - 2), y: y, width: min(area.width, width + 4), height: height)
        forgetItems()
        rule(y: y, x: x, width: width, style: Style(.accent))
        rule(y: y + height - 1, x: x, width: width, style: Style(.accent))
        if !title.isEmpty { write(" \(title) ", x: x + 3, y: y, Style(.heading, bold: true), width: width - 6) }
        return Area(x: x + 3, y: y + 1, width: width - 6, height: height - 2)
    }

    /// A box with a question, and a field to answer it in.
    mutating func question(_ area: Area, _ question: String, _ field: TextField?) {
        let width = min(area.width, 106) - 8
        let lines = DisplayText(question).wrapped(to: max(10, width))
        let inner = box(area, height: lines.count + (field == nil ? 0 : 1), title: "")
        for (line, text) in lines.enumerated() {
            put(text, x: inner.x, y: inner.y + line, style: Style(.normal, bold: true), width: inner.width)
        }
        field?.draw(on: &self, x: inner.x, y: inner.y + lines.count, width: inner.width)
    }
}
