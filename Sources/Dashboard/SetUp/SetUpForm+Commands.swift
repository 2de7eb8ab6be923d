import Canvas
import Engine
import Records

extension CommandID {
    static let formBrowse = CommandID("form-browse")
    static let formDown = CommandID("form-down")
    static let formFeature = CommandID("form-feature")
    static let formGroup = CommandID("form-group")
    static let formID = CommandID("form-id")
    static let formLeave = CommandID("form-leave")
    static let formStart = CommandID("form-start")
    static let formSubject = CommandID("form-subject")
    static let formTarget = CommandID("form-target")
    static let formText = CommandID("form-text")
    static let formUp = CommandID("form-up")
}

// The commands of the form of a new file. Arrows, Tab, Enter and Esc are fixed: they work in fields that are typed in too.
extension SetUpForm {
    static let commands: [KeyCommand] = [
        KeyCommand(.formDown, "", "next line", keys: [.char("j"), .down], in: .only([.setUp]), group: .move) {
            $0.form?.move(by: 1)
            return []
        },
        KeyCommand(.formUp, "", "line before", keys: [.char("k"), .up], in: .only([.setUp]), group: .move) {
            $0.form?.move(by: -1)
            return []
        },
        KeyCommand(
            .formBrowse, "records", "the records of the file, before a project is made", keys: [.char("v")],
            in: .only([.setUp]), group: .find, rank: 1
        ) { $0.browseFile() },
        use(.formTarget, .target, "t", "the column that the model predicts"),
        use(.formText, .text, "x", "a text, to be shown whole and learned from by its words"),
        KeyCommand(
            .formFeature, "feature", "a value to learn from", keys: [.char("f"), .char(" ")], in: .only([.setUp]),
            group: .screen, rank: 4
        ) { $0.toggleInForm(.feature) },
        use(.formGroup, .group, "g", "a group to compare; of numbers in bands, of a text by the terms in it"),
        use(.formID, .id, "i", "the column that names a record"),
        use(.formSubject, .subject, "u", "the column that names whom a record is about"),
        KeyCommand(
            .formStart, "start", "make the project, and train", keys: [.enter], in: .only([.setUp]), group: .general
        ) { $0.startFromForm() },
        KeyCommand(
            .formLeave, "leave", "leave; nothing is written", keys: [.char("q"), .escape], in: .only([.setUp]),
            group: .general
        ) { _ in [.quit] },
    ]

    private static func use(_ id: CommandID, _ use: Use, _ key: Character, _ summary: String) -> KeyCommand {
        KeyCommand(
            id, use.title, "\(summary); again takes it back", keys: [.char(key)], in: .only([.setUp]),
            group: .screen, rank: 2 + (Use.allCases.firstIndex(of: use) ?? 0)
        ) { $0.toggleInForm(use) }
    }

    mutating func move(by delta: Int) { cursor.move(by: delta, count: count) }

    /// Whether what is pressed is text: in a field that is typed, or one that may be.
    var takesCharacters: Bool { field?.isTyped == true || field == .delimiter || field == .missing }
}

extension Dashboard {
    mutating func startFromForm() -> [Effect] {
        guard var form else { return [] }
        defer { self.form = form }
        return startProject(&form)
    }
}
