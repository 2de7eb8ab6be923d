/// A report as blocks of plain text in reading order, before it is HTML or Markdown; whoever writes it escapes every
/// text.
struct Document: Sendable {
    struct Section: Sendable {
        /// The anchor: lower-case letters and hyphens.
        let id: String
        let title: String
        var blocks: [Block]
    }

    /// One question of the reader, answered.
    struct Answer: Sendable {
        let question: String
        let tone: Tone
        let sentences: [String]
    }

    let title: String
    let subtitle: String
    let headline: String
    let answers: [Answer]
    var sections: [Section]
    let colophon: [String]
}

/// How a text is meant; never said by colour alone.
enum Tone: String, Sendable { case plain, muted, good, harm, caution }

indirect enum Block: Sendable {
    case heading(String)
    case paragraph(String)
    case callout(Tone, title: String, [String])
    case facts([(name: String, value: String)])
    case list([String])
    case table(TableBlock)
    case charts([Chart], legend: [Chart.Key])
    /// Open at first; a reader may fold it.
    case folded(String, [Block])
}

/// A table with a caption, column headers, and a header in the first cell of every row.
struct TableBlock: Sendable {
    struct Column: Sendable {
        let title: String
        let isNumber: Bool

        static func text(_ title: String) -> Column { Column(title: title, isNumber: false) }
        static func number(_ title: String) -> Column { Column(title: title, isNumber: true) }
    }

    struct Cell: Sendable, ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
        let text: String
        var tone = Tone.plain

        init(_ text: String, _ tone: Tone = .plain) {
            self.text = text
            self.tone = tone
        }

        init(stringLiteral text: String) { self.init(text) }
    }

    /// Rows under a header of their own; the title is empty where there is none.
    struct Part: Sendable {
        var title = ""
        var note = ""
        var rows: [[Cell]]
    }

    let caption: String
    let columns: [Column]
    var parts: [Part]

    init(_ caption: String, _ columns: [Column], parts: [Part]) {
        self.caption = caption
        self.columns = columns
        self.parts = parts
    }

    init(_ caption: String, _ columns: [Column], _ rows: [[Cell]]) {
        self.init(caption, columns, parts: [Part(rows: rows)])
    }
}

/// A picture, and in words what it shows.
struct Chart: Sendable {
    /// What a mark of a legend looks like.
    struct Key: Sendable {
        enum Mark: Sendable { case hollow, filled, series(Int), reference }
        let mark: Mark
        let text: String
    }

    let title: String
    /// For those who can't see it.
    let description: String
    /// Width and height of the drawing, in its own units: pixels where there is room.
    let width: Int
    let height: Int
    /// The content of the `svg` element, escaped.
    let svg: String
}
