import Canvas
import Records

/// One command of the dashboard: its name is the same in the palette, the key sheet and the documentation.
struct KeyCommand: Sendable {
    /// "flag-toxic".
    let name: String
    /// What the status line says after the key: "toxic".
    let label: String
    /// One line of the key sheet.
    let summary: String
    let keys: [Key]
    let contexts: [Context]
    let group: CommandGroup
    /// Its rank on the status line; 0: not there.
    let rank: Int
    /// Whether it changes what is stored.
    let writes: Bool
    /// Why it can't be done now, as one sentence; nil when it can.
    let disabled: @Sendable (Dashboard) -> Sentence?
    let run: @Sendable (inout Dashboard) -> [Effect]

    init(
        _ name: String, _ label: String, _ summary: String, keys: [Key], in contexts: [Context] = Context.allCases,
        group: CommandGroup, rank: Int = 0, writes: Bool = false,
        disabled: @escaping @Sendable (Dashboard) -> Sentence? = { _ in nil },
        run: @escaping @Sendable (inout Dashboard) -> [Effect]
    ) {
        self.name = name
        self.label = label
        self.summary = summary
        self.keys = keys
        self.contexts = contexts
        self.group = group
        self.rank = rank
        self.writes = writes
        self.disabled = disabled
        self.run = run
    }

    /// What the status line says of it in a context: on the queue, everything is staged already.
    func label(in context: Context) -> String { name == "stage" && context == .queue ? "unstage" : label }

    /// Whether it has no meaning without a project: what decides, learns or writes.
    var needsProject: Bool {
        if writes || (group == .screen && !contexts.contains(.values)) || group == .remove { return true }
        return Self.ofProjects.contains(name)
    }

    private static let ofProjects: Set = [
        "review", "next-flagged", "previous-flagged", "next-hit", "previous-hit", "show-veiled", "write",
        "screen-queue", "screen-jobs", "screen-fairness", "screen-models", "screen-journal",
    ]

    var keyNames: String { keys.map(\.name).joined(separator: " ") }
}

/// The one table that keys, help, status line and palette are generated from.
enum CommandTable {
    static let all: [KeyCommand] = move + find + mark + decide + remove + screens + fairness + general

    static func command(for key: Key, in context: Context) -> KeyCommand? {
        all.first { $0.contexts.contains(context) && $0.keys.contains(key) }
    }

    static func command(named name: String) -> KeyCommand? { all.first { $0.name == name } }

    /// What the status line names, most useful first.
    static func hints(in context: Context) -> [KeyCommand] {
        all.filter { $0.rank > 0 && $0.contexts.contains(context) }.sorted { $0.rank < $1.rank }
    }
}

extension Key {
    /// The key for a plain character.
    static func char(_ character: Character) -> Key { .character(character) }
}
