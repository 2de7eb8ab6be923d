import Canvas
import Engine
import Records

/// A conversation on a card: who speaks, turn by turn; two answers side by side, with what differs marked.
struct DialogueLines {
    let dialogue: Dialogue
    let width: Int
    /// Letters of a turn's flags, how they look, and whether its text is covered.
    let flags: (Turn) -> [(letter: String, style: Style)]
    let isVeiled: (Turn) -> Bool
    /// The turn that decisions are about; nil: all of the record.
    var selected: Int?
    /// Columns beyond which nothing is looked at, where not all is shown.
    var room = Int.max
    /// What stands out where two answers stand side by side; elsewhere who asks for the lines marks it.
    var telling = Telling()

    /// Words of an answer beyond which no differences are looked for.
    private static let mostWords = 600
    /// Columns that two answers need to stand side by side.
    private static let narrowest = 48
    private static let indent = 11

    var lines: [CardLine] {
        var lines: [CardLine] = []
        for (index, turn) in dialogue.shared.enumerated() { lines += self.lines(of: turn, index) }
        guard dialogue.sides.count == 2 else { return lines }
        if width < Self.narrowest {
            var index = dialogue.shared.count
            for side in dialogue.sides {
                lines.append(CardLine(DisplayText("── \(side.name) "), Style(.heading, bold: true)))
                for turn in side.turns {
                    lines += self.lines(of: turn, index)
                    index += 1
                }
            }
            return lines
        }
        return lines + beside()
    }

    private func text(_ turn: Turn) -> String { isVeiled(turn) ? Veil.over(turn.text) : turn.text }

    private func label(_ turn: Turn) -> String {
        turn.speaker == .other ? turn.role : turn.speaker.rawValue
    }

    private func style(_ turn: Turn) -> Style {
        if isVeiled(turn) { return Style(.veil) }
        return turn.speaker == .system || turn.speaker == .tool ? Style(.dim) : Style()
    }

    /// A text as lines; its own line ends are kept.
    private func wrapped(_ text: String, to width: Int) -> [DisplayText] { flow(text, within: width).map(\.text) }

    /// The same, and how many blanks were left out before each line that goes on with the one above.
    private func flow(_ text: String, within width: Int) -> [(text: DisplayText, blanks: Int?)] {
        let text = room == .max ? text : String(text.prefix(room))
        let lines = text.split(separator: /\r\n|\n|\r/, omittingEmptySubsequences: false)
        return lines.flatMap { line in
            line.isEmpty ? [(DisplayText.empty, nil)] : DisplayText(String(line)).flow(within: width)
        }
    }

    private func lines(of turn: Turn, _ index: Int) -> [CardLine] {
        let mark = selected == index ? "▸" : " "
        let label = DisplayText(mark + label(turn)).truncated(to: Self.indent - 1).padded(to: Self.indent)
        let parts = flow(text(turn), within: max(8, width - Self.indent))
        return (parts.isEmpty ? [(text: DisplayText.empty, blanks: nil)] : parts).enumerated().map { line, part in
            let letters = line == 1 ? flags(turn) : []
            let flagged = letters.map(\.letter).joined()
            let left =
                line == 0
                ? label : DisplayText(flagged.isEmpty ? "" : "  " + flagged).padded(to: Self.indent)
            var marks =
                line == 0
                ? [
                    CardLine.Mark(
                        x: 0, width: Self.indent - 1, style: Style(selected == index ? .accent : .heading, bold: true))
                ] : []
            for (place, letter) in letters.enumerated() {
                marks.append(CardLine.Mark(x: 2 + place, width: 1, style: letter.style))
            }
            return CardLine(
                left + part.text, style(turn), marks: marks,
                flow: CardLine.Flow(indent: Self.indent, blanks: part.blanks))
        } + (parts.count < 2 ? flagLine(turn) : [])
    }

    /// The flags of a turn of one line, on a line of their own.
    private func flagLine(_ turn: Turn) -> [CardLine] {
        let letters = flags(turn)
        guard !letters.isEmpty else { return [] }
        return [
            CardLine(
                DisplayText("  " + letters.map(\.letter).joined()),
                marks: letters.enumerated().map { CardLine.Mark(x: 2 + $0.offset, width: 1, style: $0.element.style) })
        ]
    }

    // MARK: Side by side

    private func beside() -> [CardLine] {
        let each = (width - 3) / 2
        var cells: [[CardLine]] = []
        let words = dialogue.sides.map { side in side.turns.map { Self.words(wrapped(text($0), to: each)) } }
        var index = dialogue.shared.count
        for (place, side) in dialogue.sides.enumerated() {
            var lines = [CardLine(DisplayText(side.name), Style(.heading, bold: true))]
            for (number, turn) in side.turns.enumerated() {
                let other = words[1 - place]
                let differing =
                    isVeiled(turn) || number >= other.count
                    ? [] : Self.differing(words[place][number], from: other[number])
                let mark = selected == index ? "▸" : " "
                let letters = flags(turn)
                if side.turns.count > 1 || selected == index || !letters.isEmpty {
                    let label = DisplayText(mark + label(turn) + " ")
                    var marks = [CardLine.Mark(x: 0, width: label.columns, style: Style(.accent, bold: true))]
                    for (at, letter) in letters.enumerated() {
                        marks.append(CardLine.Mark(x: label.columns + at, width: 1, style: letter.style))
                    }
                    lines.append(
                        CardLine(label + DisplayText(letters.map(\.letter).joined()), Style(.heading), marks: marks))
                }
                lines += Self.marked(flow(text(turn), within: each), differing, style(turn))
                index += 1
            }
            cells.append(lines.marked(telling))
        }
        let rule = CardLine(DisplayText(String(repeating: "─", count: width)), Style(.dim))
        return [rule]
            + (0..<max(cells[0].count, cells[1].count)).map { line in
                let left = line < cells[0].count ? cells[0][line] : CardLine(.empty)
                let right = line < cells[1].count ? cells[1][line] : CardLine(.empty)
                let text = left.text.truncated(to: each).padded(to: each) + DisplayText(" │ ") + right.text
                let shifted = right.marks.map { CardLine.Mark(x: $0.x + each + 3, width: $0.width, style: $0.style) }
                let looks = [
                    CardLine.Mark(x: 0, width: each, style: left.style),
                    CardLine.Mark(x: each, width: 3, style: Style(.dim)),
                    CardLine.Mark(x: each + 3, width: each + 1, style: right.style),
                ]
                return CardLine(text, marks: looks + left.marks + shifted, isMarked: true)
            }
    }

    /// The words of lines, each as it is shown; one that goes on on the next line is two, in both texts alike only where
    /// both break it, which costs a mark too many and nothing else.
    private static func words(_ lines: [DisplayText]) -> [String] {
        lines.flatMap { $0.string.split(separator: " ").map(String.init) }
    }

    /// The places of words that are not in the other text, in a longest common order.
    static func differing(_ words: [String], from other: [String]) -> Set<Int> {
        guard words.count <= mostWords, other.count <= mostWords else { return [] }
        var places: Set<Int> = []
        for case .insert(let offset, _, _) in words.difference(from: other) { places.insert(offset) }
        return places
    }

    /// Wrapped lines with the words at `places` marked.
    private static func marked(
        _ lines: [(text: DisplayText, blanks: Int?)], _ places: Set<Int>, _ style: Style
    ) -> [CardLine] {
        var word = -1
        var isOpen = false
        return lines.map { line, blanks in
            var marks: [CardLine.Mark] = []
            var x = 0
            isOpen = false
            for character in line.string {
                let columns = DisplayText(String(character)).columns
                if character == " " {
                    isOpen = false
                } else {
                    if !isOpen { word += 1 }
                    isOpen = true
                    if places.contains(word) {
                        if let last = marks.last, last.x + last.width == x {
                            marks[marks.count - 1] = CardLine.Mark(
                                x: last.x, width: last.width + columns, style: last.style)
                        } else {
                            marks.append(CardLine.Mark(x: x, width: columns, style: Style(.match, bold: true)))
                        }
                    }
                }
                x += columns
            }
            return CardLine(line, style, marks: marks, flow: CardLine.Flow(blanks: blanks))
        }
    }
}
