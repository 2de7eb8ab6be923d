import Canvas
import Engine
import Foundation
import Records

// What lies over the work: keys, palette, detail, questions.
extension Dashboard {
    func drawPanel(on canvas: inout Canvas, _ area: Area, _ snapshot: Snapshot) {
        switch panel {
        case nil, .filter: break
        case .keys(let cursor): drawSheet(on: &canvas, area, "Keys", keySheet(), cursor)
        case .palette(let field, let cursor): drawPalette(on: &canvas, area, field, cursor)
        case .detail(let cursor): drawDetail(on: &canvas, area, snapshot, cursor)
        case .text(let title, let lines, let cursor):
            drawSheet(on: &canvas, area, title, sheetLines(lines), cursor)
        case .confirm(let question, _): drawQuestion(on: &canvas, area, question + "  y yes · n no", nil)
        case .apply(let field): drawQuestion(on: &canvas, area, applyQuestion(snapshot), field)
        case .write(let cursor): drawWriteMenu(on: &canvas, area, cursor)
        case .path(let destination, let field):
            drawQuestion(on: &canvas, area, "Write \(title(destination)) to:", field)
        case .search(let field):
            drawQuestion(on: &canvas, area, "Search the shown records for words, or /a regular expression/:", field)
        case .reason(let field, _): drawQuestion(on: &canvas, area, "Reason:", field)
        case .metrics(let field, let cursor): drawMetrics(on: &canvas, area, field, cursor)
        case .groupings(let cursor): drawGroupings(on: &canvas, area, cursor)
        case .outcomes(let cursor): drawOutcomes(on: &canvas, area, cursor)
        }
    }

    private func applyQuestion(_ snapshot: Snapshot) -> String {
        let records = snapshot.counts.staged.counted("record")
        let what =
            snapshot.isYourModel
            ? "Write a copy of the file without \(records), and the list of their ids. No model is changed."
            : "Make the model forget \(records). \(wayBack(snapshot.policy)); their flags stay."
        return "\(what) Type \(snapshot.counts.staged) to confirm:"
    }

    /// Whether a removal can be taken back, by what the policy keeps.
    private func wayBack(_ policy: Policy) -> String {
        switch policy.earlierModels {
        case .no: "This can't be undone, for no earlier model is kept"
        case .untilNextRemoval: written("\(command: .restore) brings them back until the next removal")
        case .always: written("\(command: .restore) brings them back")
        }
    }

    /// The text of a sheet, wrapped to its box.
    func sheetLines(_ lines: [String]) -> [CardLine] {
        lines.flatMap { line in wrap(line, boxWidth).map { CardLine($0) } }
    }

    /// The first line shown when a sheet of `count` lines is scrolled to its end.
    func lastTop(_ count: Int) -> Int {
        let work = height - 4 - (coach == nil ? 0 : 1)
        return max(0, count - max(1, work - 2))
    }

    /// Columns inside a box: as wide as the screen, up to what is pleasant to read.
    private var boxWidth: Int { min(width, 106) - 6 }

    private func wrap(_ line: String, _ width: Int) -> [DisplayText] {
        line.isEmpty ? [.empty] : DisplayText(line).wrapped(to: max(10, width))
    }

    /// A box that holds `height` lines, cleared, with a rule above and below.
    func box(on canvas: inout Canvas, _ area: Area, height: Int, title: String) -> Area {
        let height = min(area.height, height + 2)
        let y = area.y + max(0, (area.height - height) / 2)
        let width = min(area.width, 106)
        let x = (area.width - width) / 2
        // A margin keeps the text beside the box apart from what is in it.
        canvas.fill(x: max(0, x - 2), y: y, width: min(area.width, width + 4), height: height)
        canvas.rule(y: y, x: x, width: width, style: Style(.accent))
        canvas.rule(y: y + height - 1, x: x, width: width, style: Style(.accent))
        if !title.isEmpty { canvas.write(" \(title) ", x: x + 3, y: y, Style(.heading, bold: true), width: width - 6) }
        return Area(x: x + 3, y: y + 1, width: width - 6, height: height - 2)
    }

    private func drawSheet(
        on canvas: inout Canvas, _ area: Area, _ title: String, _ lines: [CardLine], _ cursor: ListCursor
    ) {
        let inner = box(on: &canvas, area, height: min(lines.count, area.height - 2), title: title)
        let top = max(0, min(cursor.position, lines.count - inner.height))
        for (line, content) in lines.dropFirst(top).prefix(inner.height).enumerated() {
            content.draw(on: &canvas, x: inner.x, y: inner.y + line, width: inner.width)
        }
        if lines.count > inner.height {
            let end = min(lines.count, top + inner.height)
            canvas.writeRight(" \(end) of \(lines.count) ", right: inner.right, y: inner.y + inner.height, Style(.dim))
        }
    }

    /// The key sheet of the current context, generated from the command table.
    func keySheet() -> [CardLine] {
        var lines: [CardLine] = []
        for group in CommandGroup.allCases {
            let commands = CommandTable.all.filter { $0.group == group && $0.contexts.contains(context) }
            guard !commands.isEmpty else { continue }
            lines.append(CardLine(DisplayText(group.rawValue), Style(.heading, bold: true)))
            for command in commands {
                let keys = DisplayText("  ") + DisplayText(command.keyNames).padded(to: 14)
                let reason = refusal(of: command).map { " · now: \(written($0))" } ?? ""
                lines += hanging(keys, DisplayText(command.summary + reason), boxWidth).map {
                    CardLine($0, Style(reason.isEmpty ? .normal : .dim))
                }
            }
        }
        let typing = wrap("In text fields: Ctrl-G or Esc back, Ctrl-U Ctrl-K Ctrl-W delete.", boxWidth)
        return lines + typing.map { CardLine($0, Style(.dim)) }
    }

    private func drawPalette(on canvas: inout Canvas, _ area: Area, _ field: TextField, _ cursor: ListCursor) {
        let items = paletteItems(field.text)
        let inner = box(on: &canvas, area, height: min(14, area.height - 2), title: "Command")
        canvas.write(":", x: inner.x, y: inner.y, Style(.accent))
        field.draw(on: &canvas, x: inner.x + 1, y: inner.y, width: inner.width - 1)
        for (line, index) in cursor.visible(count: items.count, height: inner.height - 1).enumerated() {
            let isCurrent = index == cursor.position
            let style = isCurrent ? Style(.cursor) : Style()
            let y = inner.y + 1 + line
            if isCurrent { canvas.fill(x: inner.x, y: y, width: inner.width, height: 1, style: style) }
            canvas.write(items[index].name, x: inner.x + 1, y: y, style, width: 24)
            canvas.write(
                items[index].summary, x: inner.x + 26, y: y, isCurrent ? style : Style(.dim), width: inner.width - 27)
        }
    }

    private func drawDetail(on canvas: inout Canvas, _ area: Area, _ snapshot: Snapshot, _ cursor: ListCursor) {
        guard let row = currentRow else { return }
        let turns = snapshot.table.dialogue(of: row)?.turns.count ?? 0
        let about =
            turns == 0
            ? "" : selectedTurn.map { " · turn \($0 + 1) of \(turns)" } ?? " · \(turns.counted("turn")), l to one"
        drawSheet(on: &canvas, area, "Record \(row + 1)\(about)", detailLines(), cursor)
    }

    func detailLines() -> [CardLine] {
        guard let snapshot, let row = currentRow else { return [] }
        return cardLines(row, snapshot, width: boxWidth, isShort: false)
    }

    private func drawQuestion(on canvas: inout Canvas, _ area: Area, _ question: String, _ field: TextField?) {
        let width = min(area.width, 106) - 8
        let lines = wrap(question, width)
        let inner = box(on: &canvas, area, height: lines.count + (field == nil ? 0 : 1), title: "")
        for (line, text) in lines.enumerated() {
            canvas.put(text, x: inner.x, y: inner.y + line, style: Style(.normal, bold: true), width: inner.width)
        }
        field?.draw(on: &canvas, x: inner.x, y: inner.y + lines.count, width: inner.width)
    }

    // MARK: Writing out

    mutating func askWhatToWrite() -> [Effect] {
        panel = .write(ListCursor())
        return []
    }

    func title(_ destination: Destination) -> String {
        switch destination {
        case .records: "the \(records.rows.count.counted("record")) shown, with flags and reasons (CSV)"
        case .report: "the report, for a reader (HTML; .md .csv .json too)"
        case .fairness: "the fairness figures, before and after (JSON)"
        case .bundle: "the journal bundle, which anyone can verify"
        case .redactedCopy:
            "a copy of the file without \(snapshot?.isYourModel == true ? "removed" : "forgotten") records"
        }
    }

    private func drawWriteMenu(on canvas: inout Canvas, _ area: Area, _ cursor: ListCursor) {
        let inner = box(on: &canvas, area, height: Destination.allCases.count, title: "Write")
        for destination in Destination.allCases {
            let y = inner.y + destination.rawValue
            let isCurrent = destination.rawValue == cursor.position
            if isCurrent { canvas.fill(x: inner.x, y: y, width: inner.width, height: 1, style: Style(.cursor)) }
            canvas.write(
                "\(destination.rawValue + 1)  \(title(destination))", x: inner.x + 1, y: y,
                isCurrent ? Style(.cursor) : Style(), width: inner.width - 2)
        }
    }

    mutating func choosePath(_ destination: Destination) -> [Effect] {
        guard let snapshot else { return [] }
        let (base, suffix) = PathText.ending(of: snapshot.table.path)
        let path =
            switch destination {
            case .records: base + "-flagged.csv"
            case .report: base + "-report.html"
            case .fairness: base + "-fairness.json"
            case .bundle: base + "-journal"
            case .redactedCopy: base + "-redacted." + (suffix.isEmpty ? "csv" : suffix)
            }
        panel = .path(destination, TextField(path))
        return []
    }

    mutating func write(_ destination: Destination, to path: String) -> [Effect] {
        guard !path.isEmpty else { return [] }
        switch destination {
        case .records: return [.perform(.write(.records(path: path, rows: Array(records.rows))))]
        case .report: return [.perform(.write(.report(path: path)))]
        case .fairness: return [.perform(.write(.fairness(path: path)))]
        case .bundle: return [.perform(.write(.bundle(path: path)))]
        case .redactedCopy: return [.perform(.write(.redactedCopy(path: path)))]
        }
    }
}
