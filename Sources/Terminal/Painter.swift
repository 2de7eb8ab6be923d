internal import CNcurses
internal import Canvas

/// Puts canvases on curses' screen.
struct Painter {
    private let isASCII: Bool
    private let attributes: [attr_t]
    private let pairs: [Int16]
    /// What the screen shows; nil where nobody knows.
    private(set) var shown: Canvas?

    /// Sets the colours up. Curses must have been started.
    init(isASCII: Bool, depth: ColorDepth, background: Background) {
        self.isASCII = isASCII
        let inks = Role.allCases.map { Theme.ink(for: $0, depth: depth, on: background) }
        attributes = inks.map(Self.attributes)
        pairs = inks.enumerated().map { index, ink in
            // Without a colour no pair either: some terminals have attributes only where there is none (`ncv`).
            if ink.color < 0 { return 0 }
            init_pair(Int16(index + 1), Int16(ink.color), -1)
            return Int16(index + 1)
        }
    }

    /// Forgets what is on the screen, so that all of it is drawn again.
    mutating func forget() {
        shown = nil
        clearok(curses_physical_screen(), true)
    }

    /// Draws the rows that changed, each cluster at its own column.
    mutating func paint(_ canvas: Canvas) {
        let screen = curses_screen()
        let (width, height) = (Int(getmaxx(screen)), Int(getmaxy(screen)))
        let isSameSize = shown?.width == canvas.width && shown?.height == canvas.height
        if !isSameSize { werase(screen) }
        for y in 0..<min(height, canvas.height) {
            if isSameSize, let shown, shown.row(y) == canvas.row(y) { continue }
            paint(row: y, of: canvas, width: min(width, canvas.width))
        }
        shown = canvas
        if let cursor = canvas.cursor, (0..<width).contains(cursor.x), (0..<height).contains(cursor.y) {
            wmove(screen, Int32(cursor.y), Int32(cursor.x))
            curs_set(1)
        } else {
            curs_set(0)
        }
        wrefresh(screen)
    }

    private func paint(row y: Int, of canvas: Canvas, width: Int) {
        for x in 0..<width {
            let cell = canvas[x, y]
            if cell.text.isEmpty { continue }
            let isWide = x + 1 < canvas.width && canvas[x + 1, y].text.isEmpty
            let text = isASCII ? Self.ascii(cell.text, isWide: isWide) : cell.text
            put(text, x: x, y: y, columns: isWide ? 2 : 1, style: cell.style)
        }
    }

    /// Puts one cluster into its columns.
    ///
    /// Curses takes a character and up to four marks a place. What of a cluster has no place of its own (the companions
    /// of a joined emoji, its selectors) is left out, so that no terminal can put it into a neighbour's; a character
    /// whose width curses sees otherwise than the canvas is shown as `�`.
    private func put(_ text: String, x: Int, y: Int, columns: Int, style: Style) {
        var column = 0
        var group: [wchar_t] = []
        func flush() {
            guard let base = group.first else { return }
            write(group, x: x + column, y: y, style: style)
            column += Int(curses_width(base))
            group = []
        }
        for scalar in text.unicodeScalars {
            let character = wchar_t(bitPattern: scalar.value)
            let width = Int(curses_width(character))
            if scalar.value == 0x200D { break }
            if width > 0 {
                flush()
                if column + width > columns { break }
                group = [character]
            } else if width == 0, !group.isEmpty, group.count <= 4, !scalar.properties.isVariationSelector {
                group.append(character)
            } else if width < 0 {
                break
            }
        }
        flush()
        while column < columns {
            write([column == 0 && text != " " ? (isASCII ? 0x3F : 0xFFFD) : 0x20], x: x + column, y: y, style: style)
            column += 1
        }
    }

    private func write(_ characters: [wchar_t], x: Int, y: Int, style: Style) {
        var attribute = attributes[Int(style.role.rawValue)]
        if style.bold { attribute |= attribute_bold }
        if style.reverse { attribute |= attribute_reverse }
        if style.underline { attribute |= attribute_underline }
        var cell = cchar_t()
        if setcchar(&cell, characters + [0], attribute, pairs[Int(style.role.rawValue)], nil) == OK {
            // The last place of the last row reports an error and is written all the same.
            _ = mvwadd_wch(curses_screen(), Int32(y), Int32(x), &cell)
        }
    }

    private static func ascii(_ text: String, isWide: Bool) -> String {
        text.utf8.count == 1 ? text : isWide ? "??" : DisplayText(text).asciiFallback.clipped(to: 1).string
    }

    private static func attributes(_ ink: Ink) -> attr_t {
        (ink.bold ? attribute_bold : 0) | (ink.dim ? attribute_dim : 0) | (ink.reverse ? attribute_reverse : 0)
            | (ink.underline ? attribute_underline : 0)
    }
}
