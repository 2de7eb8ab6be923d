import Canvas

/// One line of text being typed. Characters are counted as a person does, by grapheme.
struct TextField: Sendable, Hashable {
    private(set) var characters: [Character]
    private(set) var cursor: Int

    init(_ text: String = "") {
        characters = Array(text)
        cursor = characters.count
    }

    var text: String { String(characters) }

    /// Takes the key if it edits the text. A paste goes in whole, with line ends as spaces.
    mutating func take(_ key: Key) -> Bool {
        switch key {
        case .character(let character): insert([character])
        case .paste(let text): insert(text.map { $0.isNewline ? " " : $0 })
        case .backspace:
            if cursor > 0 {
                cursor -= 1
                characters.remove(at: cursor)
            }
        case .delete, .control("d"): if cursor < characters.count { characters.remove(at: cursor) }
        case .left, .control("b"): cursor = max(0, cursor - 1)
        case .right, .control("f"): cursor = min(characters.count, cursor + 1)
        case .home, .control("a"): cursor = 0
        case .end, .control("e"): cursor = characters.count
        case .control("u"):
            characters.removeFirst(cursor)
            cursor = 0
        case .control("k"): characters.removeLast(characters.count - cursor)
        case .control("w"): removeWord()
        default: return false
        }
        return true
    }

    private mutating func insert(_ new: [Character]) {
        characters.insert(contentsOf: new, at: cursor)
        cursor += new.count
    }

    private mutating func removeWord() {
        while cursor > 0, characters[cursor - 1] == " " {
            cursor -= 1
            characters.remove(at: cursor)
        }
        while cursor > 0, characters[cursor - 1] != " " {
            cursor -= 1
            characters.remove(at: cursor)
        }
    }

    /// Columns scrolled away on the left, so that the cursor shows in `width` columns.
    private func skipped(_ width: Int) -> Int { max(0, columns(before: cursor) - (width - 1)) }

    private func columns(before index: Int) -> Int {
        DisplayText(String(characters[..<max(0, min(index, characters.count))])).columns
    }

    /// Where some of its characters stand when it is drawn in `width` columns; empty where they are scrolled away.
    func place(of range: Range<Int>, width: Int) -> Range<Int> {
        let skipped = skipped(width)
        let start = max(0, min(width - 1, columns(before: range.lowerBound) - skipped))
        return start..<max(start, min(width, columns(before: range.upperBound) - skipped))
    }

    /// Draws the text with its cursor, scrolled so that the cursor shows.
    func draw(on canvas: inout Canvas, x: Int, y: Int, width: Int, style: Style = Style(.input)) {
        guard width > 1 else { return }
        let skipped = skipped(width)
        let text = DisplayText(self.text).dropping(columns: skipped)
        canvas.fill(x: x, y: y, width: width, height: 1, style: style)
        canvas.put(text, x: x, y: y, style: style, width: width)
        canvas.cursor = Canvas.Position(x: x + columns(before: cursor) - skipped, y: y)
    }
}
