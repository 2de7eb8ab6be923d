import Canvas
import Journal
import Records

// What is said to the person at the screen: sentences name commands, and the key that a command has is put in here.
extension Dashboard {
    /// What just happened.
    mutating func say(_ sentence: Sentence) { message = Message(text: written(sentence), isRefusal: false) }

    mutating func say(_ text: String) { say(Sentence(text)) }

    /// Why something can't be done.
    mutating func refuse(_ sentence: Sentence) { message = Message(text: written(sentence), isRefusal: true) }

    mutating func refuse(_ text: String) { refuse(Sentence(text)) }

    /// A sentence with the keys that its commands have.
    func written(_ sentence: Sentence) -> String { sentence.written(keyName) }

    /// The key of a command, with where it works if that is elsewhere ("T on Models"); ":name" where it has none.
    func keyName(of id: CommandID) -> String {
        guard let command = CommandTable.command(named: id.rawValue), let key = command.keys.first else {
            return ":\(id.rawValue)"
        }
        let places = command.contexts.map(\.title)
        return places.contains(context.title) ? key.name : "\(key.name) on \(places.first ?? "")"
    }
}

/// The commands that the dashboard's own sentences name.
extension CommandID {
    static let apply = CommandID("apply", line: "lethe forget")
    static let by = CommandID("by")
    static let filter = CommandID("filter")
    static let filterToggle = CommandID("filter-toggle")
    static let keys = CommandID("keys")
    static let metric = CommandID("metric")
    static let prove = CommandID("prove", line: "lethe prove")
    static let quit = CommandID("quit")
    static let restore = CommandID("restore", line: "lethe restore")
    static let search = CommandID("search")
    static let showFairness = CommandID("screen-fairness", line: "lethe audit")
    static let showRecords = CommandID("screen-records")
    static let showVeiled = CommandID("show-veiled")
    static let sort = CommandID("sort")
    static let write = CommandID("write")

    static func flag(_ flag: Flag) -> CommandID { CommandID("flag-\(flag.rawValue)", line: "lethe flag") }
}
