import Engine
import Fairness

/// Impact ratios by sex, race/ethnicity and their intersection.
extension ReportContent {
    var localLawSection: Document.Section? {
        guard let localLaw, !localLaw.tables.isEmpty else { return nil }
        var blocks: [Block] = [
            .paragraph(
                "As New York City's Local Law 144 of 2021 defines them (6 RCNY § 5-301): an impact ratio is a "
                    + "category's rate ÷ the highest rate of a category. A category with less than 2 % of the records "
                    + "is left out of the comparison and shown with its number and rate. The law sets no limit that a "
                    + "ratio must keep."
            )
        ]
        if report.overall.effectiveN != nil {
            blocks.append(
                .paragraph(
                    "Weighted: rates and impact ratios are of weights, and so is the share that a category needs to be "
                        + "compared; the numbers beside them are of records. The median of scores is of records."))
        }
        if let median = localLaw.median {
            blocks.append(
                .paragraph(
                    "The scoring rate is the share of a category that scored above the median of the full sample, "
                        + "\(Spoken.number(median, digits: 4))."))
        }
        blocks += localLaw.tables.map { .table(Self.table($0, of: report.n)) }
        return Document.Section(id: "local-law-144", title: "Local Law 144 bias audit", blocks: blocks)
    }

    private static func table(_ table: LocalLaw144.Table, of records: Int) -> TableBlock {
        let isScore = table.measure == .scoring
        let rate = isScore ? "Scoring rate" : "Selection rate"
        let rows: [[TableBlock.Cell]] = table.categories.map { category in
            let ratio: TableBlock.Cell =
                category.isLeftOut
                ? .init("left out: under 2 %", .caution) : .init(Spoken.number(category.impactRatio))
            return [
                .init(category.name), .init(category.n.grouped), .init(share(category.n, of: records)),
                .init(category.selected.grouped), .init(Spoken.number(category.rate)), ratio,
            ]
        }
        return TableBlock(
            "\(rate) and impact ratio by \(table.column)",
            [
                .text("Category"), .number("Records"), .number("Share"),
                .number(isScore ? "Above the median" : "Selected"), .number(rate), .number("Impact ratio"),
            ],
            rows + [
                [
                    .init("unknown category", .muted), .init(table.unknown.grouped),
                    .init(share(table.unknown, of: records)),
                    .init(Spoken.none), .init(Spoken.none), .init(Spoken.none),
                ]
            ])
    }
}
