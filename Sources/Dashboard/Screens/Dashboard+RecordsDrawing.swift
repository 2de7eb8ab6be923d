import Canvas
import Engine
import Journal
import Records

extension Dashboard {
    /// Lines of the table that are visible, for paging.
    var pageHeight: Int { max(1, height - 9) }

    func drawRecords(on canvas: inout Canvas, _ whole: Area, _ snapshot: Snapshot) {
        var area = whole
        drawFilterBar(on: &canvas, area.takeTop(records.filterError == nil || !isEditingFilter ? 1 : 3))
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

    private var isEditingFilter: Bool { if case .filter = panel { true } else { false } }

    private func drawFilterBar(on canvas: inout Canvas, _ area: Area) {
        let x = 1 + canvas.write("filter ", x: 1, y: area.y, Style(.dim))
        if case .filter(let field) = panel {
            field.draw(on: &canvas, x: x, y: area.y, width: area.width - x - 1)
            if let error = records.filterError {
                let token = error.offset..<(error.offset + max(1, error.length))
                let place = field.place(of: token, width: area.width - x - 1)
                canvas.write(
                    String(repeating: "^", count: max(1, place.count)), x: x + place.lowerBound, y: area.y + 1,
                    Style(.error))
                let hint = error.suggestion.map { " Did you mean '\($0)'?" } ?? ""
                canvas.write(error.message + hint, x: x, y: area.y + 2, Style(.error), width: area.width - x)
            }
        } else if records.filterText.isEmpty {
            canvas.write("none · f to filter", x: x, y: area.y, Style(.dim))
        } else {
            canvas.write(
                records.filterText + (records.isFilterOn ? "" : "   (off)"), x: x, y: area.y,
                Style(records.isFilterOn ? .input : .dim), width: area.width - x)
        }
        if let error = records.filterError, !isEditingFilter {
            canvas.writeRight(error.message, right: area.right - 1, y: area.y, Style(.error))
        }
    }

    // MARK: The table

    private func drawTable(on canvas: inout Canvas, _ whole: Area, _ snapshot: Snapshot) {
        var area = whole
        let header = area.takeTop(1)
        let visible = records.cursor.visible(count: records.rows.count, height: area.height)
        let layout = tableLayout(area.width - 3, visible, snapshot)
        for place in layout {
            let isUnder = columnUnderCursor == place.column
            let order =
                records.sort.first.flatMap { $0.name == place.column.queryName(snapshot) ? $0 : nil }.map {
                    $0.descending ? "▾" : "▴"
                }
                ?? ""
            let title = place.column.title(snapshot) + order
            let style = Style(isUnder ? .accent : .dim, underline: isUnder)
            if place.alignsRight {
                canvas.writeRight(
                    DisplayText(title).truncated(to: place.width).string, right: place.x + place.width, y: header.y,
                    style)
            } else {
                canvas.write(title, x: place.x, y: header.y, style, width: place.width)
            }
        }
        if records.rows.isEmpty {
            let why =
                records.activeFilter == .all
                ? "No records are left." : "No record matches this filter · i turns it off · f changes it"
            canvas.write(why, x: 3, y: area.y + 1, Style(.dim), width: area.width - 4)
        }
        for (line, index) in visible.enumerated() {
            drawRecordLine(
                on: &canvas, area.y + line, area.width, records.rows[index], index == records.cursor.position, layout,
                snapshot)
        }
    }

    private func drawRecordLine(
        on canvas: inout Canvas, _ y: Int, _ width: Int, _ row: Int, _ isCurrent: Bool, _ layout: [ColumnPlace],
        _ snapshot: Snapshot
    ) {
        if isCurrent {
            canvas.fill(x: 0, y: y, width: width, height: 1, style: Style(.cursor))
            canvas.write("▸", x: 1, y: y, Style(.cursor, bold: true))
        }
        if records.marks.contains(row) { canvas.write("•", x: 2, y: y, Style(.match, bold: true)) }
        for place in layout {
            if place.column == .flag {
                drawFlags(on: &canvas, place.x, y, row, snapshot)
                continue
            }
            let style = cellStyle(place.column, isCurrent)
            let text = cellText(place.column, row, snapshot)
            if place.alignsRight {
                canvas.writeRight(
                    DisplayText(text, limit: 200).truncated(to: place.width).string, right: place.x + place.width, y: y,
                    style)
            } else {
                canvas.put(
                    DisplayText(text, limit: 4 * place.width + 8), x: place.x, y: y, style: style, width: place.width)
            }
        }
    }

    private func cellStyle(_ column: ShownColumn, _ isCurrent: Bool) -> Style {
        if isCurrent { return Style(.cursor) }
        switch column {
        case .row, .hits: return Style(.dim)
        default: return Style()
        }
    }

    func drawFlags(on canvas: inout Canvas, _ x: Int, _ y: Int, _ row: Int, _ snapshot: Snapshot) {
        var x = x
        for flag in snapshot.flags[row].flags {
            x += canvas.write(flag.letter, x: x, y: y, Style(flag.role, bold: true))
        }
        if let state = snapshot.overlay.facets["state"], state.masks[row] & 1 != 0 {
            canvas.write("d", x: x, y: y, Style(.staged, bold: true))
        }
    }

    /// The text of one cell; covered where the record's text is veiled.
    func cellText(_ column: ShownColumn, _ row: Int, _ snapshot: Snapshot) -> String {
        switch column {
        case .row: return "\(row + 1)"
        case .flag: return snapshot.flags[row].flags.map(\.letter).joined()
        case .hits: return hitNames(row, snapshot)
        case .added(let name):
            guard let value = snapshot.overlay.numbers[name]?[row], !value.isNaN else { return "–" }
            return name.hasPrefix("effect.") ? value.signed(6) : value.fixed(name == "model.score" ? 3 : 2)
        case .file(let index):
            let text = snapshot.table.field(row, index)
            return veils(index, row, snapshot) ? Veil.over(text) : text
        }
    }

    func hitNames(_ row: Int, _ snapshot: Snapshot) -> String {
        guard let facet = snapshot.overlay.facets["hit"] else { return "" }
        return facet.values.indices.filter { facet.masks[row] & (1 << UInt32($0)) != 0 }
            .map { facet.values[$0] == "pii.email" ? "e-mail" : facet.values[$0] }.joined(separator: " ")
    }

    /// Texts are veiled as a whole; in a table without texts, what identifies or classifies stays readable.
    private func veils(_ index: Int, _ row: Int, _ snapshot: Snapshot) -> Bool {
        guard isVeiled(row) else { return false }
        let kind = snapshot.table.column(index).kind
        let isSubject = snapshot.schema.subjectColumn == snapshot.table.columnNames[index]
        return kind == .text || snapshot.schema.textColumns.contains(snapshot.table.columnNames[index])
            || (snapshot.flags[row].has(.private) && (kind == .identifier || isSubject))
    }

    /// Where each visible column stands. Widths follow what is on the screen; a text takes what is left.
    private func tableLayout(_ width: Int, _ visible: Range<Int>, _ snapshot: Snapshot) -> [ColumnPlace] {
        var x = 3
        var places: [ColumnPlace] = []
        let shown = records.shownColumns
        let fixed = shown.prefix { if case .file = $0 { false } else { true } }
        let files = shown.dropFirst(fixed.count)
        // Keep the column under the cursor in view by leaving out columns to its left.
        var first = 0
        let order = Array(files)
        if let under = columnUnderCursor, let target = order.firstIndex(of: under) {
            let widths = order.map { columnWidth($0, visible, snapshot) + 2 }
            let room = width - fixed.reduce(0) { $0 + columnWidth($1, visible, snapshot) + 2 }
            while first < target, widths[first...target].reduce(0, +) > room { first += 1 }
        }
        for column in Array(fixed) + order.dropFirst(first) {
            guard x < width else { break }
            let isText = isText(column, snapshot)
            let wanted = columnWidth(column, visible, snapshot)
            let take = isText ? max(16, width - x + 3) : min(wanted, width - x + 3)
            guard take >= min(wanted, 4) else { break }
            places.append(ColumnPlace(column: column, x: x, width: take, alignsRight: alignsRight(column, snapshot)))
            x += take + 2
        }
        return places
    }

    private func isText(_ column: ShownColumn, _ snapshot: Snapshot) -> Bool {
        if case .file(let index) = column { snapshot.table.column(index).kind == .text } else { false }
    }

    private func alignsRight(_ column: ShownColumn, _ snapshot: Snapshot) -> Bool {
        switch column {
        case .row, .added: true
        case .flag, .hits: false
        case .file(let index): snapshot.table.column(index).kind == .number
        }
    }

    private func columnWidth(_ column: ShownColumn, _ visible: Range<Int>, _ snapshot: Snapshot) -> Int {
        let title = DisplayText(column.title(snapshot)).columns + 1
        switch column {
        case .row: return max(4, String(snapshot.counts.records).count)
        case .flag: return 4
        case .hits: return 6
        case .added(let name): return max(title, name == "effect.parity" ? 10 : 6)
        case .file(let index):
            if isText(column, snapshot) { return 30 }
            let longest =
                visible.map { DisplayText(snapshot.table.field(records.rows[$0], index), limit: 40).columns }.max() ?? 0
            return min(24, max(title, longest))
        }
    }
}

/// A column of the table on the screen.
struct ColumnPlace: Hashable, Sendable {
    let column: ShownColumn
    let x: Int
    let width: Int
    let alignsRight: Bool
}

extension Flag {
    var role: Role {
        switch self {
        case .toxic: .toxic
        case .biased: .biased
        case .private: .private
        case .mislabelled: .mislabelled
        case .fine: .fine
        case .unsure: .unsure
        }
    }
}

extension Double {
    /// With a sign, always: "+.012" is written +0.012.
    func signed(_ digits: Int) -> String { (self < 0 ? "−" : "+") + magnitude.fixed(digits) }
}
