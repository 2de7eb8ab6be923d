import Engine
import Fairness

/// Before and after: the picture, who was harmed, and every paired change.
extension ReportContent {
    /// The rates that are drawn, one panel each.
    private static let drawn = Metric.compared.map(\.id)

    var changeSection: Document.Section {
        guard let comparison else {
            return Document.Section(
                id: "groups", title: "Where the groups stand",
                blocks: [.paragraph("Each mark is a rate, each line its 95 % interval (Wilson).")] + panels)
        }
        var blocks: [Block] = []
        let names = [beforeName.map { "before is \($0)" }, afterName.map { "after is \($0)" }].compactMap(\.self)
        if !names.isEmpty { blocks.append(.paragraph("Here, \(Spoken.list(names)).")) }
        if comparison.isUnweighted == true {
            blocks.append(
                .paragraph("Changes, their intervals and tests are unweighted: every record counts the same in them."))
        }
        blocks += [harmBlock(comparison)] + panels
        blocks += [.table(gapChanges(comparison))] + leftOut(comparison) + [.table(rateChanges(comparison))]
        if let scores = comparison.scores, !scores.isEmpty {
            blocks.append(.table(scoreChanges(scores, "AUC, calibration error and Brier score before and after")))
        }
        if let composites = comparison.composites, !composites.isEmpty {
            blocks.append(.table(scoreChanges(composites, "F1 and balanced accuracy before and after")))
        }
        return Document.Section(id: "change", title: "Before and after", blocks: blocks)
    }

    private var panels: [Block] {
        let legend: [Chart.Key] =
            before == nil
            ? [] : [.init(mark: .hollow, text: "before, hollow"), .init(mark: .filled, text: "after, filled")]
        return columns.enumerated().flatMap { index, column -> [Block] in
            let charts = Self.drawn.map { metric in
                DumbbellChart(
                    title: "\(MetricName.capitalized(metric)) by \(column)",
                    rows: groups(of: column).map { group in
                        let earlier = before?.groups.first {
                            $0.column == column && $0.value == group.value && $0.stratum == nil
                        }
                        return DumbbellChart.Row(
                            label: group.value, before: earlier?.metrics[metric], after: group.metrics[metric])
                    }
                ).chart()
            }
            return [.heading("By \(column)"), .charts(charts, legend: index == 0 ? legend : [])]
        }
    }

    private func harmBlock(_ comparison: Comparison) -> Block {
        if comparison.knowsTruth == false {
            return .callout(.caution, title: "Harm is not measured", [Verdict.untold])
        }
        let others = comparison.others
        let targets = (comparison.targets ?? []).map { "\($0.column) \($0.group)" }
        let declared =
            targets.isEmpty
            ? "No target group was declared, so every group counts as one that the change was not made for."
            : "The change was made for \(Spoken.list(targets))."
        guard !others.isEmpty else {
            return .callout(
                .good, title: "No clear harm to other groups",
                [
                    declared,
                    "None of \(comparison.rows.count.counted("rate")) clearly worsened for a group that was not the "
                        + "target.",
                ])
        }
        return .callout(
            .harm, title: "Harm to groups that were not the target",
            [declared]
                + others.map {
                    "\(comparison.name($0)): \(MetricName.title($0.metric)) became worse by "
                        + "\(Spoken.signed($0.difference))."
                })
    }

    private func gapChanges(_ comparison: Comparison) -> TableBlock {
        let parts = columns.map { column in
            TableBlock.Part(
                title: column,
                rows: comparison.gaps.filter { $0.column == column }.map { row in
                    [
                        .init(MetricName.capitalized(row.metric)), .init(Self.between(row)),
                        .init(Spoken.number(row.before)), .init(Spoken.number(row.after)),
                        .init(Spoken.signed(row.difference)), .init(Spoken.interval(row.interval, signed: true)),
                        .init(Spoken.p(row.p)), .init(row.adjusted.map { Spoken.p($0.p) } ?? Spoken.none),
                        Self.verdict(row),
                    ]
                })
        }
        return TableBlock(
            "Gaps before and after, followed in the pair of groups (of several rates, in the one) that is the widest in the "
                + "mean of both",
            [
                .text("Gap"), .text("Between"), .number("Before"), .number("After"), .number("Change"),
                .number("95 % interval"), .number("p"), .number("Adjusted p"), .text("Verdict"),
            ], parts: parts)
    }

    /// "Arden vs Belmar", "Arden vs Belmar, in true positive rate"
    private static func between(_ row: Comparison.GapRow) -> String {
        row.pair.joined(separator: " vs ") + (row.followedRate.map { ", in \($0)" } ?? "")
    }

    private static func verdict(_ row: Comparison.GapRow) -> TableBlock.Cell {
        if let insufficient = row.insufficient { return .init("insufficient evidence (\(insufficient))", .caution) }
        guard row.isClear else { return .init("no clear change", .muted) }
        // What is so between two groups is not yet so over all of them.
        let whose = row.isOfAllGroups ? "" : ", between these two"
        if Verdict.isTurned(row) { return .init("clearly turned round\(whose)", .caution) }
        return Verdict.isWider(row) ? .init("clearly wider\(whose)", .harm) : .init("clearly narrower\(whose)", .good)
    }

    /// Who is not in the gaps, and why.
    private func leftOut(_ comparison: Comparison) -> [Block] {
        Self.leftOut(comparison.gaps.map { ($0.column, $0.metric, $0.leftOut) })
    }

    /// One sentence for every group that has too little evidence somewhere.
    static func leftOut(_ gaps: [(column: String, metric: String, leftOut: [Gap.LeftOut])]) -> [Block] {
        var groups: [(name: String, reasons: [String])] = []
        for gap in gaps {
            for left in gap.leftOut {
                let name = "\(gap.column) \(left.group)"
                if let place = groups.firstIndex(where: { $0.name == name }) {
                    if !groups[place].reasons.contains(left.reason) { groups[place].reasons.append(left.reason) }
                } else {
                    groups.append((name, [left.reason]))
                }
            }
        }
        guard !groups.isEmpty else { return [] }
        return [
            .callout(
                .caution, title: "Too little evidence",
                groups.map { "\($0.name): \($0.reasons.joined(separator: "; "))." })
        ]
    }

    private func rateChanges(_ comparison: Comparison) -> TableBlock {
        let compared = Metric.compared.filter { comparison.knowsTruth != false || !$0.needsTruth }
        let parts = compared.map { metric in
            TableBlock.Part(
                title: MetricName.capitalized(metric.id), note: metric.description.definition,
                rows: comparison.rows.filter { $0.metric == metric.id }.map { row in
                    let change = row.change
                    return [
                        .init("\(row.column) \(row.group)"), .init(Self.fraction(change.before)),
                        .init(Self.fraction(change.after)), .init(Spoken.signed(change.difference)),
                        .init(Spoken.interval(change.interval, signed: true)), .init(Spoken.p(change.p)),
                        .init(row.adjusted.map { Spoken.p($0.p) } ?? Spoken.none), verdict(row, comparison),
                    ]
                })
        }
        let method =
            (comparison.isPaired == false ? "of kept counts, unpaired" : "paired, record by record")
            + (comparison.isUnweighted == true ? ", unweighted" : "")
        return TableBlock(
            "Rates before and after, \(method), a family of " + comparison.family.counted("test"),
            [
                .text("Group"), .number("Before"), .number("After"), .number("Change"), .number("95 % interval"),
                .number("p"), .number("Adjusted p"), .text("Verdict"),
            ], parts: parts)
    }

    private func verdict(_ row: Comparison.Row, _ comparison: Comparison) -> TableBlock.Cell {
        if let insufficient = row.insufficient { return .init("insufficient evidence (\(insufficient))", .caution) }
        guard row.change.isClear else { return .init("no clear change", .muted) }
        let harm = comparison.harmed.first {
            $0.column == row.column && $0.group == row.group && $0.metric == row.metric
        }
        if harm != nil { return .init("clearly worse", .harm) }
        let aim = MetricName.description(row.metric)?.direction
        return aim == .neither ? .init("clear change") : .init("clearly better", .good)
    }

    private func scoreChanges(_ scores: [ScoreChange], _ title: String) -> TableBlock {
        TableBlock(
            title,
            [
                .text("Group"), .text("Metric"), .number("Before"), .number("After"), .number("Change"),
                .number("95 % interval"), .number("p"), .number("Adjusted p"), .text("Verdict"),
            ],
            scores.map { row in
                let verdict: TableBlock.Cell =
                    row.insufficient.map { .init("insufficient evidence (\($0))", .caution) }
                    ?? (row.isClear ? .init("clear change") : .init("no clear change", .muted))
                return [
                    .init(row.column.isEmpty ? "all records" : "\(row.column) \(row.group)"),
                    .init(MetricName.title(row.metric)), .init(Spoken.number(row.before)),
                    .init(Spoken.number(row.after)), .init(Spoken.signed(row.difference)),
                    .init(Spoken.interval(row.interval, signed: true)), .init(Spoken.p(row.test?.p)),
                    .init(row.adjusted.map { Spoken.p($0.p) } ?? Spoken.none), verdict,
                ]
            })
    }

    /// "0.213 (17/80)", or why there is no value.
    static func fraction(_ value: MetricValue) -> String {
        guard value.value != nil else { return value.undefined ?? Spoken.none }
        return "\(Spoken.number(value.value)) (\(value.fraction))"
    }
}
