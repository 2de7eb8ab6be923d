import Canvas

/// A line of a record's card: its text, how it looks, and what in it looks otherwise.
struct CardLine: Hashable, Sendable {
    struct Mark: Hashable, Sendable {
        let x: Int
        let width: Int
        let style: Style
    }

    let text: DisplayText
    let style: Style
    var marks: [Mark]
    /// Where it stands in a text that was wrapped; nil: it is a text of its own.
    let flow: Flow?
    /// Whether what is looked for is marked in it already.
    let isMarked: Bool

    init(
        _ text: DisplayText, _ style: Style = Style(), marks: [Mark] = [], flow: Flow? = nil, isMarked: Bool = false
    ) {
        self.text = text
        self.style = style
        self.marks = marks
        self.flow = flow
        self.isMarked = isMarked
    }

    func draw(on canvas: inout Canvas, x: Int, y: Int, width: Int) {
        canvas.put(text, x: x, y: y, style: style, width: width)
        for mark in marks where mark.x < width {
            canvas.paint(x: x + mark.x, y: y, width: min(mark.width, width - mark.x), style: mark.style)
        }
    }
}
