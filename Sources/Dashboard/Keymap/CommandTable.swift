import Canvas
import Records

/// The pages of a dashboard, all commands, and their keys: what help, status line and palette are generated from.
struct CommandTable: Sendable {
    /// The pages that come with the program, and the keys that nobody has changed.
    static let standard = CommandTable()

    let pages: [any Page.Type]
    /// In the order of the key sheet.
    let all: [KeyCommand]
    /// Every place where a key can be pressed.
    let contexts: [Context]
    private let keysOf: [CommandID: [Key]]
    private let byKey: [Key: [Int]]
    private let byID: [CommandID: Int]

    init(pages: [any Page.Type] = Pages.all, keymap: Keymap = .standard) {
        self.pages = pages
        let all =
            Self.moving + pages.flatMap { $0.commands } + Self.removing + pages.map(Self.going(to:)) + Self.general
            + SetUpForm.commands
        let keysOf = Dictionary(all.map { ($0.id, keymap.bound[$0.id] ?? $0.keys) }) { first, _ in first }
        var byKey: [Key: [Int]] = [:]
        for (index, command) in all.enumerated() {
            for key in keysOf[command.id] ?? [] { byKey[key, default: []].append(index) }
        }
        self.all = all
        self.keysOf = keysOf
        self.byKey = byKey
        byID = Dictionary(all.indices.map { (all[$0].id, $0) }) { first, _ in first }
        contexts = pages.flatMap { $0.contexts } + [.setUp]
    }

    /// The keys that a command has, the first of them the one that is named.
    func keys(of id: CommandID) -> [Key] { keysOf[id] ?? [] }

    func keyNames(of id: CommandID) -> String { keys(of: id).map(\.name).joined(separator: " ") }

    func command(for key: Key, in context: Context) -> KeyCommand? {
        byKey[key]?.lazy.map { all[$0] }.first { $0.places.contain(context) }
    }

    func command(_ id: CommandID) -> KeyCommand? { byID[id].map { all[$0] } }

    /// The commands that work in a context, in the order of the key sheet.
    func commands(in context: Context) -> [KeyCommand] { all.filter { $0.places.contain(context) } }

    /// What the status line names, most useful first.
    func hints(in context: Context) -> [KeyCommand] {
        commands(in: context).filter { $0.rank > 0 && !keys(of: $0.id).isEmpty }.sorted { $0.rank < $1.rank }
    }

    func page(_ id: PageID) -> any Page.Type { pages.first { $0.id == id } ?? RecordsPage.self }

    /// Whether a command has no meaning without a project: what decides, learns or writes, and what is on a page that
    /// has none.
    func needsProject(_ command: KeyCommand) -> Bool {
        if let needs = command.needsProject { return needs }
        guard case .only(let contexts) = command.places else { return false }
        return contexts.allSatisfy { $0 != .setUp && page($0.page).needsProject }
    }

    /// Where a command works, as the tabs name it; nil where that is everywhere.
    func title(of command: KeyCommand) -> String? {
        guard case .only(let contexts) = command.places, let first = contexts.first else { return nil }
        return first == .setUp ? "the form" : page(first.page).title
    }

    /// The command that shows a page.
    private static func going(to page: any Page.Type) -> KeyCommand {
        KeyCommand(
            .show(page.id), "", "the \(page.title) screen", keys: [.char(Character("\(page.number)"))],
            in: .everywhere, group: .general, needsProject: page.needsProject
        ) { $0.show(page.id) }
    }
}

extension CommandID {
    /// Shows a page.
    static func show(_ page: PageID) -> CommandID { CommandID("screen-\(page.rawValue)") }
}
