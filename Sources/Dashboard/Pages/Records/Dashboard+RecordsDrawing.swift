import Canvas
import Engine
import Journal
import Records

extension Dashboard {
    /// Lines of the table that are visible, for paging.
    var pageHeight: Int { max(1, height - 9) }

    func drawRecords(on canvas: inout Canvas, _ whole: Area, _ snapshot: Snapshot) {
        var area = whole
        let lines =
            (panel as? FilterPanel)?.choicesText != nil ? 2 : records.filterError == nil || !isEditingFilter ? 1 : 3
        drawFilterBar(on: &canvas, area.takeTop(lines))
        if area.width >= 120 {
            let side = area.takeRight(min(64, area.width * 2 / 5))
            canvas.verticalRule(x: side.x, y: side.y, height: side.height)
            drawCard(on: &canvas, Area(x: side.x + 2, y: side.y, width: side.width - 3, height: side.height), snapshot)
        } else {
            let below = area.takeBottom(min(6, area.height / 3))
            drawCardHeading(on: &canvas, below, snapshot)
            drawCard(
                on: &canvas, Area(x: 1, y: below.y + 1, width: below.width - 2, height: below.height - 1), snapshot,
                isShort: true)
        }
        drawTable(on: &canvas, area, snapshot)
    }

    private var isEditingFilter: Bool { panel is FilterPanel }

    private func drawFilterBar(on canvas: inout Canvas, _ area: Area) {
        let x = 1 + canvas.write("filter ", x: 1, y: area.y, Style(.dim))
        if let field = (panel as? FilterPanel)?.field {
            let count = countText
            let width = area.width - x - 1 - (count.isEmpty ? 0 : DisplayText(count).columns + 2)
            field.draw(on: &canvas, x: x, y: area.y, width: width)
            canvas.writeRight(count, right: area.right - 1, y: area.y, Style(.dim))
            if let choices = (panel as? FilterPanel)?.choicesText {
                canvas.write(choices, x: x, y: area.y + 1, Style(.dim), width: area.width - x)
            } else if let error = records.filterError {
                let token = error.offset..<(error.offset + max(1, error.length))
                let place = field.place(of: token, width: width)
                canvas.write(
                    String(repeating: "^", count: max(1, place.count)), x: x + place.lowerBound, y: area.y + 1,
                    Style(.error))
                let hint = error.suggestion.map { " Did you mean '\($0)'?" } ?? ""
                canvas.write(error.message + hint, x: x, y: area.y + 2, Style(.error), width: area.width - x)
            }
        } else if records.filterText.isEmpty {
            canvas.write("none · \(keyName(of: .filter)) to filter", x: x, y: area.y, Style(.dim))
        } else {
            canvas.write(
                records.filterText + (records.isFilterOn ? "" : "   (off)"), x: x, y: area.y,
                Style(records.isFilterOn ? .input : .dim), width: area.width - x)
        }
        if let error = records.filterError, !isEditingFilter {
            canvas.writeRight(error.message, right: area.right - 1, y: area.y, Style(.error))
        } else if let waiting, !isEditingFilter {
            canvas.writeRight(" " + waiting, right: area.right - 1, y: area.y, Style(.warning))
        }
    }

    /// How many match what is typed so far; the last good count while it is wrong.
    private var countText: String {
        guard let snapshot else { return "" }
        if records.isAwaited, slowTicket >= records.ticket { return "counting…" }
        return "\(records.rows.count.grouped) of \(snapshot.counts.present.grouped)"
    }

    /// What a person waits for, once it takes long.
    private var waiting: String? {
        if let errand, slowTicket >= errand.ticket {
            if case .search = errand.purpose { return "searching… Ctrl-C stops" }
            return "looking… Ctrl-C stops"
        }
        guard records.isAwaited, slowTicket >= records.ticket else { return nil }
        return records.query.sort.isEmpty ? "counting…" : "sorting…"
    }

    // MARK: The table

    private func drawTable(on canvas: inout Canvas, _ whole: Area, _ snapshot: Snapshot) {
        var area = whole
        let header = area.takeTop(1)
        let visible = records.cursor.visible(count: records.rows.count, height: area.height)
        let layout = tableLayout(area.width - 3, visible, snapshot)
        for place in layout { drawTitle(of: place, on: &canvas, header.y, snapshot) }
        if records.rows.isEmpty {
            let why =
                records.activeFilter != .all
                ? written(
                    "No record matches this filter · \(command: .filterToggle) turns it off · \(command: .filter) changes it"
                )
                : snapshot.browsing?.isLoading == true ? "No records yet." : "No records are left."
            canvas.write(why, x: 3, y: area.y + 1, Style(.dim), width: area.width - 4)
        }
        guard records.wraps, let long = layout.first(where: { isText($0.column, snapshot) }) else {
            let common = commonBeginnings(layout, visible, snapshot)
            for (line, index) in visible.enumerated() {
                drawRecordLine(on: &canvas, area.y + line, area.width, index, layout, snapshot, without: common)
            }
            return
        }
        drawWrapped(on: &canvas, area, layout, long, snapshot)
    }

    private func drawTitle(of place: ColumnPlace, on canvas: inout Canvas, _ y: Int, _ snapshot: Snapshot) {
        let isUnder = columnUnderCursor == place.column
        let title = place.column.title(snapshot) + orderMark(place.column, snapshot)
        let style = Style(isUnder ? .accent : .dim, underline: isUnder)
        if place.alignsRight {
            canvas.writeRight(
                DisplayText(title).truncated(to: place.width).string, right: place.x + place.width, y: y, style)
        } else {
            canvas.write(title, x: place.x, y: y, style, width: place.width)
        }
    }

    /// "▾" where a column alone decides the order, "▾2" where it is the second of several that do.
    private func orderMark(_ column: ShownColumn, _ snapshot: Snapshot) -> String {
        guard let rank = records.sort.firstIndex(where: { $0.name == column.queryName(snapshot) }) else { return "" }
        let mark = records.sort[rank].descending ? "▾" : "▴"
        return records.sort.count == 1 ? mark : mark + "\(rank + 1)"
    }

    private func drawRecordLine(
        on canvas: inout Canvas, _ y: Int, _ width: Int, _ index: Int, _ layout: [ColumnPlace], _ snapshot: Snapshot,
        without common: [ShownColumn: Int] = [:], leavingOut long: ColumnPlace? = nil
    ) {
        let row = records.rows[index]
        let isCurrent = index == records.cursor.position
        canvas.mark(item: index, y: y)
        if isCurrent {
            canvas.fill(x: 0, y: y, width: width, height: 1, style: Style(.cursor))
            canvas.write("▸", x: 1, y: y, Style(.cursor, bold: true))
        }
        if records.marks.contains(row) { canvas.write("•", x: 2, y: y, Style(.match, bold: true)) }
        let outstanding = telling(of: row, snapshot)
        for place in layout where place != long {
            if place.column == .flag {
                drawFlags(on: &canvas, place.x, y, row, snapshot)
                continue
            }
            let style = cellStyle(place.column, isCurrent)
            let text = telling(cellText(place.column, row, snapshot), without: common[place.column] ?? 0)
            if place.alignsRight {
                let shown = DisplayText(text, limit: 200).truncated(to: place.width)
                canvas.put(shown, x: max(0, place.x + place.width - shown.columns), y: y, style: style)
            } else {
                let shown = DisplayText(text, limit: 4 * place.width + 8).truncated(to: place.width)
                canvas.put(shown, x: place.x, y: y, style: style)
                if case .file = place.column { highlight(shown, outstanding, on: &canvas, place.x, y, isCurrent) }
            }
        }
    }

    // MARK: Wrapped

    /// The records around the cursor, the long column of each over as many lines as it needs, up to half the screen.
    private func drawWrapped(
        on canvas: inout Canvas, _ area: Area, _ layout: [ColumnPlace], _ long: ColumnPlace, _ snapshot: Snapshot
    ) {
        guard !records.rows.isEmpty, area.height > 0 else { return }
        let most = max(1, area.height / 2)
        func parts(_ index: Int) -> [DisplayText] {
            let text = DisplayText(cellText(long.column, records.rows[index], snapshot), limit: long.width * most)
            return Array(text.wrapped(to: long.width).prefix(most))
        }
        var top = min(records.cursor.position, records.rows.count - 1)
        var used = parts(top).count
        while top > 0 {
            let height = parts(top - 1).count
            guard used + height <= area.height else { break }
            used += height
            top -= 1
        }
        var y = area.y
        var index = top
        while index < records.rows.count, y < area.bottom {
            drawRecordLine(on: &canvas, y, area.width, index, layout, snapshot, leavingOut: long)
            let isCurrent = index == records.cursor.position
            let outstanding = telling(of: records.rows[index], snapshot)
            for (line, part) in parts(index).enumerated() where y + line < area.bottom {
                if isCurrent, line > 0 {
                    canvas.fill(x: 0, y: y + line, width: area.width, height: 1, style: Style(.cursor))
                }
                canvas.mark(item: index, y: y + line)
                canvas.put(part, x: long.x, y: y + line, style: cellStyle(long.column, isCurrent), width: long.width)
                highlight(part, outstanding, on: &canvas, long.x, y + line, isCurrent)
            }
            y += parts(index).count
            index += 1
        }
    }
}
