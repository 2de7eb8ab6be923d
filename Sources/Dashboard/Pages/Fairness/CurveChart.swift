import Canvas
import Engine

/// Curves on two axes; each has a letter, so that it is known without colours.
struct CurveChart {
    struct Curve {
        let letter: Character
        let role: Role
        let points: [(x: Double, y: Double)]
    }

    let curves: [Curve]
    let x: ClosedRange<Double>
    /// Where the x axis has labels.
    let ticks: [(x: Double, label: String)]
    let marks: MarkSet
    /// A reference line down the chart.
    var vertical: Double?
    /// Whether letters stand at every point, or once a curve.
    var lettersEverywhere = false

    static let roles: [Role] = [.curveA, .curveB, .curveC, .curveD]
    /// Columns that the labels of the y axis take.
    static let gutter = 7

    /// "a" … "z", then "·": no two of the first 26 curves have one letter.
    static func letter(_ index: Int) -> Character {
        let letters = Array("abcdefghijklmnopqrstuvwxyz")
        return letters.indices.contains(index) ? letters[index] : "·"
    }

    func draw(on canvas: inout Canvas, _ whole: Area) {
        var area = whole
        let foot = area.takeBottom(1)
        guard area.height > 1, area.width > Self.gutter + 4 else { return }
        let scale = Scale.covering(curves.flatMap { $0.points.map(\.y) }, columns: max(2, area.height))
        var plot = Plot(
            columns: area.width - Self.gutter - 1, rows: area.height, x: x, y: scale.low...scale.high, set: marks)
        if let vertical { plot.vertical(x: vertical, .accent) }
        for curve in curves { plot.curve(curve.points, curve.role) }
        for (place, curve) in curves.enumerated() {
            for point in lettered(curve, place) { plot.mark(curve.letter, x: point.x, y: point.y, curve.role) }
        }
        for tick in scale.ticks(spacing: 3) {
            guard let row = plot.place(x: x.lowerBound, y: tick)?.row else { continue }
            canvas.writeRight(Marks.label(tick), right: area.x + Self.gutter - 1, y: area.y + row, Style(.dim))
        }
        for (row, spans) in plot.lines.enumerated() {
            canvas.write("│", x: area.x + Self.gutter - 1, y: area.y + row, Style(.chrome))
            canvas.put(spans, x: area.x + Self.gutter, y: area.y + row)
        }
        drawTicks(on: &canvas, foot, plot)
    }

    /// Where a curve's letter stands: at every point, or once, each curve's at another place along the axis.
    private func lettered(_ curve: Curve, _ place: Int) -> [(x: Double, y: Double)] {
        let shown = curve.points.filter(\.y.isFinite)
        if lettersEverywhere || shown.isEmpty { return shown }
        let part = Double(place + 1) / Double(curves.count + 1)
        let wanted = x.lowerBound + part * (x.upperBound - x.lowerBound)
        return shown.min { abs($0.x - wanted) < abs($1.x - wanted) }.map { [$0] } ?? []
    }

    /// Labels under the chart, each centred on its tick; one that would touch the one before is left out.
    private func drawTicks(on canvas: inout Canvas, _ foot: Area, _ plot: Plot) {
        var end = foot.x
        for tick in ticks {
            guard let place = plot.place(x: tick.x, y: plot.y.lowerBound) else { continue }
            let label = DisplayText(tick.label)
            let start = min(foot.x + Self.gutter + place.column - label.columns / 2, foot.right - label.columns)
            guard start > end || end == foot.x else { continue }
            canvas.put(label, x: start, y: foot.y, style: Style(.dim))
            end = start + label.columns
        }
    }
}
