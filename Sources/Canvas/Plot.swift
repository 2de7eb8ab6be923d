/// A small surface for curves: points and lines in the caller's units, drawn as dots smaller than a cell.
///
/// The same calls give the same text. Where two curves share a cell, the cell takes the role of the later one; marks and
/// labels lie over all dots, reference lines under them.
public struct Plot: Sendable {
    public let columns: Int
    public let rows: Int
    /// The numbers at the first and the last column.
    public let x: ClosedRange<Double>
    /// The numbers at the last and the first row.
    public let y: ClosedRange<Double>
    public let set: MarkSet
    private var bits: [UInt8]
    private var roles: [Role]
    private var over: [Mark?]
    private var under: [Mark?]

    private struct Mark: Sendable {
        var character: Character
        var role: Role
    }

    /// An empty plot; a range of no width is widened to 1.
    public init(columns: Int, rows: Int, x: ClosedRange<Double>, y: ClosedRange<Double>, set: MarkSet) {
        self.columns = max(1, columns)
        self.rows = max(1, rows)
        self.x = Self.sound(x)
        self.y = Self.sound(y)
        self.set = set
        let cells = self.columns * self.rows
        bits = Array(repeating: 0, count: cells)
        roles = Array(repeating: .normal, count: cells)
        over = Array(repeating: nil, count: cells)
        under = Array(repeating: nil, count: cells)
    }

    private static func sound(_ range: ClosedRange<Double>) -> ClosedRange<Double> {
        guard range.lowerBound.isFinite, range.upperBound.isFinite else { return 0...1 }
        if range.lowerBound < range.upperBound, (range.upperBound - range.lowerBound).isFinite { return range }
        return range.lowerBound < range.lowerBound + 1 ? range.lowerBound...range.lowerBound + 1 : 0...1
    }

    /// Dots across and down the whole plot.
    private var across: Int { columns * set.dots.across }
    private var down: Int { rows * set.dots.down }

    /// The cell of a point; nil where it is no number or outside.
    public func place(x: Double, y: Double) -> (column: Int, row: Int)? {
        dot(x, y).map { ($0.x / set.dots.across, $0.y / set.dots.down) }
    }

    private func dot(_ x: Double, _ y: Double) -> (x: Int, y: Int)? {
        guard x.isFinite, y.isFinite, self.x.contains(x), self.y.contains(y) else { return nil }
        let right = (x - self.x.lowerBound) / (self.x.upperBound - self.x.lowerBound)
        let up = (y - self.y.lowerBound) / (self.y.upperBound - self.y.lowerBound)
        return (Int((right * Double(across - 1)).rounded()), Int(((1 - up) * Double(down - 1)).rounded()))
    }

    /// Sets the dot at a point; a point outside leaves no trace.
    public mutating func point(x: Double, y: Double, _ role: Role) {
        if let dot = dot(x, y) { set(dot.x, dot.y, role) }
    }

    private mutating func set(_ x: Int, _ y: Int, _ role: Role) {
        let (wide, high) = set.dots
        let cell = y / high * columns + x / wide
        bits[cell] |= 1 << UInt8(y % high * wide + x % wide)
        roles[cell] = role
    }

    /// Draws a straight line between two points; nothing where either is outside.
    public mutating func line(from a: (x: Double, y: Double), to b: (x: Double, y: Double), _ role: Role) {
        guard let start = dot(a.x, a.y), let end = dot(b.x, b.y) else { return }
        let steps = max(abs(end.x - start.x), abs(end.y - start.y))
        for step in 0...steps {
            let part = steps == 0 ? 0 : Double(step) / Double(steps)
            let x = Double(start.x) + part * Double(end.x - start.x)
            let y = Double(start.y) + part * Double(end.y - start.y)
            set(Int(x.rounded()), Int(y.rounded()), role)
        }
    }

    /// Draws a curve through points; it breaks where one is no number or outside.
    public mutating func curve(_ points: [(x: Double, y: Double)], _ role: Role) {
        for index in points.indices {
            point(x: points[index].x, y: points[index].y, role)
            if index > 0 { line(from: points[index - 1], to: points[index], role) }
        }
    }

    /// Puts a character into the cell of a point, over the dots.
    public mutating func mark(_ character: Character, x: Double, y: Double, _ role: Role) {
        guard let place = place(x: x, y: y) else { return }
        over[place.row * columns + place.column] = Mark(character: character, role: role)
    }

    /// Draws a reference line down the whole plot, under the dots.
    public mutating func vertical(x: Double, _ role: Role = .chrome) {
        guard let column = place(x: x, y: y.lowerBound)?.column else { return }
        for row in 0..<rows { under[row * columns + column] = Mark(character: "┆", role: role) }
    }

    /// Draws a reference line across the whole plot, under the dots.
    public mutating func horizontal(y: Double, _ role: Role = .chrome) {
        guard let row = place(x: x.lowerBound, y: y)?.row else { return }
        for column in 0..<columns { under[row * columns + column] = Mark(character: "┄", role: role) }
    }

    /// The plot from top to bottom, every row exactly `columns` wide.
    public var lines: [[Span]] {
        (0..<rows).map { row in
            var spans: [Span] = []
            var text = ""
            var role: Role?
            func end() {
                guard let role, !text.isEmpty else { return }
                let shown = DisplayText(text)
                spans.append(Span(set == .ascii ? shown.asciiFallback : shown, role))
            }
            for cell in (row * columns)..<((row + 1) * columns) {
                let mark = mark(in: cell)
                if mark.role != role {
                    end()
                    (text, role) = ("", mark.role)
                }
                text.append(mark.character)
            }
            end()
            return spans
        }
    }

    private func mark(in cell: Int) -> Mark {
        if let mark = over[cell] { return mark }
        if bits[cell] != 0 { return Mark(character: set.cell(bits[cell]), role: roles[cell]) }
        return under[cell] ?? Mark(character: " ", role: .normal)
    }
}
