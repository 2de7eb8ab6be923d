import Canvas
import Engine
import Fairness
import Records

/// The columns and crossings that figures can be shown by.
struct GroupingsPanel: ListPanel {
    var cursor: ListCursor

    func count(in dashboard: Dashboard) -> Int { dashboard.groupingChoices().count }

    func hints(in dashboard: Dashboard) -> [Hint] { [dashboard.moveHint, Hint("Enter", "show"), dashboard.backHint] }

    func draw(in dashboard: Dashboard, on canvas: inout Canvas, _ area: Area) {
        dashboard.drawGroupings(on: &canvas, area, cursor)
    }

    func choose(in dashboard: inout Dashboard) -> [Effect] {
        let choices = dashboard.groupingChoices()
        return choices.indices.contains(cursor.position)
            ? dashboard.choose(choices[cursor.position]) : close(in: &dashboard)
    }
}

/// By what the groups are made: a column or a crossing of columns, of all records or within a control column's group.
struct GroupingChoice: Sendable, Hashable {
    let column: String
    let stratum: Stratum?
}

// The columns, their crossings, and the control groups that they are measured within.
extension Dashboard {
    func groupingChoices() -> [GroupingChoice] {
        guard let snapshot else { return [] }
        let figures = snapshot.fairnessFigures(fairness)
        let columns = snapshot.fairnessColumns(figures)
        return columns.map { GroupingChoice(column: $0, stratum: nil) }
            + columns.flatMap { column in
                (figures?.strata(of: column) ?? []).map { GroupingChoice(column: column, stratum: $0) }
            }
    }

    mutating func openGroupPicker() -> [Effect] {
        let choices = groupingChoices()
        guard choices.count > 1 else {
            refuse(choices.isEmpty ? "No group column was chosen." : "There is one group column only.")
            return []
        }
        var cursor = ListCursor()
        let now = GroupingChoice(column: fairness.column, stratum: fairness.stratum)
        cursor.move(to: choices.firstIndex(of: now) ?? 0, count: choices.count)
        panel = GroupingsPanel(cursor: cursor)
        return []
    }

    mutating func choose(_ choice: GroupingChoice) -> [Effect] {
        panel = nil
        guard let snapshot else { return [] }
        let moved = fairness.column != choice.column
        (fairness.column, fairness.stratum) = (choice.column, choice.stratum)
        fairness.cursor = ListCursor()
        fairness.settle(snapshot)
        return moved ? followGroup() : []
    }

    /// What else is shown by a group column follows the one that is chosen: the gap effect, predictions, the list of models.
    /// A crossing has none of them.
    func followGroup() -> [Effect] {
        guard let snapshot, snapshot.subject.trains, snapshot.schema.groups.contains(fairness.column),
            snapshot.focusColumn != fairness.column
        else { return [] }
        return [.perform(.find(column: fairness.column))]
    }

    func drawGroupings(on canvas: inout Canvas, _ area: Area, _ cursor: ListCursor) {
        let choices = groupingChoices()
        let figures = snapshot?.fairnessFigures(fairness)
        let gap = FairnessPage.gap(of: fairness.metric)
        var inner = canvas.box(area, height: min(choices.count + 1, area.height - 2), title: "By which groups")
        let head = inner.takeTop(1)
        canvas.writeRight("groups", right: inner.right - 14, y: head.y, Style(.dim))
        if gap != nil { canvas.writeRight("gap", right: inner.right - 2, y: head.y, Style(.dim)) }
        let titles = choices.map { $0.column + ($0.stratum.map { "  within \($0.column)=\($0.value)" } ?? "") }
        let names = GroupNames(titles, width: inner.width - 24)
        for (line, index) in cursor.visible(count: choices.count, height: inner.height).enumerated() {
            let (y, choice, isCurrent) = (inner.y + line, choices[index], index == cursor.position)
            canvas.mark(item: index, y: y)
            let style = isCurrent ? Style(.cursor) : Style()
            if isCurrent { canvas.fill(x: inner.x, y: y, width: inner.width, height: 1, style: style) }
            let isShown = choice == GroupingChoice(column: fairness.column, stratum: fairness.stratum)
            canvas.write(isCurrent ? "▸" : isShown ? "·" : " ", x: inner.x, y: y, style)
            canvas.put(names[titles[index]], x: inner.x + 2, y: y, style: style, width: inner.width - 24)
            let groups = figures?.groups(of: choice.column, within: choice.stratum).count ?? 0
            canvas.writeRight(groups.grouped, right: inner.right - 14, y: y, style)
            guard let gap else { continue }
            let value = figures?.gap(gap.id, in: choice.column, within: choice.stratum)?.sufficient?.value
            canvas.writeRight(value?.short ?? "–", right: inner.right - 2, y: y, style)
        }
    }
}
