import Canvas
import Engine
import Fairness
import Records

/// What every threshold would do: the groups' rates and the gap between them. It only looks; nothing is changed.
struct ThresholdChart: Sendable {
    /// One group's rate at every threshold; not a number where its denominator is no evidence.
    struct Series: Sendable {
        let letter: Character
        let title: String
        let role: Role
        let rates: [Double]
    }

    let series: [Series]
    /// The thresholds, ascending.
    let thresholds: [Double]
    let accuracy: [Double]
    let rate: Metric
    let minimumDenominator: Int
    let marks: MarkSet

    /// Nil without scores of the column's groups.
    init?(_ figures: FairnessFigures, _ metric: String, by column: String, marks: MarkSet) {
        let curves = (figures.report.curves ?? []).filter { $0.column == column && !$0.thresholds.isEmpty }
        guard let first = curves.first else { return nil }
        let rate = FairnessPage.rate(of: metric)
        self.rate = rate
        self.marks = marks
        minimumDenominator = figures.minimumDenominator
        thresholds = first.thresholds.map(\.threshold)
        let count = first.thresholds.count
        series = curves.filter { $0.thresholds.count == count }.enumerated().map { place, curve in
            let counts = curve.thresholds.map { rate.counts($0.counts) }
            return Series(
                letter: CurveChart.letter(place), title: curve.group,
                role: CurveChart.roles[place % CurveChart.roles.count],
                rates: counts.map { [minimum = figures.minimumDenominator] in
                    $0.denominator >= max(1, minimum) ? Double($0.numerator) / Double($0.denominator) : .nan
                })
        }
        let all = figures.report.curves?.first { $0.column.isEmpty && $0.thresholds.count == count }
        accuracy = (all?.thresholds ?? []).map { threshold in
            let counts = threshold.counts
            return counts.n > 0 ? Double(counts.count(in: .right)) / Double(counts.n) : .nan
        }
    }

    /// Highest − lowest rate of the groups with enough evidence; nil with fewer than two.
    func gap(at index: Int) -> Double? {
        let sound = series.map { $0.rates[index] }.filter(\.isFinite)
        guard sound.count > 1, let high = sound.max(), let low = sound.min() else { return nil }
        return high - low
    }

    /// Where a threshold stands among them: the nearest.
    func index(of threshold: Double) -> Int {
        thresholds.indices.min { abs(thresholds[$0] - threshold) < abs(thresholds[$1] - threshold) } ?? 0
    }

    func draw(on canvas: inout Canvas, _ whole: Area, cursor: Int, own: Int) {
        var area = whole
        let foot = area.takeBottom(1)
        let what = "What if: nothing is changed. ← → move the threshold, Enter shows who is above."
        canvas.write(what, x: 1, y: foot.y, Style(.dim), width: area.width - 2)
        let pane = area.takeRight(min(38, area.width * 2 / 5))
        let gaps = CurveChart.Curve(
            letter: TrendChart.gapMark, role: .accent,
            points: thresholds.indices.map { (thresholds[$0], gap(at: $0) ?? .nan) })
        let curves = series.map { one in
            CurveChart.Curve(
                letter: one.letter, role: one.role, points: thresholds.indices.map { (thresholds[$0], one.rates[$0]) })
        }
        let low = thresholds.first ?? 0
        CurveChart(
            curves: [gaps] + curves, x: low...max(low, thresholds.last ?? 1),
            ticks: [0, 0.2, 0.4, 0.6, 0.8, 1].map { ($0, Marks.label($0)) }, marks: marks,
            vertical: thresholds[cursor]
        ).draw(on: &canvas, area)
        drawNumbers(on: &canvas, pane, cursor, own)
    }

    private func drawNumbers(on canvas: inout Canvas, _ pane: Area, _ cursor: Int, _ own: Int) {
        var pane = pane.inset(by: 1)
        let (now, here) = (pane.right, pane.right - 9)
        let head = pane.takeTop(1)
        canvas.write("threshold", x: pane.x, y: head.y, Style(.heading, bold: true))
        canvas.writeRight(
            "at \(thresholds[cursor].fixed(2).dropping0)", right: here, y: head.y, Style(.accent, bold: true))
        canvas.writeRight("now \(thresholds[own].fixed(2).dropping0)", right: now, y: head.y, Style(.dim))
        let room = max(0, pane.width - 19)
        let names = GroupNames(series.map(\.title), width: room)
        func row(_ letter: Character?, _ role: Role, _ title: DisplayText, _ values: (Double?, Double?)) {
            guard pane.height > 0 else { return }
            let y = pane.takeTop(1).y
            if let letter { canvas.write(String(letter), x: pane.x, y: y, Style(role, bold: true)) }
            canvas.put(title, x: pane.x + 2, y: y, width: room)
            canvas.writeRight(Self.text(values.0), right: here, y: y)
            canvas.writeRight(Self.text(values.1), right: now, y: y, Style(.dim))
        }
        row(TrendChart.gapMark, .accent, "gap", (gap(at: cursor), gap(at: own)))
        if accuracy.count == thresholds.count { row(nil, .normal, "accuracy", (accuracy[cursor], accuracy[own])) }
        for one in series.prefix(max(0, pane.height)) {
            row(one.letter, one.role, names[one.title], (one.rates[cursor], one.rates[own]))
        }
        if pane.height > 1, series.contains(where: { !$0.rates[cursor].isFinite }) {
            let why = "– fewer than \(minimumDenominator) \(rate.denominatorName)"
            canvas.write(why, x: pane.x, y: pane.takeTop(2).bottom - 1, Style(.dim), width: pane.width)
        }
    }

    private static func text(_ value: Double?) -> String { value.map { $0.isFinite ? $0.short : "–" } ?? "–" }
}

extension String {
    /// "0.43" as ".43".
    fileprivate var dropping0: String { hasPrefix("0.") ? String(dropFirst()) : self }
}
