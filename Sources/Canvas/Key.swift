/// A key, or what else arrives the way keys do.
public enum Key: Hashable, Sendable {
    case character(Character)
    /// Ctrl with a lowercase letter, or one of `@ [ \ ] ^ _`.
    case control(Character)
    case up, down, left, right, home, end, pageUp, pageDown
    case enter, tab, backTab, escape, backspace, delete, insert
    case function(Int)
    /// Alt with a digit, Q or ?: what stands for the character where text is typed.
    case alt(Character)
    case mouse(Mouse)
    /// The colour that the terminal says it writes on, in parts from 0 to 1; nothing that is pressed.
    case background(red: Double, green: Double, blue: Double)
    /// Text pasted at once; never commands.
    case paste(String)
    case resize(width: Int, height: Int)
    /// Something pressed that has no meaning here.
    case unknown
}

extension Key {
    /// What key sheets and key files call the key: `g`, `G`, `Ctrl-D`, `PgUp`, `Space`, `Enter`, `Esc`, `F5`.
    public var name: String {
        switch self {
        case .character(" "): "Space"
        case .character(let character): String(character)
        case .control(let character): "Ctrl-" + character.uppercased()
        case .function(let number): "F\(number)"
        case .alt(let character): "Alt-\(character)"
        case .mouse: "Mouse"
        case .background: "Background"
        case .paste: "Paste"
        case .resize: "Resize"
        case .unknown: "Unknown"
        default: Self.named.first { $0.key == self }?.name ?? "Unknown"
        }
    }

    /// The key called `name`; nil for names of nothing that can be pressed. Case counts only for single characters.
    public init?(named name: String) {
        let folded = name.lowercased()
        if name.count == 1, let character = name.first {
            self = .character(character)
        } else if folded == "space" {
            self = .character(" ")
        } else if let known = Self.named.first(where: { $0.name.lowercased() == folded }) {
            self = known.key
        } else if folded.hasPrefix("ctrl-"), folded.count == 6, let character = folded.last,
            character.asciiValue.map({ (0x61...0x7A).contains($0) || "@[\\]^_".contains(character) }) == true
        {
            self = .control(character)
        } else if folded.hasPrefix("alt-"), name.count == 5, let character = name.last,
            Self.altCharacters.contains(character)
        {
            self = .alt(character)
        } else if folded.hasPrefix("f"), let number = Int(folded.dropFirst()), (1...24).contains(number) {
            self = .function(number)
        } else {
            return nil
        }
    }

    /// What Alt may be pressed with.
    static let altCharacters = Set("123456789Q?")

    private static let named: [(key: Key, name: String)] = [
        (.up, "Up"), (.down, "Down"), (.left, "Left"), (.right, "Right"), (.home, "Home"), (.end, "End"),
        (.pageUp, "PgUp"), (.pageDown, "PgDn"), (.enter, "Enter"), (.tab, "Tab"), (.backTab, "Shift-Tab"),
        (.escape, "Esc"), (.backspace, "Backspace"), (.delete, "Del"), (.insert, "Ins"),
    ]
}
