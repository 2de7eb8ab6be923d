import Canvas
import Engine
import Records

extension Dashboard {
    func drawValues(on canvas: inout Canvas, _ whole: Area, _ snapshot: Snapshot) {
        var area = whole
        if values.isSummary {
            drawSummary(on: &canvas, area, snapshot)
            return
        }
        drawValuesHeading(on: &canvas, area.takeTop(2), snapshot)
        guard let found = values.found else {
            canvas.write("counting…", x: 3, y: area.y, Style(.dim))
            return
        }
        let layout = ValuesLayout(found, width: area.width, target: snapshot.schema.target)
        let header = area.takeTop(1)
        layout.drawHeader(on: &canvas, header.y, found)
        if found.lines.isEmpty {
            canvas.write("No record matches the filter.", x: 3, y: area.y, Style(.dim), width: area.width - 4)
        }
        let most = found.lines.map(\.count).max() ?? 1
        let shown = values.cursor.visible(count: found.lines.count, height: area.height)
        let names = GroupNames(shown.map { ValuesLayout.label(of: found.lines[$0]) }, width: layout.label)
        for (line, index) in shown.enumerated() {
            canvas.mark(item: index, y: area.y + line)
            layout.draw(
                found.lines[index], names, isCurrent: index == values.cursor.position, most: most, isASCII: isASCII,
                on: &canvas, area.y + line)
        }
    }

    private func drawValuesHeading(on canvas: inout Canvas, _ area: Area, _ snapshot: Snapshot) {
        guard let question = values.question else { return }
        var title = question.column
        if let by = question.by { title += " · by \(by)" }
        if question.filter != .all { title += " · where \(question.filter)" }
        canvas.write(title, x: 1, y: area.y, Style(.heading, bold: true), width: area.width - 30)
        var note = ""
        if values.isAwaited, slowTicket >= values.ticket {
            note = "counting…"
        } else if let found = values.found {
            note = found.isHistogram ? "histogram" : question.order == .count ? "by count" : "by value"
        }
        canvas.writeRight(note, right: area.right - 1, y: area.y, Style(.dim))
    }

    // MARK: The summary

    private func drawSummary(on canvas: inout Canvas, _ whole: Area, _ snapshot: Snapshot) {
        var area = whole
        _ = area.takeTop(1)
        let names = snapshot.table.columnNames
        let name = min(28, max(8, values.summary.map { DisplayText($0.name).columns }.max() ?? 8))
        let header = area.takeTop(1)
        let kindX = 5 + name
        let numbers = [("missing", kindX + 20), ("distinct", kindX + 31)]
        canvas.write("column", x: 3, y: header.y, Style(.dim))
        canvas.write("kind", x: kindX, y: header.y, Style(.dim))
        for (title, right) in numbers { canvas.writeRight(title, right: right, y: header.y, Style(.dim)) }
        let rest = kindX + 33
        canvas.write("from … to, mean, examples", x: rest, y: header.y, Style(.dim), width: max(0, area.width - rest))
        for (line, index) in values.summaryCursor.visible(count: names.count, height: area.height).enumerated() {
            let y = area.y + line
            let isCurrent = index == values.summaryCursor.position
            let style = isCurrent ? Style(.cursor) : Style()
            if isCurrent {
                canvas.fill(x: 0, y: y, width: area.width, height: 1, style: style)
                canvas.write("▸", x: 1, y: y, Style(.cursor, bold: true))
            }
            canvas.mark(item: index, y: y)
            canvas.write(names[index], x: 3, y: y, style, width: name)
            guard values.summary.indices.contains(index) else {
                canvas.write("…", x: kindX, y: y, isCurrent ? style : Style(.dim))
                continue
            }
            let column = values.summary[index]
            canvas.write(column.kind, x: kindX, y: y, isCurrent ? style : Style(.dim), width: 11)
            canvas.writeRight(column.missing.grouped, right: kindX + 20, y: y, style)
            canvas.writeRight(column.distinct.grouped, right: kindX + 31, y: y, style)
            canvas.write(column.range, x: rest, y: y, style, width: max(0, area.width - rest - 1))
        }
    }
}

extension SummaryLine {
    /// "18 … 79, mean 41.2", or the examples of what is no number.
    var range: String {
        guard let minimum, let maximum else {
            return zip(examples, isVeiled).map { $1 ? Veil.over($0) : $0 }.joined(separator: ", ")
        }
        return "\(minimum) … \(maximum)" + (mean.map { ", mean \($0.fixed(3))" } ?? "")
    }
}

/// Where the figures of a line of values stand.
private struct ValuesLayout {
    let label: Int
    let countRight: Int
    let shareRight: Int
    let bar: (x: Int, width: Int)
    let groups: [(x: Int, width: Int)]
    let positiveRight: Int?
    private let positiveWidth: Int
    let target: Target?
    let showsCounts: Bool

    init(_ found: ValuesFound, width: Int, target: Target?) {
        self.target = target
        let longest = found.lines.prefix(200).map { DisplayText($0.label, limit: 60).columns }.max() ?? 8
        label = min(max(9, longest), max(12, width / 3))
        countRight = 3 + label + 12
        shareRight = countRight + 9
        showsCounts = width >= 120
        var right = width - 1
        let hasRate = target != nil && found.lines.contains { $0.positives != nil }
        positiveRight = hasRate ? right : nil
        // The whole title where there is room for it.
        let title = target.map { Self.title(of: $0).columns } ?? 0
        positiveWidth = max(11, min(title, width >= 100 ? 28 : 11))
        if hasRate { right -= positiveWidth + 1 }
        let each = showsCounts ? 17 : 10
        let room = max(0, right - shareRight - 10)
        let fitting = min(found.groups.count, room / each)
        groups = (0..<fitting).map { (right - (fitting - $0) * each, each) }
        let end = (groups.first?.x ?? right) - 1
        bar = (shareRight + 2, max(0, min(30, end - shareRight - 2)))
    }

    private static func title(of target: Target) -> DisplayText {
        DisplayText("\(target.column)=\(target.positiveText)")
    }

    /// What stands for the value of a line; of a long text its beginning.
    static func label(of line: ValuesFound.Line) -> String {
        let value = line.isVeiled ? Veil.over(line.label) : line.label
        return line.isMissing ? "(missing)" : value.isEmpty ? "(empty)" : String(value.prefix(400))
    }

    func drawHeader(on canvas: inout Canvas, _ y: Int, _ found: ValuesFound) {
        canvas.write(found.isHistogram ? "from … to" : "value", x: 3, y: y, Style(.dim))
        canvas.writeRight("records", right: countRight, y: y, Style(.dim))
        canvas.writeRight("share", right: shareRight, y: y, Style(.dim))
        let names = GroupNames(found.groups, width: (groups.first?.width ?? 1) - 1)
        for (place, name) in zip(groups, found.groups) {
            let title = names[name]
            canvas.put(title, x: place.x + place.width - title.columns, y: y, style: Style(.dim))
        }
        guard let positiveRight, let target else { return }
        let title = Self.title(of: target).shortenedInside(to: positiveWidth)
        canvas.put(title, x: positiveRight - title.columns, y: y, style: Style(.dim))
    }

    func draw(
        _ line: ValuesFound.Line, _ names: GroupNames, isCurrent: Bool, most: Int, isASCII: Bool,
        on canvas: inout Canvas, _ y: Int
    ) {
        let style = isCurrent ? Style(.cursor) : Style()
        if isCurrent {
            canvas.fill(x: 0, y: y, width: canvas.width, height: 1, style: style)
            canvas.write("▸", x: 1, y: y, Style(.cursor, bold: true))
        }
        canvas.put(
            names[Self.label(of: line)], x: 3, y: y, style: line.isMissing && !isCurrent ? Style(.dim) : style,
            width: label)
        canvas.writeRight(line.count.grouped, right: countRight, y: y, style)
        canvas.writeRight(Self.percent(line.share), right: shareRight, y: y, style)
        let fraction = Double(line.count) / Double(max(1, most))
        let full = Marks.bar(fraction: fraction, columns: bar.width, set: canvas.ascii ? .ascii : .blocks)
        // A count has no track to fill, as progress has.
        let ink = full.string.prefix { $0 != "·" && $0 != "." }
        canvas.write(String(ink), x: bar.x, y: y, isCurrent ? style : Style(.accent))
        for (place, count) in zip(groups, line.countsByGroup) {
            let share = Self.percent(line.count == 0 ? 0 : Double(count) / Double(line.count))
            let shown = showsCounts ? "\(count.grouped) \(share)" : share
            canvas.writeRight(shown, right: place.x + place.width, y: y, style)
        }
        if let positiveRight, let positives = line.positives, line.labelled > 0 {
            canvas.writeRight(
                Self.percent(Double(positives) / Double(line.labelled)), right: positiveRight, y: y, style)
        }
    }

    /// "12.3 %"; what is there but rounds to nothing is "<0.1 %".
    static func percent(_ share: Double) -> String {
        if share > 0, share < 0.0005 { return "<0.1 %" }
        return "\((share * 100).fixed(1)) %"
    }
}
