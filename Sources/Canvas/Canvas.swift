/// One place on the screen.
public struct Cell: Hashable, Sendable {
    /// One cluster; empty where the wide cluster to the left reaches over.
    public let text: String
    public let style: Style

    public static let blank = Cell(text: " ", style: Style())
}

/// A grid of cells to draw on; what a screen looks like, without a terminal.
///
/// Nothing drawn outside the grid has an effect, so no caller computes clipping. A wide cluster that is cut by an edge
/// or half overwritten becomes spaces: the grid never holds half a character.
public struct Canvas: Hashable, Sendable {
    public let width: Int
    public let height: Int
    /// True where only ASCII may be shown; text is put in its fallback form.
    public let ascii: Bool
    /// Where the terminal's own cursor stands; nil hides it.
    public var cursor: Position?
    /// What stands where, for the mouse.
    var targets = Targets()
    private var cells: [Cell]

    /// A place on the grid, from 0 at the top left.
    public struct Position: Hashable, Sendable {
        public var x: Int
        public var y: Int

        public init(x: Int, y: Int) {
            self.x = x
            self.y = y
        }
    }

    /// A blank grid; negative sizes count as 0.
    public init(width: Int, height: Int, ascii: Bool = false) {
        self.width = max(0, width)
        self.height = max(0, height)
        self.ascii = ascii
        cells = Array(repeating: .blank, count: self.width * self.height)
    }

    /// The cell at column `x` of row `y`; blank outside the grid.
    public subscript(x: Int, y: Int) -> Cell {
        x >= 0 && x < width && y >= 0 && y < height ? cells[y * width + x] : .blank
    }

    /// The cells of row `y`.
    public func row(_ y: Int) -> ArraySlice<Cell> { cells[(y * width)..<((y + 1) * width)] }

    /// Puts `text` at column `x` of row `y`, cut with `…` to `limit` columns and clipped at the edges.
    ///
    /// - Returns: The columns taken, counted from `x`.
    @discardableResult
    public mutating func put(
        _ text: DisplayText, x: Int, y: Int, style: Style = Style(), width limit: Int? = nil
    ) -> Int {
        var text = limit.map { text.truncated(to: $0) } ?? text
        if ascii { text = text.asciiFallback }
        guard y >= 0, y < height, x < width else { return 0 }
        let taken = text.columns
        if x < 0 { text = text.dropping(columns: -x) }
        var column = max(0, x)
        for cluster in text.clusters where column < width {
            place(cluster, style, column, y)
            column += cluster.width
        }
        return min(taken, width - x)
    }

    /// Puts spans one after another, clipped to `limit` columns.
    @discardableResult
    public mutating func put(_ spans: [Span], x: Int, y: Int, width limit: Int? = nil) -> Int {
        var used = 0
        for span in spans {
            let left = limit.map { max(0, $0 - used) }
            if left == 0 { break }
            used += put(span.text, x: x + used, y: y, style: span.style, width: left)
        }
        return used
    }

    /// Fills a rectangle with one cluster of one column.
    public mutating func fill(
        x: Int, y: Int, width: Int, height: Int, style: Style = Style(), with mark: DisplayText = " "
    ) {
        if width < 1 { return }
        let row: DisplayText = mark * width
        for line in max(0, y)..<max(max(0, y), min(self.height, y + height)) {
            put(row, x: x, y: line, style: style)
        }
    }

    /// Changes the style of a rectangle and leaves its text.
    public mutating func paint(x: Int, y: Int, width: Int, height: Int = 1, style: Style) {
        for line in y..<(y + max(0, height)) where line >= 0 && line < self.height {
            for column in x..<(x + max(0, width)) where column >= 0 && column < self.width {
                cells[line * self.width + column] = Cell(text: self[column, line].text, style: style)
            }
        }
    }

    /// Draws a horizontal rule, to the right edge where no width is given.
    public mutating func rule(y: Int, x: Int = 0, width: Int? = nil, style: Style = Style(.chrome)) {
        put("─" * (width ?? self.width - x), x: x, y: y, style: style)
    }

    /// Draws a vertical rule.
    public mutating func verticalRule(x: Int, y: Int, height: Int, style: Style = Style(.chrome)) {
        for line in y..<(y + max(0, height)) { put("│", x: x, y: line, style: style) }
    }

    /// Draws another canvas over this one, its cursor included.
    public mutating func draw(_ other: Canvas, x: Int, y: Int) {
        for line in 0..<other.height {
            for column in 0..<other.width where (0..<width).contains(x + column) && (0..<height).contains(y + line) {
                let cell = other[column, line]
                let isWide = column + 1 < other.width && other[column + 1, line].text.isEmpty
                // The right half of a wide cluster whose left half is outside leaves a space.
                if cell.text.isEmpty, x + column > 0 { continue }
                let text = cell.text.isEmpty ? " " : cell.text
                place(.init(text: text, width: isWide ? 2 : 1), cell.style, x + column, y + line)
            }
        }
        if let place = other.cursor { cursor = Position(x: x + place.x, y: y + place.y) }
    }

    /// Sets the cells of a cluster; where the right edge cuts it, a space.
    private mutating func place(_ cluster: DisplayText.Cluster, _ style: Style, _ x: Int, _ y: Int) {
        if x + cluster.width > width { return set(Cell(text: " ", style: style), x, y) }
        set(Cell(text: cluster.text, style: style), x, y)
        if cluster.width == 2 { set(Cell(text: "", style: style), x + 1, y, isContinuation: true) }
    }

    /// Sets a cell, and blanks the other half of a wide cluster it destroys.
    private mutating func set(_ cell: Cell, _ x: Int, _ y: Int, isContinuation: Bool = false) {
        let index = y * width + x
        if !isContinuation, cells[index].text.isEmpty, x > 0 {
            cells[index - 1] = Cell(text: " ", style: cells[index - 1].style)
        }
        cells[index] = cell
        if x + 1 < width, cells[index + 1].text.isEmpty {
            cells[index + 1] = Cell(text: " ", style: cells[index + 1].style)
        }
    }
}
