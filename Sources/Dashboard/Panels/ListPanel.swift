import Canvas
import Engine
import Records

/// A panel of lines with a cursor: the keys of down, up and the rest move it as on a page, Enter takes the line, that of back closes.
protocol ListPanel: Panel {
    var cursor: ListCursor { get set }
    /// How many lines there are.
    func count(in dashboard: Dashboard) -> Int
    /// Enter: takes the line in hand.
    func choose(in dashboard: inout Dashboard) -> [Effect]
}

extension ListPanel {
    /// A sheet that is only read has nothing to take.
    func choose(in dashboard: inout Dashboard) -> [Effect] { close(in: &dashboard) }

    mutating func press(_ key: Key, in dashboard: inout Dashboard) -> [Effect] {
        if key == .enter { return choose(in: &dashboard) }
        if dashboard.goesBack(key) { return close(in: &dashboard) }
        if let step = dashboard.step(for: key) { cursor.move(by: step, count: count(in: dashboard)) }
        return []
    }

    func move(by delta: Int, in dashboard: inout Dashboard) {
        var moved = self
        moved.cursor.move(by: delta, count: count(in: dashboard))
        dashboard.panel = moved
    }
}

extension Dashboard {
    /// The command that a key has on the page below.
    func command(for key: Key) -> CommandID? { table.command(for: key, in: context)?.id }

    /// How many lines a key moves in a list; nil where it does not move.
    func step(for key: Key) -> Int? {
        let (half, end) = (height / 2, 1 << 40)
        switch key {
        case .down: return 1
        case .up: return -1
        case .pageDown, .char(" "): return half
        case .pageUp: return -half
        case .home: return -end
        case .end: return end
        default: break
        }
        switch command(for: key) {
        case .down?: return 1
        case .up?: return -1
        case .pageDown?, .halfPageDown?: return half
        case .pageUp?, .halfPageUp?: return -half
        case .top?: return -end
        case .bottom?: return end
        default: return nil
        }
    }
}
