import Canvas
import Engine
import Fairness

/// The lines under the chart: the gap of this metric, equalized odds, accuracy, scores, and who is harmed.
struct FairnessSummary {
    let figures: FairnessFigures
    let metric: String
    let column: String
    let stratum: Stratum?

    /// Lines it takes in full, its rule included.
    var height: Int { lines.count + 1 }

    func draw(on canvas: inout Canvas, _ whole: Area) {
        var area = whole
        let columns = FairnessColumns(width: area.width)
        canvas.rule(y: area.takeTop(1).y, x: 0, width: area.width)
        for line in shown(area.height) {
            let y = area.takeTop(1).y
            guard let numbers = line.numbers else {
                canvas.write(line.text(fitting: area.width - 2), x: 1, y: y, line.style, width: area.width - 2)
                continue
            }
            let end = 1 + canvas.write(line.label(fitting: columns.before - 2), x: 1, y: y, width: columns.before - 2)
            // Half a number would be another one: the note is shown whole or not at all.
            let notes = [line.note, line.shortNote]
            let note = notes.first { !$0.isEmpty && DisplayText($0).columns <= columns.before - end - 4 }
            if let note { canvas.write(note, x: end + 2, y: y, Style(.dim)) }
            if let before = numbers.before {
                canvas.writeRight(before.short, right: columns.before + 6, y: y, Style(.before))
            }
            if let after = numbers.after {
                canvas.writeRight(after.short, right: columns.after + 6, y: y, Style(.after))
            }
            let change = note == nil ? line.unnoted ?? line.change : line.change
            canvas.write(change, x: columns.change, y: y, line.style, width: max(0, area.right - columns.change))
        }
    }

    /// The lines that fit: the least important go first.
    private func shown(_ height: Int) -> [Line] {
        var lines = lines
        while lines.count > max(0, height), let least = lines.map(\.importance).min(),
            let index = lines.lastIndex(where: { $0.importance == least })
        {
            lines.remove(at: index)
        }
        return lines
    }

    private struct Line {
        var label: String
        /// Two groups that stand behind the label, where they are not the same.
        var pair: [String] = []
        /// What stands behind them.
        var suffix = ""
        /// What the label is a list of, where it is one.
        var items: [String] = []
        var note = ""
        /// What stands where the note has no room.
        var shortNote = ""
        /// Nil: the label takes the whole line.
        var numbers: (before: Double?, after: Double?)?
        var change = ""
        /// What stands for the change where no note has room.
        var unnoted: String?
        var style = Style()
        var importance: Int

        /// The label with both groups, "gap Arden − Belmar, TPR"; their names are shortened inside where there is no room, so
        /// that both are told, whatever the width.
        func label(fitting width: Int) -> String {
            guard Set(pair).count > 1 else { return label + suffix }
            let names = pair.map { DisplayText($0) }
            let room = max(10, width - DisplayText(label + "  − " + suffix).columns)
            // The shorter one keeps what it needs, up to half.
            let first = min(names[0].columns, max(room / 2, room - names[1].columns))
            let shown = zip(names, [first, room - first]).map { $0.shortenedInside(to: $1).string }
            return "\(label) \(shown.joined(separator: " − "))\(suffix)"
        }

        /// The label and as many of its items as fit, with "…" where some are left out.
        func text(fitting width: Int) -> String {
            var text = label
            for (place, item) in items.enumerated() {
                let longer = text + (place == 0 ? "" : ", ") + item
                let reserve = place == items.count - 1 ? 0 : 3
                guard place == 0 || DisplayText(longer).columns + reserve <= width else { return text + ", …" }
                text = longer
            }
            return text
        }
    }

    private var lines: [Line] {
        let own = FairnessPage.gap(of: metric)
        var lines = figures.report.leading.alerts.map {
            Line(label: $0.sentence, style: Style(.warning, bold: true), importance: 10)
        }
        if let own, let line = gap(own.id, own.id == metric ? own.title : "gap", importance: 9) { lines.append(line) }
        if let own, let line = shortage(own.id) { lines.append(line) }
        if stratum == nil { lines += within(own?.id) }
        if own?.id != GapMetric.equalizedOddsDifference.id,
            let odds = gap(GapMetric.equalizedOddsDifference.id, "equalized odds", importance: 2)
        {
            lines.append(odds)
        }
        lines.append(accuracy)
        lines += scores
        if let harm { lines.append(harm) }
        return lines
    }

    private func gap(_ id: String, _ label: String, importance: Int) -> Line? {
        guard let gap = figures.gap(id, in: column, within: stratum) else { return nil }
        let chance = Self.chance(gap)
        let followed = figures.comparison?.gaps.first { $0.metric == id && $0.column == column }
        guard stratum == nil, let followed else {
            let before = figures.gapsBefore(id, in: column, within: stratum).first { $0.kind == .maxMin }
            var line = Line(
                label: label, pair: [gap.sufficient?.highest, gap.sufficient?.lowest].compactMap { $0 }, note: chance,
                numbers: (before?.sufficient?.value, gap.sufficient?.value), importance: importance)
            line.shortNote = Self.byChance(gap)
            return line
        }
        let text = change(difference: followed.difference, interval: followed.interval, isClear: followed.isClear)
        var line = Line(
            label: label, pair: followed.pair, suffix: Self.rate(followed), note: chance,
            numbers: (followed.before, followed.after),
            change: followed.insufficient == nil ? text.text : "too few records", style: text.style,
            importance: importance)
        line.shortNote = Self.byChance(gap)
        if followed.insufficient == nil, followed.isClear, followed.changedPlaces {
            line.shortNote = String(text.text.dropLast(2))
            line.note = line.shortNote + (chance.isEmpty ? "" : ", \(chance)")
            line.change = "changed places"
        }
        return line
    }

    /// ", TPR": which of several rates is followed.
    private static func rate(_ followed: Comparison.GapRow) -> String {
        guard followed.followedRate != nil, let part = followed.part else { return "" }
        return ", " + (FairnessTable.titles[part] ?? part)
    }

    // Apart, and without `map`: inlined there it crashes the optimiser of Swift 6.3.1 ("ownership error").
    private static func chance(_ gap: Gap) -> String {
        let byChance = byChance(gap)
        guard let adjusted = gap.adjusted, !byChance.isEmpty else { return byChance }
        return "\(byChance), p \(adjusted.p.shortP) of \(adjusted.family)"
    }

    /// "by chance .032", also where the p-value has no room.
    private static func byChance(_ gap: Gap) -> String {
        guard let test = gap.sufficient?.test else { return "" }
        return "by chance \(test.byChance.short)"
    }

    private func shortage(_ id: String) -> Line? {
        guard let gap = figures.gap(id, in: column, within: stratum), !gap.leftOut.isEmpty else { return nil }
        let names = gap.leftOut.map { "\($0.group): \($0.reason)" }.joined(separator: "; ")
        return Line(label: "not counted: \(names)", style: Style(.warning), importance: 6)
    }

    /// Where comparing like with like turns the gap round: a line a control column, with its signs.
    private func within(_ id: String?) -> [Line] {
        let wanted = id ?? GapMetric.demographicParityDifference.id
        guard let finding = figures.report.leading.findings.first(where: { $0.metric == wanted && $0.column == column })
        else { return [] }
        let pair = (finding.largest ?? finding.widest).map { "\($0.high.group) − \($0.low.group)" } ?? ""
        return finding.controls.filter(\.isReversed).map { control in
            let parts = control.parts.map { "\($0.difference.short) \($0.stratum.value)" }
            let turned =
                "\(pair) within \(control.column): turned round in \(control.reversed) of \(control.parts.count), "
            return Line(
                label: turned + "on average \(control.mean.short): ", items: parts,
                style: Style(.warning), importance: 9)
        }
    }

    private var accuracy: Line {
        let hasScores = figures.comparison?.scores?.isEmpty == false
        let auc = hasScores ? "" : figures.auc.map { "ROC AUC \($0.short)" } ?? ""
        guard let compared = figures.comparison?.accuracy, figures.comparison?.knowsTruth != false else {
            return Line(
                label: stratum == nil ? "accuracy" : "accuracy of all records", note: auc,
                numbers: (nil, figures.accuracy), importance: 8)
        }
        let text = change(difference: compared.difference, interval: compared.interval, isClear: compared.isClear)
        return Line(
            label: stratum == nil ? "accuracy" : "accuracy of all records", note: auc,
            numbers: (compared.before.value, compared.after.value), change: text.text,
            style: text.style, importance: 8)
    }

    /// What the change did to ranking and calibration, over all records.
    private var scores: [Line] {
        let named = [
            ("auc", "ROC AUC", 5), ("rootMeanSquaredCalibrationError", "calibration error", 4),
            ("brierScore", "Brier score", 1),
        ]
        return named.compactMap { id, label, importance -> Line? in
            let score = figures.comparison?.scores?.first { $0.metric == id && $0.column.isEmpty }
            guard let score else { return nil }
            let text = change(difference: score.difference, interval: score.interval, isClear: score.isClear)
            var line = Line(
                label: label, numbers: (score.before, score.after), change: score.insufficient ?? text.text,
                style: text.style, importance: importance)
            // A reason that is longer than a change stands beside the label.
            if let why = score.insufficient, DisplayText(why).columns > 16 {
                (line.note, line.change, line.unnoted) = (why, "not judged", why)
            }
            return line
        }
    }

    private var harm: Line? {
        guard let comparison = figures.comparison else { return nil }
        if comparison.knowsTruth == false {
            return Line(label: "harm is not measured: nothing says what was true", style: Style(.dim), importance: 7)
        }
        let cells = "\(comparison.family) metrics × groups"
        guard !comparison.harmed.isEmpty else {
            return Line(label: "harmed: none of \(cells) clearly", style: Style(.dim), importance: 7)
        }
        let names = comparison.harmedOthersFirst.map { harm in
            let title = (try? Metric.named(harm.metric))?.title ?? harm.metric
            return "\(harm.group) \(title)" + (comparison.isTarget(harm) == false ? " (no target)" : "")
        }
        return Line(
            label: "harmed (H): \(comparison.harmed.count) of \(cells): ", items: names, style: Style(.worse),
            importance: 7)
    }
}

extension Comparison.GapRow {
    /// Whether the group that was the higher one before is the lower one after.
    var changedPlaces: Bool {
        guard let before, let after else { return false }
        let isRatio = GapMetric.all.first { $0.id == metric }?.rule == .ratio
        let none = isRatio ? 1.0 : 0
        return (before - none) * (after - none) < 0
    }
}

extension Comparison {
    /// Whether the change was made for the group; nil where no target was declared.
    func isTarget(_ harm: Harm) -> Bool? {
        harm.isTarget ?? targets.map { $0.contains(Target(column: harm.column, group: harm.group)) }
    }

    /// Those that the change was not made for, then the others; in either the report's order.
    var harmedOthersFirst: [Harm] {
        harmed.filter { isTarget($0) == false } + harmed.filter { isTarget($0) == nil }
            + harmed.filter { isTarget($0) == true }
    }
}

extension Double {
    /// A p-value: ".012", "< .001".
    var shortP: String { self < 0.001 ? "< .001" : short }
}
