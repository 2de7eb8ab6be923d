import Canvas
import Records

/// One command of the dashboard: its name is the same in the palette, the key sheet, the file of keys and the
/// documentation.
struct KeyCommand: Sendable {
    /// What a command waits for while other records, or another place among them, were asked for.
    enum Waiting: Sendable {
        case nothing
        /// It acts on the records shown.
        case records
        /// It moves among the records shown.
        case place
    }

    /// "flag-toxic".
    let id: CommandID
    /// What the status line says after the key: "toxic".
    let label: String
    /// What it says instead in some contexts: on the queue, everything is staged already.
    let labels: [Context: String]
    /// One line of the key sheet.
    let summary: String
    /// The keys that it has where nobody chose others.
    let keys: [Key]
    let places: Places
    let group: CommandGroup
    /// Its rank on the status line; 0: not there.
    let rank: Int
    /// Whether it changes what is stored.
    let writes: Bool
    /// Whether it has no meaning without a project; nil where its pages say so.
    let needsProject: Bool?
    let waiting: Waiting
    /// Whether the palette names it.
    let isListed: Bool
    /// Whether it runs from the palette wherever that is opened.
    let isAnywhereInPalette: Bool
    /// Why it can't be done now, as one sentence; nil when it can.
    let disabled: @Sendable (Dashboard) -> Sentence?
    let run: @Sendable (inout Dashboard) -> [Effect]

    init(
        _ id: CommandID, _ label: String, _ summary: String, keys: [Key], in places: Places = .pages,
        group: CommandGroup = .screen, rank: Int = 0, writes: Bool = false, needsProject: Bool? = nil,
        waits waiting: Waiting? = nil, isListed: Bool = true,
        isAnywhereInPalette: Bool = false, labels: [Context: String] = [:],
        disabled: @escaping @Sendable (Dashboard) -> Sentence? = { _ in nil },
        run: @escaping @Sendable (inout Dashboard) -> [Effect]
    ) {
        self.id = id
        self.label = label
        self.summary = summary
        self.keys = keys
        self.places = places
        self.group = group
        self.rank = rank
        self.writes = writes
        self.needsProject = needsProject ?? (writes ? true : nil)
        self.waiting =
            waiting ?? ([.mark, .decide].contains(group) ? .records : group == .move ? .place : .nothing)
        self.isListed = isListed
        self.isAnywhereInPalette = isAnywhereInPalette
        self.labels = labels
        self.disabled = disabled
        self.run = run
    }

    var name: String { id.rawValue }

    /// What the status line says of it in a context.
    func label(in context: Context) -> String { labels[context] ?? label }
}

extension Key {
    /// The key for a plain character.
    static func char(_ character: Character) -> Key { .character(character) }
}
