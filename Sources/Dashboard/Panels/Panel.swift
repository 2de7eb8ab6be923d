import Canvas
import Engine
import Records

/// A key of the status line, and what it does.
struct Hint: Hashable, Sendable {
    let key: String
    let label: String

    init(_ key: String, _ label: String) {
        self.key = key
        self.label = label
    }
}

/// What lies over a page, or under its keys: a value that the dashboard holds while it is open.
///
/// Esc, Ctrl-G and Ctrl-C close every panel; the keys of pages, of the key sheet and of quitting work over it, with Alt
/// where characters are typed. All other keys are its own, or, where it has a context, its commands'.
protocol Panel: Sendable {
    /// Whether characters are text here.
    var isTyped: Bool { get }
    /// Where its keys go as commands; nil: it takes them itself.
    var context: Context? { get }
    /// Whether Enter acts on the records shown, so that it waits while others were asked for.
    var actsOnRecords: Bool { get }

    /// What the status line says; empty: as on the page.
    func hints(in dashboard: Dashboard) -> [Hint]
    /// What the key sheet says of it beyond its hints, a line each.
    func help(in dashboard: Dashboard) -> [String]
    func draw(in dashboard: Dashboard, on canvas: inout Canvas, _ area: Area)
    /// Takes a key. It changes itself, or sets `dashboard.panel` to another or to none.
    mutating func press(_ key: Key, in dashboard: inout Dashboard) -> [Effect]
    /// Goes so many lines on.
    func move(by delta: Int, in dashboard: inout Dashboard)
    /// What is to be done when it is closed without Enter.
    func close(in dashboard: inout Dashboard) -> [Effect]
}

extension Panel {
    var isTyped: Bool { false }
    var context: Context? { nil }
    var actsOnRecords: Bool { false }

    func hints(in dashboard: Dashboard) -> [Hint] { [] }
    func help(in dashboard: Dashboard) -> [String] { [] }
    mutating func press(_ key: Key, in dashboard: inout Dashboard) -> [Effect] { [] }
    func move(by delta: Int, in dashboard: inout Dashboard) {}

    func close(in dashboard: inout Dashboard) -> [Effect] {
        dashboard.panel = nil
        return []
    }
}

extension Dashboard {
    mutating func closePanel() -> [Effect] { panel?.close(in: &self) ?? [] }

    mutating func pressInPanel(_ key: Key) -> [Effect] {
        guard var open = panel else { return [] }
        if [.escape, .control("g"), .control("c")].contains(key) { return closePanel() }
        if let effects = pressOver(open, key) { return effects }
        let before = panelChanges
        let effects = open.press(key, in: &self)
        if panelChanges == before { panel = open }
        return effects
    }

    /// The keys that work over every panel: to a page, to the key sheet, and out; nil for others.
    private mutating func pressOver(_ open: any Panel, _ key: Key) -> [Effect]? {
        guard let command = overall(key, isTyped: open.isTyped) else { return nil }
        if command.id == .keys {
            if open is KeysPanel { return closePanel() }
            panel = KeysPanel(over: open)
            return []
        }
        var effects: [Effect] = []
        // The key sheet closes onto the panel that it was opened over.
        while panel != nil { effects += closePanel() }
        return effects + run(command)
    }

    /// The command of a key that works everywhere; where text is typed its character needs Alt, and F1 stands for `?`.
    func overall(_ key: Key, isTyped: Bool) -> KeyCommand? {
        let plain: Key
        switch key {
        case .alt(let character): plain = .character(character)
        case .function(1): return table.command(.keys)
        case .character where isTyped: return nil
        default: plain = key
        }
        guard let command = table.command(for: plain, in: context) ?? table.command(for: plain, in: .setUp),
            case .everywhere = command.places, command.id != .redraw, command.id != .suspend
        else { return nil }
        return command
    }
}
