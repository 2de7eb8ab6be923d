import Dashboard
import Records

/// What `lethe help` tells beyond its commands.
enum HelpTopic: String, CaseIterable {
    case keys, filter

    /// The topic that a command line asks for: `lethe help keys`.
    init?(_ arguments: [String]) {
        guard arguments.count == 3, arguments[1] == "help" else { return nil }
        self.init(rawValue: arguments[2])
    }

    var text: String {
        switch self {
        case .keys: Keymap.standard.sheet
        case .filter: FilterGrammar.text
        }
    }
}
