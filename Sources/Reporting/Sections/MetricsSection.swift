import Engine
import Fairness

/// Every metric with its formula, counts, interval, test and family.
extension ReportContent {
    var metricsSection: Document.Section {
        var blocks: [Block] = [
            .paragraph(
                "A rate stands with its numerator and denominator. Intervals of rates are Wilson's at 95 %. Gaps over "
                    + "groups are max − min or min ÷ max; pairs are signed, group − reference. Below "
                    + "\(report.minimumDenominator.grouped) records in a metric's own denominator the verdict is "
                    + "insufficient evidence. Long tables are folded; a click opens them, and the CSV and JSON have "
                    + "them too."
            )
        ]
        if report.overall.effectiveN != nil {
            blocks.append(
                .paragraph(
                    "Records are weighted: values are of weights, counts are of records, and intervals go by the number of "
                        + "records that the weights leave (Kish's, less where they go with the outcome). Gaps over groups, pairs "
                        + "and the four-fifths rule are tested by dealing out outcomes together with their weights."))
        }
        blocks += confusionBlocks
        for column in columns {
            blocks += [
                .heading("By \(column)"), .table(gapsTable(column)),
            ]
            blocks += Self.leftOut(widestGaps(of: column).map { ($0.column, $0.metric, $0.leftOut) })
            blocks += [
                .folded("Counts and rates by \(column)", [.table(countsTable(column)), .table(ratesTable(column))])
            ]
            let pairs = pairsTable(column)
            if !pairs.parts.isEmpty {
                blocks.append(.folded("Every group of \(column) against its reference", isOpen: false, [.table(pairs)]))
            }
            let fifths = (report.fourFifths ?? []).filter { $0.column == column }
            if !fifths.isEmpty { blocks.append(.table(Self.fourFifthsTable(fifths, column))) }
        }
        blocks += figureBlocks + strataBlocks
        return Document.Section(id: "metrics", title: "Every metric", blocks: blocks)
    }

    private func countsTable(_ column: String) -> TableBlock {
        let knows = report.overall.knowsTruth
        let cells = knows ? ["True positives", "False positives", "True negatives", "False negatives"] : ["Yes", "No"]
        return TableBlock(
            "Counts by \(column)", [.text("Group"), .number("n")] + cells.map { .number($0) },
            ([report.overall] + groups(of: column)).map { group in
                let counts =
                    knows ? [group.tp, group.fp, group.tn, group.fn] : [group.selected, group.n - group.selected]
                return [.init(group.column.isEmpty ? "all records" : group.value), .init(group.n.grouped)]
                    + counts.map { .init($0.grouped) }
            })
    }

    /// How often each class was taken for each, of all records and of every group.
    private var confusionBlocks: [Block] {
        guard let confusion = report.confusion, let first = confusion.first else { return [] }
        let parts = confusion.map { matrix in
            TableBlock.Part(
                title: matrix.column.isEmpty ? "all records" : "\(matrix.column) \(matrix.group)",
                rows: matrix.counts.enumerated().map { place, row in
                    let all = row.reduce(0, +)
                    let recall = all > 0 ? Double(row[place]) / Double(all) : nil
                    return [.init(matrix.classes[place])] + row.map { .init($0.grouped) }
                        + [.init(all.grouped), .init(Spoken.number(recall))]
                })
        }
        return [
            .table(
                TableBlock(
                    "Confusion matrix: a row for every true class, a column for every predicted one",
                    [.text("Truly")] + first.classes.map { .number("Predicted \($0)") } + [
                        .number("All"), .number("Recall"),
                    ],
                    parts: parts))
        ]
    }

    private func ratesTable(_ column: String) -> TableBlock {
        let known = Metric.all.filter { report.overall.knowsTruth || !$0.needsTruth }
        let parts = known.map { metric in
            TableBlock.Part(
                title: MetricName.capitalized(metric.id),
                note: "\(metric.description.definition). \(metric.explanation)",
                rows: ([report.overall] + groups(of: column)).compactMap { group in
                    guard let value = group.metrics[metric.id] else { return nil }
                    let name = group.column.isEmpty ? "all records" : group.value
                    let isThin = value.denominator < report.minimumDenominator
                    let evidence: TableBlock.Cell =
                        value.undefined.map { .init("undefined: \($0)", .caution) }
                        ?? (isThin
                            ? .init("insufficient evidence", .caution) : .init("measured", .muted))
                    return [
                        .init(name), .init(Spoken.number(value.value)),
                        .init(value.fraction),
                        .init(Spoken.interval(value.interval)), evidence,
                    ]
                })
        }
        return TableBlock(
            "Rates by \(column)",
            [.text("Group"), .number("Value"), .number("Of"), .number("95 % interval"), .text("Evidence")],
            parts: parts)
    }

    private func gapsTable(_ column: String) -> TableBlock {
        let rows: [[TableBlock.Cell]] = widestGaps(of: column).map { gap in
            let ends = [gap.highest, gap.lowest].compactMap(\.self).joined(separator: " vs ")
            return [
                .init(MetricName.capitalized(gap.metric)), .init(Spoken.number(gap.value)),
                .init(ends.isEmpty ? gap.undefined ?? Spoken.none : ends), .init(Spoken.number(gap.byChance)),
                .init(Spoken.p(gap.p)), .init(Spoken.adjusted(gap.adjusted)), Self.verdict(gap),
                .init(Self.ofAll(gap)),
            ]
        }
        return TableBlock(
            "Gaps over the groups of \(column) with enough records: max − min, ratios min ÷ max; permutation test within the denominator",
            [
                .text("Gap"), .number("Value"), .text("Highest vs lowest"), .number("By chance"), .number("p"),
                .number("Adjusted p"), .text("Verdict"), .text("Over all groups"),
            ], rows)
    }

    /// "the same", or "0.457, Native American vs Other" where groups with too few records are left out of the value.
    private static func ofAll(_ gap: Gap) -> String {
        guard !gap.leftOut.isEmpty, gap.verdict == Gap.measured else {
            return gap.value == nil ? Spoken.none : "the same"
        }
        guard let all = gap.ofAll else { return "the same" }
        let ends = [all.highest, all.lowest].compactMap(\.self).joined(separator: " vs ")
        return "\(Spoken.number(all.value))\(ends.isEmpty ? "" : ", \(ends)")"
    }

    private static func verdict(_ gap: Gap) -> TableBlock.Cell {
        if gap.verdict != Gap.measured { return .init(gap.verdict, .caution) }
        if gap.decisiveP == nil { return .init("measured, no test", .muted) }
        return gap.isBeyondChance ? .init("more than chance", .harm) : .init("no more than chance", .muted)
    }

    private func pairsTable(_ column: String) -> TableBlock {
        let pairs = report.gaps.filter { $0.column == column && $0.kind == .pair && $0.stratum == nil }
        let parts: [TableBlock.Part] = GapMetric.all.compactMap { metric in
            let own = pairs.filter { $0.metric == metric.id }
            guard !own.isEmpty else { return nil }
            return TableBlock.Part(
                title: MetricName.capitalized(metric.id), note: metric.description.definition,
                rows: own.map { gap in
                    let left = gap.leftOut.map { "\($0.group): \($0.reason)" }.joined(separator: "; ")
                    let sign = metric.rule == .ratio ? " ÷ " : gap.interval == nil ? " and " : " − "
                    return [
                        .init(gap.groups.joined(separator: sign)), .init(Spoken.number(gap.value)),
                        .init(Spoken.interval(gap.interval)), .init(Spoken.p(gap.p)),
                        .init(Spoken.adjusted(gap.adjusted)),
                        gap.verdict == Gap.measured ? .init(gap.verdict, .muted) : .init(gap.verdict, .caution),
                        .init([gap.undefined, left].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "; ")),
                    ]
                })
        }
        return TableBlock(
            "Groups of \(column) against the reference",
            [
                .text("Pair"), .number("Value"), .number("95 % interval"), .number("p"), .number("Adjusted p"),
                .text("Verdict"), .text("Left out"),
            ], parts: parts)
    }

    private static func fourFifthsTable(_ rows: [FourFifths], _ column: String) -> TableBlock {
        let isWeighted = rows.contains { $0.weighted != nil }
        return TableBlock(
            "The four-fifths rule by \(column): selection rate ÷ the highest, and how sure that is",
            [
                .text("Group"), .text("Against"), .number("Ratio"), .number("95 % interval"), .number("z"),
                .number(isWeighted ? "p, decisions dealt with their weights" : "Fisher p"),
                .number("Decisions that flip it"), .text("Verdict"),
            ],
            rows.map { row in
                let verdict: TableBlock.Cell =
                    row.insufficient.map { .init("insufficient evidence (\($0))", .caution) }
                    ?? (row.ratio.map {
                        $0 < 0.8 ? .init("below four fifths", .harm) : .init("at least four fifths", .muted)
                    } ?? .init("undefined", .caution))
                return [
                    .init(row.group), .init(row.reference), .init(Spoken.number(row.ratio)),
                    .init(Spoken.interval(row.interval)), .init(Spoken.number(row.z, digits: 2)),
                    .init(Spoken.p(row.fisher ?? row.weighted?.p) + (row.prefersFisher ? " (go by this)" : "")),
                    .init(Spoken.count(row.flips)), verdict,
                ]
            })
    }
}
