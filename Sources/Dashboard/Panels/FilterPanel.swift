import Canvas
import Engine
import Records

/// The filter bar while it is typed in; the page draws it in its place.
struct FilterPanel: Panel {
    var field: TextField

    var isTyped: Bool { true }

    func hints(in dashboard: Dashboard) -> [Hint] {
        [
            Hint("Enter", "keep"), Hint("", "sex=Female text~word model.score>=.5 -flag:any"), Hint("Ctrl-G", "back"),
        ]
    }

    func draw(in dashboard: Dashboard, on canvas: inout Canvas, _ area: Area) {}

    mutating func press(_ key: Key, in dashboard: inout Dashboard) -> [Effect] {
        if key == .enter { return dashboard.acceptFilter(field.text) }
        let before = field.text
        _ = field.take(key)
        return field.text == before ? [] : dashboard.tryFilter(field.text)
    }

    func close(in dashboard: inout Dashboard) -> [Effect] {
        dashboard.panel = nil
        return dashboard.abandonFilter()
    }
}
