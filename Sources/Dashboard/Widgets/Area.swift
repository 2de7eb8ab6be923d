import Canvas
import Engine

/// A rectangle of the screen. Layout is a pure function of the size: areas are cut from areas.
struct Area: Sendable, Hashable {
    var x: Int
    var y: Int
    var width: Int
    var height: Int

    var bottom: Int { y + height }
    var right: Int { x + width }

    /// Cuts `lines` from the top; what remains is `self`.
    mutating func takeTop(_ lines: Int) -> Area {
        let taken = min(max(0, lines), height)
        defer {
            y += taken
            height -= taken
        }
        return Area(x: x, y: y, width: width, height: taken)
    }

    /// Cuts `lines` from the bottom; what remains is `self`.
    mutating func takeBottom(_ lines: Int) -> Area {
        let taken = min(max(0, lines), height)
        height -= taken
        return Area(x: x, y: y + height, width: width, height: taken)
    }

    /// Cuts `columns` from the right; what remains is `self`.
    mutating func takeRight(_ columns: Int) -> Area {
        let taken = min(max(0, columns), width)
        width -= taken
        return Area(x: x + width, y: y, width: taken, height: height)
    }

    func inset(by columns: Int) -> Area {
        Area(x: x + columns, y: y, width: max(0, width - 2 * columns), height: height)
    }
}

extension Canvas {
    /// Writes data or our own words; either becomes `DisplayText` here.
    @discardableResult
    mutating func write(_ text: String, x: Int, y: Int, _ style: Style = Style(), width: Int? = nil) -> Int {
        put(DisplayText(text), x: x, y: y, style: style, width: width)
    }

    /// Writes so that the text ends before `right`.
    mutating func writeRight(_ text: String, right: Int, y: Int, _ style: Style = Style()) {
        let text = DisplayText(text)
        put(text, x: max(0, right - text.columns), y: y, style: style)
    }

    /// Writes paragraphs, wrapped, from the top of `area`; returns the lines used.
    @discardableResult
    mutating func writeWrapped(_ text: String, in area: Area, _ style: Style = Style()) -> Int {
        guard area.width > 0, area.height > 0 else { return 0 }
        var line = 0
        for part in DisplayText(text).wrapped(to: area.width) {
            guard line < area.height else { break }
            put(part, x: area.x, y: area.y + line, style: style, width: area.width)
            line += 1
        }
        return line
    }
}
