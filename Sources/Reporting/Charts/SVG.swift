import Engine
import Fairness

/// Elements of a drawing, as text. Every coordinate has one decimal, so equal figures give equal bytes.
enum SVG {
    static func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ style: String) -> String {
        #"<line x1="\#(at(x1))" y1="\#(at(y1))" x2="\#(at(x2))" y2="\#(at(y2))" class="\#(style)" />"#
    }

    static func circle(_ x: Double, _ y: Double, _ radius: Double, _ style: String) -> String {
        #"<circle cx="\#(at(x))" cy="\#(at(y))" r="\#(at(radius))" class="\#(style)" stroke-width="2" />"#
    }

    /// A connected line through points; a gap where one is missing.
    static func path(_ points: [(x: Double, y: Double)?], _ style: String) -> String {
        var steps = ""
        var isDrawing = false
        for point in points {
            guard let point else {
                isDrawing = false
                continue
            }
            steps += "\(isDrawing ? "L" : "M")\(at(point.x)) \(at(point.y))"
            isDrawing = true
        }
        return steps.isEmpty ? "" : #"<path d="\#(steps)" class="\#(style)" />"#
    }

    enum Anchor: String { case start, middle, end }

    static func text(_ x: Double, _ y: Double, _ text: String, _ anchor: Anchor = .start, _ style: String = "")
        -> String
    {
        let look = style.isEmpty ? "" : #" class="\#(style)""#
        return #"<text x="\#(at(x))" y="\#(at(y))" text-anchor="\#(anchor.rawValue)"\#(look)>\#(text.html)</text>"#
    }

    /// An interval: a line with a stroke at each end.
    static func whisker(_ from: Double, _ to: Double, y: Double, _ style: String) -> String {
        line(from, y, to, y, style) + line(from, y - 3, from, y + 3, style) + line(to, y - 3, to, y + 3, style)
    }

    /// The text cut to about `width` units at the usual size, with an ellipsis.
    static func fitted(_ text: String, width: Double) -> String {
        let limit = max(4, Int(width / 6.6))
        let shown = VisibleText.scalars(text)
        return shown.count > limit ? shown.prefix(limit - 1) + "…" : shown
    }

    /// What a mark of a legend looks like; without words, so hidden from screen readers.
    static func sample(_ mark: Chart.Key.Mark) -> String {
        let drawing =
            switch mark {
            case .hollow: line(2, 7, 26, 7, "wb") + circle(14, 7, 4.5, "b")
            case .filled: line(2, 7, 26, 7, "wa") + circle(14, 7, 4.5, "a")
            case .series(let number): line(1, 7, 27, 7, "s s\(number % Palette.series.count)")
            case .reference: line(1, 7, 27, 7, "ref")
            }
        return #"<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true" viewBox="0 0 28 14">\#(drawing)</svg>"#
    }

    static func at(_ coordinate: Double) -> String {
        let text = coordinate.fixed(1)
        if text == "-0.0" { return "0" }
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}

/// Values on an axis: from data to the drawing.
struct Axis {
    let lower: Double
    let upper: Double
    let from: Double
    let to: Double

    func place(_ value: Double) -> Double {
        from + (min(max(value, lower), upper) - lower) / (upper - lower) * (to - from)
    }

    /// About four round steps between the ends.
    var ticks: [Double] {
        let rough = (upper - lower) / 4
        var step = 1.0
        while step > rough { step /= 10 }
        while step * 10 <= rough { step *= 10 }
        step *= rough / step >= 5 ? 5 : rough / step >= 2 ? 2 : 1
        let first = Int((lower / step).rounded(.up))
        let last = Int((upper / step + 1e-9).rounded(.down))
        return first > last ? [] : (first...last).map { Double($0) * step }
    }

    /// An axis around the values, a little wider, and within [0, 1] where they are; from 0 to 1 without any.
    static func around(_ values: [Double], from: Double, to: Double) -> Axis {
        let known = values.filter(\.isFinite)
        guard let least = known.min(), let most = known.max() else {
            return Axis(lower: 0, upper: 1, from: from, to: to)
        }
        let margin = max((most - least) * 0.06, 0.01)
        let lower = least >= 0 ? max(0, least - margin) : least - margin
        let upper = most <= 1 ? min(1, most + margin) : most + margin
        return Axis(lower: lower, upper: max(upper, lower + 0.02), from: from, to: to)
    }

    /// A tick's value with as many digits as the steps need.
    func label(_ tick: Double) -> String {
        let step = ticks.count > 1 ? ticks[1] - ticks[0] : 1
        return Spoken.number(tick, digits: step >= 0.999 ? 0 : step >= 0.0999 ? 1 : step >= 0.00999 ? 2 : 3)
    }
}
