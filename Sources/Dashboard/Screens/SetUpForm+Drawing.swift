import Canvas
import Engine
import Records

extension SetUpForm {
    func draw(on canvas: inout Canvas, _ whole: Area, _ message: Dashboard.Message?) {
        var area = whole
        let title = area.takeTop(1)
        canvas.fill(x: 0, y: title.y, width: title.width, height: 1, style: Style(.title))
        canvas.write(
            " \(fileName)  \(recordCount.grouped) records, \(columns.count) columns", x: 0, y: title.y,
            Style(.title, bold: true), width: title.width - 12)
        canvas.writeRight("set up ", right: title.right, y: title.y, Style(.title))
        let hints = area.takeBottom(1)
        let status = area.takeBottom(1)
        drawHints(on: &canvas, hints)
        if isCreating {
            canvas.write(" reading the records and naming them …", x: 0, y: status.y, Style(.accent))
        } else if let message {
            canvas.write(
                " " + message.text, x: 0, y: status.y, Style(message.isRefusal ? .warning : .accent),
                width: status.width)
        } else if let notice = notices.first {
            canvas.write(" " + notice, x: 0, y: status.y, Style(.dim), width: status.width)
        }
        _ = area.takeTop(1)
        let intro = area.takeTop(2)
        canvas.write(
            "Everything here was guessed from the file. Change what is wrong; Enter starts.", x: 1, y: intro.y,
            Style(.dim), width: intro.width - 2)
        drawFields(on: &canvas, area.takeTop(Field.allCases.count + 1))
        drawColumns(on: &canvas, area)
    }

    private func drawHints(on canvas: inout Canvas, _ area: Area) {
        let onColumn: [(String, String)] = [
            ("t", "target"), ("x", "text"), ("f", "feature"), ("g", "group"), ("i", "id"), ("u", "subject"),
        ]
        let hints =
            (field == .positive ? [("← →", "choose")] : field == nil ? onColumn : []) + [
                ("↑ ↓", "move"), ("Enter", "start"), ("Esc", "leave"),
            ]
        var x = 1
        for (key, label) in hints {
            x += canvas.write(key, x: x, y: area.y, Style(.normal, bold: true)) + 1
            x += canvas.write(label, x: x, y: area.y, Style(.dim)) + 2
        }
    }

    private func drawFields(on canvas: inout Canvas, _ area: Area) {
        canvas.write("target", x: 3, y: area.y, Style(.dim))
        let target = schema.target.map(\.column) ?? "none yet: browse and flag only (t on a column chooses it)"
        canvas.write(
            target, x: 16, y: area.y, Style(schema.target == nil ? .warning : .normal, bold: schema.target != nil),
            width: area.width - 17)
        let labels = ["positive", "held out, %", "seed", "your name"]
        let notes = [
            "the value that the model predicts, or '>=0.5'", "measures, never trains", "same seed, same model",
            "who decides, in the journal",
        ]
        for field in Field.allCases {
            let y = area.y + 1 + field.rawValue
            let isCurrent = self.field == field
            if isCurrent { canvas.write("▸", x: 1, y: y, Style(.accent, bold: true)) }
            canvas.write(labels[field.rawValue], x: 3, y: y, Style(.dim))
            let width = max(8, min(30, area.width - 20))
            if isCurrent {
                fields[field.rawValue].draw(on: &canvas, x: 16, y: y, width: width)
            } else {
                canvas.write(fields[field.rawValue].text, x: 16, y: y, Style(), width: width)
            }
            canvas.write(
                notes[field.rawValue], x: 18 + width, y: y, Style(.dim), width: max(0, area.width - 19 - width))
        }
    }

    private func drawColumns(on canvas: inout Canvas, _ whole: Area) {
        var area = whole
        let header = area.takeTop(1)
        let name = min(26, max(12, columns.map { DisplayText($0.name).columns }.max() ?? 12))
        let useX = 5 + name
        canvas.write("column", x: 3, y: header.y, Style(.dim))
        canvas.write("used as", x: useX, y: header.y, Style(.dim))
        canvas.write("kind", x: useX + 16, y: header.y, Style(.dim))
        // A count that does not fit is left out: half of it would be another number.
        func count(_ text: String, right: Int, y: Int) {
            if right <= area.width { canvas.writeRight(text, right: right, y: y, Style(.dim)) }
        }
        count("missing", right: useX + 35, y: header.y)
        count("distinct", right: useX + 45, y: header.y)
        canvas.write("examples", x: useX + 47, y: header.y, Style(.dim), width: max(0, area.width - useX - 48))
        var list = ListCursor()
        list.move(to: max(0, cursor.position - Field.allCases.count), count: columns.count)
        for (line, index) in list.visible(count: columns.count, height: area.height).enumerated() {
            let column = columns[index]
            let y = area.y + line
            let isCurrent = field == nil && index == list.position
            if isCurrent { canvas.write("▸", x: 1, y: y, Style(.accent, bold: true)) }
            canvas.write(column.name, x: 3, y: y, Style(.normal, bold: isCurrent), width: name)
            let uses = uses(column.name)
            canvas.write(
                uses.isEmpty ? "–" : uses.map(\.title).joined(separator: " "), x: useX, y: y,
                Style(uses.contains(.target) ? .accent : uses.isEmpty ? .dim : .normal, bold: uses.contains(.target)),
                width: 15)
            canvas.write(column.kind.rawValue, x: useX + 16, y: y, Style(.dim))
            count(column.missing.grouped, right: useX + 35, y: y)
            count(column.distinct.grouped, right: useX + 45, y: y)
            canvas.write(
                column.examples.joined(separator: ", "), x: useX + 47, y: y, Style(.dim),
                width: max(0, area.width - useX - 48))
        }
    }
}

extension SetUpForm.Use {
    var title: String {
        switch self {
        case .target: "target"
        case .text: "text"
        case .feature: "feature"
        case .group: "group"
        case .id: "id"
        case .subject: "subject"
        }
    }
}
