import Canvas
import Records

/// The keys that somebody chose; all other commands keep those that they come with.
public struct Keymap: Sendable {
    /// The keys of the command table.
    public static let standard = Keymap()

    /// By command; an empty list is a command without a key.
    var bound: [CommandID: [Key]] = [:]

    public var isStandard: Bool { bound.isEmpty }

    public init() {}

    /// Reads a file of keys.
    ///
    /// ```toml
    /// undo = "U"
    /// flag-toxic = ["x", "F5"]
    /// redraw = []
    /// ```
    ///
    /// - Throws: `Refusal` (65) with file, line and column: for what is no such file, an unknown command or key, a key twice
    ///   in one place, or one that would write on one page and mean something else on another.
    public init(reading text: String, named path: String) throws {
        var places: [CommandID: [KeyFile.Entry.Value]] = [:]
        let standard = CommandTable.standard
        for entry in try KeyFile.entries(of: text, named: path) {
            let id = CommandID(entry.name)
            guard standard.command(id) != nil else {
                let near = Refusal.closest(to: entry.name, among: standard.all.map(\.name))
                throw KeyFile.refusal(
                    path, entry.place, "There is no command '\(entry.name)'.",
                    next: near.map { "Did you mean '\($0)'?" } ?? "'lethe help keys' lists them.")
            }
            bound[id] = try entry.values.map { value in
                guard let key = Key(named: value.text), key != .unknown else {
                    throw KeyFile.refusal(
                        path, value.place, "No key is called '\(value.text)'.",
                        next: "Write one character, or Ctrl-R, F5, Space, Enter, Tab, Up, PgDn, Home, Del.")
                }
                return key
            }
            places[id] = entry.values
        }
        try check(CommandTable(keymap: self), places, path)
    }

    private func check(_ table: CommandTable, _ places: [CommandID: [KeyFile.Entry.Value]], _ path: String) throws {
        // In the order of the file, so that the first line that is wrong is the one that is named.
        let chosen = places.sorted { ($0.value.first?.place ?? .start) < ($1.value.first?.place ?? .start) }
        for (id, values) in chosen {
            guard let command = table.command(id) else { continue }
            for (value, key) in zip(values, bound[id] ?? []) {
                for other in table.all where other.id != id && table.keys(of: other.id).contains(key) {
                    if let shared = table.contexts.first(where: {
                        command.places.contain($0) && other.places.contain($0)
                    }) {
                        throw KeyFile.refusal(
                            path, value.place,
                            "'\(value.text)' is the key of '\(other.name)' already, \(Self.place(shared, table)).",
                            next: "Choose another, or give '\(other.name)' another key in this file.")
                    }
                    // A page's own capitals differ from page to page; in the form nothing is there yet to be decided.
                    let writes = [command, other].contains { $0.writes && $0.group != .screen }
                    if writes, command.places.containsPage, other.places.containsPage {
                        throw KeyFile.refusal(
                            path, value.place,
                            "'\(value.text)' would write in one place ('\(command.writes ? id.rawValue : other.name)') and mean "
                                + "'\(command.writes ? other.name : id.rawValue)' in another.",
                            next: "Choose a key that means nothing else, or give '\(other.name)' another one.")
                    }
                }
            }
        }
    }

    private static func place(_ context: Context, _ table: CommandTable) -> String {
        context == .setUp ? "in the form" : "on \(table.page(context.page).title)"
    }

    /// All commands with their keys, as a file of keys: what `lethe help keys` prints.
    public var sheet: String {
        let table = isStandard ? CommandTable.standard : CommandTable(keymap: self)
        var lines = [
            "# The keys of 'lethe open'. Lines of this kind in ~/.config/lethe/keys.toml, or in a file",
            "# given with --keys, change them: command = \"key\", or a list of keys; [] for none.",
            "# A key is one character, or Ctrl-R, F5, Space, Enter, Tab, Esc, Up, PgDn, Home, Del.",
            "# In lists over a page the keys of down, up, top, bottom and back work as on the page;",
            "# Enter, the arrows, Esc and Ctrl-G are fixed. Over all of them 1 to 7, Q and ? work;",
            "# where text is typed, with Alt, and F1 for ?.",
        ]
        for group in CommandGroup.allCases {
            lines += ["", "# \(group.rawValue)"]
            for command in table.all where command.group == group {
                let keys = table.keys(of: command.id).map { KeyFile.quoted($0.name) }
                let value = keys.count == 1 ? keys[0] : "[" + keys.joined(separator: ", ") + "]"
                let setting = "\(command.name) = \(value)"
                let gap = String(repeating: " ", count: max(1, 34 - setting.count))
                let place = table.title(of: command).map { " (\($0))" } ?? ""
                lines.append("\(setting)\(gap)# \(command.summary)\(place)")
            }
        }
        return lines.joined(separator: "\n")
    }
}
