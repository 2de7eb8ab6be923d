/// Where a key is pressed: a page, a part of one, or a card over it. Whoever adds a page adds its own.
struct Context: Hashable, Sendable {
    let name: String
    let page: PageID

    init(_ page: PageID) { self.init(page.rawValue, on: page) }

    init(_ name: String, on page: PageID) {
        self.name = name
        self.page = page
    }

    /// The form of a new file, which is no page: there is nothing yet that could be decided.
    static let setUp = Context(PageID("set-up"))
}

/// Where a command works.
enum Places: Sendable {
    /// On every page.
    case pages
    /// On every page, and in the form of a new file.
    case everywhere
    case only([Context])

    /// Whether it is on pages at all.
    var containsPage: Bool {
        guard case .only(let contexts) = self else { return true }
        return contexts.contains { $0 != .setUp }
    }

    func contain(_ context: Context) -> Bool {
        switch self {
        case .pages: context != .setUp
        case .everywhere: true
        case .only(let contexts): contexts.contains(context)
        }
    }
}

/// The groups of the key sheet, in its order.
enum CommandGroup: String, CaseIterable, Sendable {
    case move = "Move"
    case find = "Find"
    case mark = "Mark (never logged)"
    case decide = "Decide (logged)"
    case remove = "Remove"
    case screen = "This screen"
    case general = "General"
}
