import Canvas
import Engine
import Records

/// The filter bar while it is typed in; the page draws it in its place. Tab completes columns and values, Up and Down go
/// through the filters that were used.
struct FilterPanel: Panel {
    var field: TextField
    /// What Tab offers now, and the choice of it that is in the bar; nil: nothing.
    private var completion: FilterCompletion?
    private var choice = -1
    /// How far back among the filters that were used.
    private var steps = 0
    /// What was typed before going back among them.
    private var typed = ""

    init(field: TextField) { self.field = field }

    var isTyped: Bool { true }

    func hints(in dashboard: Dashboard) -> [Hint] {
        [
            Hint("Enter", "keep"), Hint("Tab", "completes"), Hint("↑↓", "earlier"), Hint("F1", "grammar"),
            Hint("", "sex=Female text~word model.score>=.5 -flag:any"), Hint("Ctrl-G", "back"),
        ]
    }

    func help(in dashboard: Dashboard) -> [String] { [""] + FilterGrammar.lines }

    func draw(in dashboard: Dashboard, on canvas: inout Canvas, _ area: Area) {}

    /// The choices that Tab goes through, the one in the bar in brackets.
    var choicesText: String? {
        guard let completion else { return nil }
        return completion.choices.enumerated().dropFirst(max(0, choice - 3)).prefix(8).map { place, item in
            let name = item.count.map { "\(item.text) \($0.grouped)" } ?? item.text
            return place == choice ? "[\(name)]" : name
        }.joined(separator: "  ")
    }

    mutating func press(_ key: Key, in dashboard: inout Dashboard) -> [Effect] {
        let before = field.text
        switch key {
        case .enter: return dashboard.acceptFilter(field.text)
        case .tab: complete(1, in: dashboard)
        case .backTab: complete(-1, in: dashboard)
        case .up: goBack(1, in: dashboard)
        case .down: goBack(-1, in: dashboard)
        default:
            (completion, choice, steps) = (nil, -1, 0)
            _ = field.take(key)
        }
        return field.text == before ? [] : dashboard.tryFilter(field.text)
    }

    private mutating func complete(_ step: Int, in dashboard: Dashboard) {
        if completion == nil { completion = dashboard.completion(of: field.text) }
        guard let completion, !completion.choices.isEmpty else {
            self.completion = nil
            return
        }
        choice = choice < 0 ? 0 : (choice + step + completion.choices.count) % completion.choices.count
        field = TextField(completion.before + completion.choices[choice].text)
    }

    private mutating func goBack(_ step: Int, in dashboard: Dashboard) {
        (completion, choice) = (nil, -1)
        let used = dashboard.records.filters
        if steps == 0 { typed = field.text }
        steps = max(0, min(used.count, steps + step))
        field = TextField(steps == 0 ? typed : used[used.count - steps])
    }

    func close(in dashboard: inout Dashboard) -> [Effect] {
        dashboard.panel = nil
        return dashboard.abandonFilter()
    }
}
