import Canvas
import Engine
import Records

/// The name of a page; whoever adds a page adds its own.
struct PageID: RawRepresentable, Hashable, Sendable {
    let rawValue: String

    init(rawValue: String) { self.rawValue = rawValue }
    init(_ rawValue: String) { self.rawValue = rawValue }
}

/// A numbered page of the dashboard: what it remembers, its commands, what it draws.
///
/// A page is a value, kept by the dashboard under its id; `dashboard[QueuePage.self]` is that of the queue. All that a
/// dashboard knows of pages is this protocol, and `Pages.all` names them.
protocol Page: Sendable {
    /// A page as it is before anything was done on it.
    init()

    static var id: PageID { get }
    /// The key that leads to it, and its place among the tabs; a number never moves.
    static var number: Int { get }
    static var title: String { get }
    /// Whether there is nothing to show on it for a file alone.
    static var needsProject: Bool { get }
    /// Its commands, in the order of the key sheet.
    static var commands: [KeyCommand] { get }
    /// Where keys go on it: itself, and its parts where there are some.
    static var contexts: [Context] { get }

    /// Where keys go now.
    func context(in dashboard: Dashboard) -> Context
    /// What the title line says is shown.
    func heading(in dashboard: Dashboard, _ snapshot: Snapshot) -> String
    /// What its tab adds to the title: "·12".
    func badge(_ snapshot: Snapshot) -> String
    /// The page below the tabs. A pure function of the dashboard.
    func draw(in dashboard: Dashboard, on canvas: inout Canvas, _ area: Area, _ snapshot: Snapshot)
    /// Moves the cursor so many lines, from one end to the other at most.
    func move(by delta: Int, in dashboard: inout Dashboard)
    /// Enter: opens what the cursor is on.
    func open(in dashboard: inout Dashboard) -> [Effect]
    /// Goes a step back within the page; nil where there is none.
    func back(in dashboard: inout Dashboard) -> [Effect]?
    /// What is to be done when it comes up by its number.
    func arrive(in dashboard: inout Dashboard) -> [Effect]
}

extension Page {
    static var needsProject: Bool { true }
    static var commands: [KeyCommand] { [] }
    static var contexts: [Context] { [Context(id)] }

    func context(in dashboard: Dashboard) -> Context { Context(Self.id) }
    func heading(in dashboard: Dashboard, _ snapshot: Snapshot) -> String { "" }
    func badge(_ snapshot: Snapshot) -> String { "" }
    func move(by delta: Int, in dashboard: inout Dashboard) {}
    func open(in dashboard: inout Dashboard) -> [Effect] { [] }
    func back(in dashboard: inout Dashboard) -> [Effect]? { nil }
    func arrive(in dashboard: inout Dashboard) -> [Effect] { [] }
}

extension Dashboard {
    /// What a page remembers.
    subscript<Kind: Page>(_ kind: Kind.Type) -> Kind {
        get { states[Kind.id] as? Kind ?? Kind() }
        set { states[Kind.id] = newValue }
    }

    /// The page that is shown, as it is now.
    var page: any Page {
        get { states[screen] ?? table.page(screen).init() }
        set { states[screen] = newValue }
    }
}
