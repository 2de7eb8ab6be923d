import Canvas
import Engine
import Records

/// A panel with one line to be typed, taken with Enter.
protocol TypedPanel: Panel {
    var field: TextField { get set }
    var question: String { get }
    func accept(in dashboard: inout Dashboard) -> [Effect]
}

extension TypedPanel {
    var isTyped: Bool { true }

    mutating func press(_ key: Key, in dashboard: inout Dashboard) -> [Effect] {
        if key == .enter { return accept(in: &dashboard) }
        _ = field.take(key)
        return []
    }

    func draw(in dashboard: Dashboard, on canvas: inout Canvas, _ area: Area) {
        canvas.question(area, question, field)
    }
}

/// A question that `y` or Enter answers with yes; every other key is a no.
struct ConfirmPanel: Panel {
    let question: String
    let effects: [Effect]

    func hints(in dashboard: Dashboard) -> [Hint] { [Hint("y", "yes"), Hint("n", "no")] }

    func draw(in dashboard: Dashboard, on canvas: inout Canvas, _ area: Area) {
        canvas.question(area, question + "  y yes · n no", nil)
    }

    mutating func press(_ key: Key, in dashboard: inout Dashboard) -> [Effect] {
        dashboard.panel = nil
        if key == .char("y") || key == .enter { return effects }
        dashboard.say("left as it was")
        return []
    }
}

/// Asks for the number of staged records before they are removed.
struct ApplyPanel: TypedPanel {
    var field = TextField()
    let question: String

    func hints(in dashboard: Dashboard) -> [Hint] { [Hint("Enter", "apply"), dashboard.backHint] }

    mutating func press(_ key: Key, in dashboard: inout Dashboard) -> [Effect] {
        if key == .enter { return accept(in: &dashboard) }
        if dashboard.goesBack(key) { return close(in: &dashboard) }
        _ = field.take(key)
        return []
    }

    func accept(in dashboard: inout Dashboard) -> [Effect] { dashboard.applyIfCounted(field.text) }
}

/// Asks what to search for.
struct SearchPanel: TypedPanel {
    var field = TextField()

    var question: String { "Search the shown records for words, or /a regular expression/:" }
    var actsOnRecords: Bool { true }

    func hints(in dashboard: Dashboard) -> [Hint] { [Hint("Enter", "search"), Hint("Ctrl-G", "back")] }

    func accept(in dashboard: inout Dashboard) -> [Effect] { dashboard.acceptSearch(field.text) }
}

/// Asks for the reason of a decision.
struct ReasonPanel: TypedPanel {
    var field: TextField
    let rows: RowList

    var question: String { "Reason:" }

    func hints(in dashboard: Dashboard) -> [Hint] { [Hint("Enter", "note it"), Hint("Ctrl-G", "back")] }

    func accept(in dashboard: inout Dashboard) -> [Effect] {
        dashboard.panel = nil
        return dashboard.asking(
            "Note this reason on \(rows.count.grouped) records?", rows.count,
            .perform(.setReason(field.text, rows: Array(rows))))
    }
}
