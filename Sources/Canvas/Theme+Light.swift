/// What a terminal writes on.
public enum Background: Hashable, Sendable, CaseIterable {
    case dark, light

    /// What `COLORFGBG` says, "foreground;background" in numbers of the palette; nil where it says nothing.
    public init?(colorFGBG: String) {
        guard let last = colorFGBG.split(separator: ";").last, let index = Int(last), (0...15).contains(index) else {
            return nil
        }
        self = index == 7 || index > 8 ? .light : .dark
    }

    /// The nearer of the two to a colour, by its lightness as the eye sees it; parts from 0 to 1.
    public init(red: Double, green: Double, blue: Double) {
        self = 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5 ? .light : .dark
    }
}

// The same hues in darker tones, for terminals that write on white.
extension Theme {
    static func manyOnLight(_ role: Role) -> Ink {
        var ink = ink(for: role, depth: .many)
        switch role {
        case .dim, .heading, .unsure, .chrome, .veil: ink.color = 241
        case .accent, .after: ink.color = 25
        case .toxic, .worse, .error: ink.color = 124
        case .biased, .curveD: ink.color = 126
        case .private, .curveA: ink.color = 26
        case .mislabelled, .warning, .match: ink.color = 94
        case .fine, .better, .curveC: ink.color = 23
        case .staged, .before, .curveB: ink.color = 130
        case .normal, .cursor, .title, .input: break
        }
        return ink
    }

    /// Yellow, green and cyan of eight colours are too pale for white: there the emphasis stands alone, or a darker hue.
    static func eightOnLight(_ role: Role) -> Ink {
        var ink = ink(for: role, depth: .eight)
        switch ink.color {
        case 2, 3: ink.color = -1
        case 6: ink.color = 4
        default: break
        }
        return ink
    }
}
