/// How many colours a terminal shows.
public enum ColorDepth: Hashable, Sendable, CaseIterable {
    case monochrome, eight, many

    /// The depth for a terminal of `count` colours.
    public init(count: Int) { self = count >= 256 ? .many : count >= 8 ? .eight : .monochrome }
}

/// Colour and attributes a role is shown in; the background is always the terminal's own.
public struct Ink: Hashable, Sendable {
    /// Index into the terminal's palette; −1 for its default.
    public var color: Int32
    public var bold: Bool
    public var dim: Bool
    public var reverse: Bool
    public var underline: Bool

    init(_ color: Int32 = -1, bold: Bool = false, dim: Bool = false, reverse: Bool = false, underline: Bool = false) {
        self.color = color
        self.bold = bold
        self.dim = dim
        self.reverse = reverse
        self.underline = underline
    }
}

/// The colours of roles, for eyes of every kind.
///
/// The hues follow Okabe and Ito's palette, which stays apart under the common colour blindnesses
/// (https://jfly.uni-koeln.de/color/), in tones of their own on dark and on light backgrounds. Colour never stands alone:
/// flags are letters, before and after are `○` and `●`, better and worse are `▲` and `▼`.
public enum Theme {
    /// - Parameter background: what the terminal writes on; every colour is told from it by a contrast of 4.5 or more.
    public static func ink(for role: Role, depth: ColorDepth, on background: Background = .dark) -> Ink {
        switch (depth, background) {
        case (.many, .dark): many(role)
        case (.many, .light): manyOnLight(role)
        case (.eight, .dark): eight(role)
        case (.eight, .light): eightOnLight(role)
        case (.monochrome, _): monochrome(role)
        }
    }

    private static func many(_ role: Role) -> Ink {
        switch role {
        case .normal: Ink()
        case .dim: Ink(245)
        case .chrome: Ink(243)
        case .accent: Ink(38, bold: true)
        case .cursor: Ink(reverse: true)
        case .title: Ink(bold: true)
        case .heading: Ink(245, underline: true)
        case .toxic, .worse: Ink(166, bold: true)
        case .biased: Ink(175, bold: true)
        case .private: Ink(33, bold: true)
        case .mislabelled: Ink(178, bold: true)
        case .fine: Ink(36, bold: true)
        case .unsure: Ink(245, bold: true)
        case .staged: Ink(172, bold: true, underline: true)
        case .before: Ink(172)
        case .after: Ink(38)
        case .better: Ink(36, bold: true)
        case .warning: Ink(178, bold: true)
        case .error: Ink(166, bold: true, reverse: true)
        case .veil: Ink(243)
        case .input: Ink(underline: true)
        case .match: Ink(178, underline: true)
        case .curveA: Ink(33)
        case .curveB: Ink(172)
        case .curveC: Ink(36)
        case .curveD: Ink(175)
        }
    }

    private static func eight(_ role: Role) -> Ink {
        let (red, green, yellow, blue, magenta, cyan): (Int32, Int32, Int32, Int32, Int32, Int32) = (1, 2, 3, 4, 5, 6)
        return switch role {
        case .normal: Ink()
        case .dim, .chrome, .veil: Ink(dim: true)
        case .accent: Ink(cyan, bold: true)
        case .cursor: Ink(reverse: true)
        case .title: Ink(bold: true)
        case .heading: Ink(underline: true)
        case .toxic, .worse: Ink(red, bold: true)
        case .biased: Ink(magenta, bold: true)
        case .private: Ink(blue, bold: true)
        case .mislabelled, .warning: Ink(yellow, bold: true)
        case .fine, .better: Ink(green, bold: true)
        case .unsure: Ink(dim: true, underline: true)
        case .staged: Ink(yellow, bold: true, underline: true)
        case .before: Ink(yellow)
        case .after: Ink(cyan)
        case .error: Ink(red, bold: true, reverse: true)
        case .input: Ink(underline: true)
        case .match: Ink(yellow, underline: true)
        case .curveA: Ink(blue)
        case .curveB: Ink(yellow)
        case .curveC: Ink(green)
        case .curveD: Ink(magenta)
        }
    }

    private static func monochrome(_ role: Role) -> Ink {
        switch role {
        case .normal, .before, .fine, .better, .curveA, .curveB, .curveC, .curveD: Ink()
        case .dim, .chrome, .veil, .unsure: Ink(dim: true)
        case .accent: Ink(bold: true, underline: true)
        case .cursor: Ink(reverse: true)
        case .title, .after, .toxic, .biased, .private, .mislabelled, .worse, .warning: Ink(bold: true)
        case .heading, .input, .match: Ink(underline: true)
        case .staged: Ink(bold: true, underline: true)
        case .error: Ink(bold: true, reverse: true)
        }
    }
}
