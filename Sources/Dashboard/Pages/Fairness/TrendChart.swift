import Canvas
import Engine
import Fairness
import Records

/// A metric over every save point: the gap and the groups' rates as curves, and the save points as a list under them.
struct TrendChart {
    let points: [SavePoint]
    let metric: String
    let column: String
    let marks: MarkSet
    let marked: String?
    /// What the points are about.
    var subject = SubjectView.trainedHere

    /// The gap's mark; groups have letters.
    static let gapMark: Character = "#"

    /// A named curve with its value at every save point; not a number where it has none.
    struct Series: Sendable {
        let letter: Character
        let title: String
        let role: Role
        let values: [Double]
    }

    /// The gap, then the groups of the newest save point.
    var series: [Series] {
        var all: [Series] = []
        if let gap = FairnessPage.gap(of: metric) {
            let values = points.map { $0.report.gap(gap.id, in: column)?.sufficient?.value ?? .nan }
            all.append(Series(letter: Self.gapMark, title: "gap", role: .accent, values: values))
        }
        let groups = points.last?.report.groups.filter { $0.column == column }.map(\.value) ?? []
        let rate = FairnessPage.rate(of: metric)
        let minimum = points.last?.report.minimumDenominator ?? 0
        for group in groups {
            let values = points.map { point -> Double in
                let found = point.report.groups.first { $0.column == column && $0.value == group }?.metrics[rate.id]
                guard let found, found.denominator >= minimum else { return .nan }
                return found.value ?? .nan
            }
            guard values.contains(where: \.isFinite) else { continue }
            let place = all.count { $0.letter != Self.gapMark }
            all.append(
                Series(
                    letter: CurveChart.letter(place), title: group,
                    role: CurveChart.roles[place % CurveChart.roles.count], values: values))
        }
        return all
    }

    func draw(on canvas: inout Canvas, _ whole: Area, _ cursor: ListCursor) {
        var area = whole
        let listed = min(points.count, max(2, area.height / 3))
        let list = area.takeBottom(listed + 1)
        let series = series
        let position = max(0, min(cursor.position, points.count - 1))
        let pane = area.takeRight(min(34, area.width / 3))
        let curves = series.map { one in
            CurveChart.Curve(
                letter: one.letter, role: one.role,
                points: one.values.enumerated().map { (Double($0.offset), $0.element) })
        }
        let last = Double(max(1, points.count - 1))
        CurveChart(
            curves: curves, x: 0...last,
            ticks: points.indices.map { (Double($0), name(of: $0)) },
            marks: marks, vertical: Double(position), lettersEverywhere: true
        ).draw(on: &canvas, area)
        drawValues(series, at: position, on: &canvas, pane)
        drawList(on: &canvas, list, cursor, series.first { $0.letter == Self.gapMark })
    }

    /// What a point is called: what its removal took out, or which of the two files it is.
    private func name(of index: Int) -> String {
        guard !subject.trains else {
            return points[index].removed > 0 ? "−\(points[index].removed.grouped)" : "trained"
        }
        return points.count < 2 ? "now" : index == 0 ? "before" : "after"
    }

    private func drawValues(_ series: [Series], at position: Int, on canvas: inout Canvas, _ pane: Area) {
        var pane = pane.inset(by: 1)
        let head = pane.takeTop(1)
        canvas.writeRight("at \(points[position].digest.prefix(6))", right: pane.right, y: head.y, Style(.dim))
        let names = GroupNames(series.map(\.title), width: pane.width - 9)
        for one in series where pane.height > 0 {
            let y = pane.takeTop(1).y
            canvas.write(String(one.letter), x: pane.x, y: y, Style(one.role, bold: true))
            canvas.put(names[one.title], x: pane.x + 2, y: y, width: pane.width - 9)
            let value = one.values[position]
            canvas.writeRight(value.isFinite ? value.short : "–", right: pane.right, y: y)
        }
    }

    private func drawList(on canvas: inout Canvas, _ whole: Area, _ cursor: ListCursor, _ gap: Series?) {
        var area = whole
        let header = area.takeTop(1)
        let right = (records: 40, removed: 50, gap: 58, accuracy: 68)
        for (title, end) in [
            ("records", right.records), ("removed", right.removed), ("gap", right.gap), ("accuracy", right.accuracy),
        ] { canvas.writeRight(title, right: end, y: header.y, Style(.dim)) }
        canvas.write(subject.point, x: 4, y: header.y, Style(.dim))
        for (line, index) in cursor.visible(count: points.count, height: area.height).enumerated() {
            let (y, point) = (area.y + line, points[index])
            let isCurrent = index == cursor.position
            if isCurrent { canvas.write("▸", x: 1, y: y, Style(.accent, bold: true)) }
            if point.digest == marked { canvas.write("*", x: 2, y: y, Style(.match, bold: true)) }
            canvas.write(String(point.digest.prefix(6)), x: 4, y: y, Style(.normal, bold: isCurrent))
            let when = !subject.trains ? name(of: index) : String(point.createdAt.replacing("T", with: " ").prefix(16))
            canvas.write(when, x: 12, y: y, Style(.dim), width: 17)
            canvas.writeRight(point.records.grouped, right: right.records, y: y)
            canvas.writeRight(point.removed > 0 ? "−\(point.removed.grouped)" : "–", right: right.removed, y: y)
            let value = gap.map { $0.values[index] } ?? .nan
            canvas.writeRight(value.isFinite ? value.short : "–", right: right.gap, y: y)
            canvas.writeRight(point.accuracy?.short ?? "–", right: right.accuracy, y: y)
            let state = !subject.trains ? "" : point.isCurrent ? "now" : point.isKept ? "kept" : "no weights"
            canvas.write(
                state, x: right.accuracy + 2, y: y, Style(.dim), width: max(0, area.right - right.accuracy - 2))
        }
    }
}
