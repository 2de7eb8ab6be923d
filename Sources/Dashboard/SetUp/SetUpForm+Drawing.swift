import Canvas
import Engine
import Records

extension SetUpForm {
    func draw(on canvas: inout Canvas, _ whole: Area, _ message: Dashboard.Message?, in dashboard: Dashboard) {
        var area = whole
        let title = area.takeTop(1)
        let soFar = loadedFraction < 1 ? " so far…" : ""
        canvas.fill(x: 0, y: title.y, width: title.width, height: 1, style: Style(.title))
        canvas.write(
            " \(fileName)  \(recordCount.grouped) records\(soFar), \(columns.count) columns", x: 0, y: title.y,
            Style(.title, bold: true), width: title.width - 12)
        canvas.writeRight(
            loadedFraction < 1 ? "loading \(Int(loadedFraction * 100)) % " : "set up ", right: title.right, y: title.y,
            Style(.title))
        let hints = area.takeBottom(1)
        let status = area.takeBottom(1)
        drawHints(on: &canvas, hints, in: dashboard)
        drawStatus(on: &canvas, status, message, in: dashboard)
        _ = area.takeTop(1)
        let intro = area.takeTop(2)
        let part = sampleCount < recordCount ? "the first \(sampleCount.grouped) records" : "the file"
        canvas.write(
            "Everything here was guessed from \(part). Change what is wrong; Enter starts.", x: 1, y: intro.y,
            Style(.dim), width: intro.width - 2)
        drawFields(on: &canvas, area.takeTop(6), in: dashboard)
        drawReading(on: &canvas, &area)
        _ = area.takeTop(area.height > 12 ? 1 : 0)
        drawColumns(on: &canvas, area)
    }

    private func drawStatus(
        on canvas: inout Canvas, _ status: Area, _ message: Dashboard.Message?, in dashboard: Dashboard
    ) {
        if isCreating {
            let what =
                loadedFraction < 1
                ? "reading the records: \(Int(loadedFraction * 100)) %" : "reading the records and naming them"
            canvas.write(" \(what) … Esc stops", x: 0, y: status.y, Style(.accent), width: status.width)
        } else if reopening != nil {
            canvas.write(" reading the file in another way …", x: 0, y: status.y, Style(.accent), width: status.width)
        } else if let message {
            canvas.write(
                " " + message.text, x: 0, y: status.y, Style(message.isRefusal ? .warning : .accent),
                width: status.width)
        } else if let notice = notices.first {
            let more =
                notices.count > 1
                ? "   (\(notices.count - 1) more: \(dashboard.keyName(of: .formBrowse)) shows the records)" : ""
            canvas.write(" " + notice + more, x: 0, y: status.y, Style(.dim), width: status.width)
        }
    }

    private func drawHints(on canvas: inout Canvas, _ area: Area, in dashboard: Dashboard) {
        let all = dashboard.table.hints(in: .setUp).map { (dashboard.keyName(of: $0.id), $0.label) }
        var hints = Array(all.prefix(1))
        switch field {
        case nil: hints = all
        case .positive: hints = [("← →", "choose")]
        case .heldOut, .seed, .name, .groups: hints = []
        case .missing where typedMissing != nil: hints = [("Enter", "takes it"), ("Esc", "takes it back")]
        case .delimiter, .missing: hints = [("← →", "change"), ("", "or type it")]
        default: hints += [("← →", "change")]
        }
        let isTyping = field?.isTyped == true || field == .delimiter || field == .missing
        hints.append(("↑ ↓", "move"))
        // What starts and what leaves is always there.
        let last =
            isCreating
            ? [("Esc", "stop")]
            : [(dashboard.keyName(of: .formStart), "start"), (isTyping ? "Esc" : dashboard.backHint.key, "leave")]
        if isCreating { hints = [] }
        let space = area.width < 100 ? 1 : 2
        func width(_ hint: (String, String)) -> Int {
            DisplayText(hint.0.isEmpty ? hint.1 : hint.0 + " " + hint.1).columns + space
        }
        let reserve = last.reduce(0) { $0 + width($1) }
        var x = 1
        for hint in hints where x + width(hint) + reserve <= area.width + space { put(hint) }
        for hint in last { put(hint) }

        func put(_ hint: (String, String)) {
            x += canvas.write(hint.0, x: x, y: area.y, Style(.normal, bold: true)) + (hint.0.isEmpty ? 0 : 1)
            x += canvas.write(hint.1, x: x, y: area.y, Style(.dim)) + space
        }
    }

    /// The fields of the reading, side by side, as many a line as fit.
    private func drawReading(on canvas: inout Canvas, _ area: inout Area) {
        var line = area.takeTop(1)
        canvas.write("read as", x: 3, y: line.y, Style(.dim))
        var x = 16
        for field in shownFields where !field.isTyped {
            guard let (label, value) = text(of: field) else { continue }
            let width = DisplayText(label + "  " + value).columns + 4
            if x > 16, x + width > area.width {
                line = area.takeTop(1)
                x = 16
            }
            let isCurrent = self.field == field
            if isCurrent { canvas.write("▸", x: 1, y: line.y, Style(.accent, bold: true)) }
            x += canvas.write(label, x: x, y: line.y, Style(.dim)) + 1
            x += canvas.write(
                isCurrent ? "‹\(value)›" : value, x: x, y: line.y, isCurrent ? Style(.accent, bold: true) : Style())
            x += isCurrent ? 1 : 3
        }
    }

    private func drawFields(on canvas: inout Canvas, _ area: Area, in dashboard: Dashboard) {
        canvas.write("target", x: 3, y: area.y, Style(.dim))
        let target =
            schema.target.map(\.column)
            ?? "none yet: browse and flag only (\(dashboard.keyName(of: .formTarget)) on a column chooses it)"
        canvas.write(
            target, x: 16, y: area.y, Style(schema.target == nil ? .warning : .normal, bold: schema.target != nil),
            width: area.width - 17)
        let labels = ["positive", "held out, %", "seed", "your name", "groups"]
        let held = testSetName.map { "not used: '\($0)' is held out" } ?? "measures, never trains"
        let notes = [
            "the value that the model predicts, or '>=0.5'", held, "same seed, same model",
            "who decides, in the journal", "\(dashboard.keyName(of: .formGroup)) on a column; or age:<25,25..45,>45",
        ]
        for field in Field.allCases where field.isTyped {
            let y = area.y + 1 + field.rawValue
            canvas.mark(item: field.rawValue, y: y)
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
        let hidden = max(0, columns.count - area.height)
        canvas.write(hidden > 0 ? "column (+\(hidden))" : "column", x: 3, y: header.y, Style(.dim), width: name)
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
        list.move(to: max(0, cursor.position - shownFields.count), count: columns.count)
        for (line, index) in list.visible(count: columns.count, height: area.height).enumerated() {
            let column = columns[index]
            let y = area.y + line
            let isCurrent = field == nil && index == list.position
            canvas.mark(item: index + shownFields.count, y: y)
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
