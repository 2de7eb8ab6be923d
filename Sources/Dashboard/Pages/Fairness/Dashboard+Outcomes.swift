import Canvas
import Engine
import Fairness
import Foundation
import Records

/// One of the four cells of truth against prediction, or all of them.
enum OutcomeCell: CaseIterable, Sendable {
    case truePositives, falsePositives, trueNegatives, falseNegatives, all

    var cells: Cells {
        switch self {
        case .truePositives: .truePositives
        case .falsePositives: .falsePositives
        case .trueNegatives: .trueNegatives
        case .falseNegatives: .falseNegatives
        case .all: .all
        }
    }

    /// As the filter language has it; nil for all.
    var name: String? {
        switch self {
        case .truePositives: "tp"
        case .falsePositives: "fp"
        case .trueNegatives: "tn"
        case .falseNegatives: "fn"
        case .all: nil
        }
    }

    var words: String {
        switch self {
        case .truePositives: "positive, and predicted so"
        case .falsePositives: "negative, predicted positive"
        case .trueNegatives: "negative, and predicted so"
        case .falseNegatives: "positive, predicted negative"
        case .all: "every record of the group"
        }
    }
}

/// The cells of a group's confusion matrix, with the records behind each.
struct OutcomesPanel: ListPanel {
    var cursor = ListCursor()

    func count(in dashboard: Dashboard) -> Int { OutcomeCell.allCases.count }

    func hints(in dashboard: Dashboard) -> [Hint] {
        let choose = dashboard.noRecordsOfOutcome == nil ? [Hint("Enter", "its records")] : []
        return [dashboard.moveHint] + choose + [dashboard.backHint]
    }

    func draw(in dashboard: Dashboard, on canvas: inout Canvas, _ area: Area) {
        dashboard.drawOutcomes(on: &canvas, area, cursor)
    }

    func choose(in dashboard: inout Dashboard) -> [Effect] {
        dashboard.narrowToOutcome(OutcomeCell.allCases[cursor.position])
    }
}

// From a group's bar to the records behind it.
extension Dashboard {
    /// The group under the cursor, with its counts.
    private var groupInHand: (title: String, report: GroupReport)? {
        guard let figures = snapshot?.fairnessFigures(fairness) else { return nil }
        let lines = figures.lines(fairness.lineMetric, by: fairness.column, within: fairness.stratum)
        guard lines.indices.contains(fairness.cursor.position), let group = lines[fairness.cursor.position].group,
            let report = figures.group(group, of: fairness.column, within: fairness.stratum)
        else { return nil }
        return (group, report)
    }

    mutating func openOutcomes() -> [Effect] {
        guard groupInHand != nil else {
            refuse("No single group is behind this line: \(command: .metric) chooses a metric of groups.")
            return []
        }
        panel = OutcomesPanel()
        return []
    }

    func drawOutcomes(on canvas: inout Canvas, _ area: Area, _ cursor: ListCursor) {
        guard let (title, group) = groupInHand else { return }
        let records = snapshot?.subject.audited ?? "records"
        let whose = fairness.stratum.map { " · within \($0.column)=\($0.value)" } ?? ""
        let name = DisplayText(title).shortenedInside(to: max(24, area.width / 3)).string
        let inner = canvas.box(
            area, height: OutcomeCell.allCases.count + 1,
            title: "\(name) · by \(fairness.column)\(whose) · \(group.n.grouped) \(records)")
        let rate = FairnessPage.rate(of: fairness.metric)
        for (line, cell) in OutcomeCell.allCases.enumerated() where line < inner.height {
            let y = inner.y + line
            canvas.mark(item: line, y: y)
            let isCurrent = line == cursor.position
            let style = isCurrent ? Style(.cursor) : Style()
            if isCurrent { canvas.fill(x: inner.x, y: y, width: inner.width, height: 1, style: style) }
            canvas.write(isCurrent ? "▸" : " ", x: inner.x, y: y, style)
            canvas.write(cell.name?.uppercased() ?? "all", x: inner.x + 2, y: y, style)
            canvas.writeRight(group.counts.count(in: cell.cells).grouped, right: inner.x + 16, y: y, style)
            canvas.write(cell.words, x: inner.x + 18, y: y, isCurrent ? style : Style(.dim), width: inner.width - 19)
            let role = Self.role(of: cell, in: rate)
            canvas.write(role, x: inner.x + 48, y: y, isCurrent ? style : Style(.dim), width: max(0, inner.width - 49))
        }
        let value = MetricValue(rate, group.counts)
        let whole = value.value.map { " \($0.short) = \(value.numerator.grouped) of \(value.denominator.grouped) " }
        let sum = rate.title + (whole ?? ": \(value.undefined ?? "") ") + rate.denominatorName
        if inner.height > OutcomeCell.allCases.count {
            canvas.write(sum, x: inner.x + 2, y: inner.bottom - 1, Style(.dim), width: inner.width - 3)
        }
    }

    /// What a cell is to a rate.
    private static func role(of cell: OutcomeCell, in rate: Metric) -> String {
        guard cell != .all, rate.denominator.contains(cell.cells) else { return "" }
        return rate.numerator.contains(cell.cells) ? "in the numerator" : "in the denominator"
    }

    /// Why the records of the group in hand can't be shown; nil where they can.
    var noRecordsOfOutcome: Sentence? {
        guard let snapshot, let (_, group) = groupInHand else { return nil }
        if fairness.isComparing, snapshot.compared?.after.isCurrent != true {
            return "Records know what the current model says only: Esc goes back to its figures."
        }
        return filterParts(group, snapshot) == nil
            ? "The groups of '\(fairness.column)' can't be told apart in a filter." : nil
    }

    /// Shows the records of a cell of the group in hand.
    mutating func narrowToOutcome(_ cell: OutcomeCell) -> [Effect] {
        guard let snapshot, let (_, group) = groupInHand else { return [] }
        let why = noRecordsOfOutcome
        panel = nil
        guard why == nil, var parts = filterParts(group, snapshot) else {
            if let why { refuse(why) }
            return []
        }
        if let stratum = fairness.stratum { parts.append((stratum.column, stratum.value)) }
        var words = parts.flatMap { Self.words($0.column, $0.value, snapshot.schema) }
        if let name = cell.name { words.append("outcome:\(name)") }
        if snapshot.subject.holdsOut { words.append("split:test") }
        return narrow(to: filterText(words.joined(separator: " ")))
    }

    /// A group as the filter language asks for it: a value, or the ends of a band.
    private static func words(_ column: String, _ value: String, _ schema: Schema) -> [String] {
        let name = quoted(column)
        guard let band = schema.bands?[column]?.first(where: { $0.name == value }) else {
            return ["\(name)=\(quoted(value))"]
        }
        return [
            band.lower.map { "\(name)\(band.includesLower ? ">=" : ">")\($0)" },
            band.upper.map { "\(name)\(band.includesUpper ? "<=" : "<")\($0)" },
        ].compactMap(\.self)
    }

    /// The columns and values that make a group; a crossing has several.
    private func filterParts(_ group: GroupReport, _ snapshot: Snapshot) -> [(column: String, value: String)]? {
        if snapshot.table.columnNames.contains(group.column) { return [(group.column, group.value)] }
        let columns = group.column.components(separatedBy: " × ")
        let values = group.value.components(separatedBy: " × ")
        guard columns.count == values.count, columns.allSatisfy(snapshot.table.columnNames.contains) else { return nil }
        return zip(columns, values).map { ($0, $1) }
    }

    /// A filter as the filter language prints it.
    func filterText(_ text: String) -> String { (try? Filter(parsing: text))?.description ?? text }

    /// A name or value as the filter language reads it.
    static func quoted(_ text: String) -> String {
        let plain =
            text.allSatisfy { $0.isLetter || $0.isNumber || "_-.".contains($0) } && !text.isEmpty
            && !text.hasPrefix("-")
        return plain ? text : "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
