import Fairness

/// Lines of several groups on one square: ROC curves, calibration, what a threshold does, the trend over removals.
struct CurveChart {
    struct Series {
        /// Which colour and dashes.
        let number: Int
        let label: String
        let points: [(x: Double, y: Double)?]
        /// Whether every point has a mark.
        var isMarked = false
    }

    private static let width = 320.0
    private static let left = 44.0
    private static let right = 312.0
    private static let top = 8.0

    let title: String
    let xTitle: String
    let yTitle: String
    var x = (lower: 0.0, upper: 1.0)
    var y = (lower: 0.0, upper: 1.0)
    /// From one corner to the other: chance of a ROC curve, perfect calibration.
    var hasDiagonal = false
    var xTicks: [(value: Double, label: String)]?
    var height = 270.0
    let series: [Series]
    /// For those who can't see it.
    let description: String

    func chart() -> Chart {
        let across = Axis(lower: x.lower, upper: x.upper, from: Self.left, to: Self.right)
        let up = Axis(lower: y.lower, upper: y.upper, from: height, to: Self.top)
        var drawing = up.ticks.map {
            SVG.line(Self.left, up.place($0), Self.right, up.place($0), "grid")
                + SVG.text(Self.left - 6, up.place($0) + 4, up.label($0), .end, "t")
        }
        drawing += (xTicks ?? across.ticks.map { ($0, across.label($0)) }).map {
            SVG.text(across.place($0.value), height + 16, $0.label, .middle, "t")
        }
        drawing += [
            SVG.line(Self.left, height, Self.right, height, "axis"),
            SVG.text((Self.left + Self.right) / 2, height + 34, xTitle, .middle, "t"),
            #"<g transform="rotate(-90)">\#(SVG.text(-(height + Self.top) / 2, 8, yTitle, .middle, "t"))</g>"#,
        ]
        if hasDiagonal { drawing.append(SVG.line(Self.left, height, Self.right, Self.top, "ref")) }
        for line in series {
            let places = line.points.map { point in point.map { (x: across.place($0.x), y: up.place($0.y)) } }
            let color = line.number % Palette.series.count
            drawing.append(SVG.path(places, "s s\(color)"))
            if line.isMarked {
                drawing += places.compactMap(\.self).map { SVG.circle($0.x, $0.y, 2.5, "f\(color)") }
            }
        }
        return Chart(
            title: title, description: description, width: Int(Self.width), height: Int(height) + 42,
            svg: drawing.joined(separator: "\n"))
    }
}
