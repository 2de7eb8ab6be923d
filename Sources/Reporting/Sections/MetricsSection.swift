import Engine
import Fairness

/// Every metric with its formula, counts, interval, test and family.
extension ReportContent {
    var metricsSection: Document.Section {
        var blocks: [Block] = [
            .paragraph(
                "A rate stands with its numerator and denominator. Intervals of rates are Wilson's at 95 %. Gaps over "
                    + "all groups are max − min or min ÷ max; pairs are signed, group − reference. Below "
                    + "\(report.minimumDenominator.grouped) records in a metric's own denominator the verdict is "
                    + "insufficient evidence. Long tables are folded; a click opens them, and the CSV and JSON have "
                    + "them too."
            )
        ]
        if report.overall.effectiveN != nil {
            blocks.append(
                .paragraph(
                    "Records are weighted: values are of weights, counts are of records, and intervals go by the number of "
                        + "records that the weights leave (Kish's, less where they go with the outcome). Gaps are not tested "
                        + "against chance, and the four-fifths rule stands without tests."))
        }
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
        TableBlock(
            "Counts by \(column)",
            [
                .text("Group"), .number("n"), .number("True positives"), .number("False positives"),
                .number("True negatives"), .number("False negatives"),
            ],
            ([report.overall] + groups(of: column)).map { group in
                [
                    .init(group.column.isEmpty ? "all records" : group.value), .init(group.n.grouped),
                    .init(group.tp.grouped), .init(group.fp.grouped), .init(group.tn.grouped), .init(group.fn.grouped),
                ]
            })
    }

    private func ratesTable(_ column: String) -> TableBlock {
        let parts = Metric.all.map { metric in
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
            let sound = gap.leftOut.isEmpty ? nil : gap.sufficient
            return [
                .init(MetricName.capitalized(gap.metric)), .init(Spoken.number(gap.value)),
                .init(ends.isEmpty ? gap.undefined ?? Spoken.none : ends), .init(Spoken.number(gap.byChance)),
                .init(Spoken.p(gap.p)), .init(Spoken.adjusted(gap.adjusted)), Self.verdict(gap),
                .init(sound.map(Self.words) ?? (gap.leftOut.isEmpty ? "the same" : Spoken.none)),
            ]
        }
        return TableBlock(
            "Gaps over all groups of \(column): max − min, ratios min ÷ max; permutation test within the denominator",
            [
                .text("Gap"), .number("Value"), .text("Highest vs lowest"), .number("By chance"), .number("p"),
                .number("Adjusted p"), .text("Verdict"), .text("Of groups with enough evidence"),
            ], rows)
    }

    /// "0.018, Avar vs Brig, p 0.612"
    private static func words(_ gap: Gap.Sufficient) -> String {
        let p = gap.test.map { ", p \(Spoken.p($0.p))" } ?? ""
        return "\(Spoken.number(gap.value)), \(gap.highest) vs \(gap.lowest)\(p)"
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
        TableBlock(
            "The four-fifths rule by \(column): selection rate ÷ the highest, and how sure that is",
            [
                .text("Group"), .text("Against"), .number("Ratio"), .number("95 % interval"), .number("z"),
                .number("Fisher p"), .number("Decisions that flip it"), .text("Verdict"),
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
                    .init(Spoken.p(row.fisher) + (row.prefersFisher ? " (go by this)" : "")),
                    .init(Spoken.count(row.flips)), verdict,
                ]
            })
    }
}
