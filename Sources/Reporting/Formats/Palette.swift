/// The colours of the report, by what they are for; light first, then dark.
///
/// The series are Okabe and Ito's, safe for colour blindness, darkened or lightened until each stands out 3:1 from the
/// page; words stand out 4.5:1 at least (WCAG 2.2, 1.4.3 and 1.4.11).
enum Palette {
    struct Pair: Sendable {
        let light: String
        let dark: String
    }

    static let page = Pair(light: "#fcfbf8", dark: "#15181c")
    static let card = Pair(light: "#f4f2ec", dark: "#1e2228")
    static let ink = Pair(light: "#1c2024", dark: "#e9e7e2")
    static let muted = Pair(light: "#575d66", dark: "#a9afb8")
    static let rule = Pair(light: "#dcd8cf", dark: "#363c45")
    static let link = Pair(light: "#0b5394", dark: "#8cc2f5")
    static let good = Pair(light: "#0a6650", dark: "#6fd3b4")
    static let harm = Pair(light: "#a33b08", dark: "#f5a26b")
    static let caution = Pair(light: "#7a5200", dark: "#e5c069")

    static let series = [
        Pair(light: "#0b5fa5", dark: "#6db3f2"), Pair(light: "#c04f00", dark: "#f0944d"),
        Pair(light: "#007a5a", dark: "#3fc79a"), Pair(light: "#a64d86", dark: "#dd8fc0"),
        Pair(light: "#8a6d00", dark: "#e0c341"), Pair(light: "#5b6470", dark: "#b9c1cb"),
    ]

    /// Whatever words are set in, and on which ground; light and dark alike.
    static let words = [ink, muted, link, good, harm, caution]
    static let grounds = [page, card]

    /// The custom properties of the style sheet.
    static func properties(_ side: (Pair) -> String) -> String {
        let named: [(String, Pair)] = [
            ("page", page), ("card", card), ("ink", ink), ("muted", muted), ("rule", rule), ("link", link),
            ("good", good), ("harm", harm), ("caution", caution),
        ]
        let all = named + series.enumerated().map { ("s\($0.offset)", $0.element) }
        return all.map { "--\($0.0):\(side($0.1))" }.joined(separator: ";")
    }
}
