import Engine
import Fairness

/// Every figure as one long table, a figure a row: for spreadsheets and statistics programs.
///
/// Values have all their digits; texts are guarded against being run as formulas (`CSV.field`).
struct CSVWriter {
    /// One figure.
    struct Row {
        var section = ""
        var column = ""
        var group = ""
        var reference = ""
        var part = ""
        var stratum = ""
        var metric = ""
        var value: Double?
        var numerator: Double?
        var denominator: Double?
        var interval: Interval?
        var method = ""
        var p: Double?
        var adjusted: AdjustedP?
        var verdict = ""

        var fields: [String] {
            [section, column, group, reference, part, stratum, metric].map { CSV.field(VisibleText.scalars($0)) }
                + [value, numerator, denominator, interval?.lower, interval?.upper].map(Row.number)
                + [CSV.field(method)] + [p, adjusted?.p].map(Row.number)
                + [adjusted.map { CSV.field($0.method.words) } ?? "", adjusted.map { "\($0.family)" } ?? ""]
                + [CSV.field(verdict)]
        }

        private static func number(_ value: Double?) -> String {
            guard let value, value.isFinite else { return "" }
            return value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
        }
    }

    static let header = [
        "section", "column", "group", "reference", "part", "stratum", "metric", "value", "numerator", "denominator",
        "lower", "upper", "interval", "p", "adjustedP", "adjustment", "family", "verdict",
    ]

    static func write(_ content: ReportContent) -> String {
        let lines = [header.joined(separator: ",")] + content.rows.map { $0.fields.joined(separator: ",") }
        return lines.joined(separator: "\n") + "\n"
    }
}

extension ReportContent {
    /// The figures in the order of the report.
    var rows: [CSVWriter.Row] {
        var rows = Self.rows(of: report, section: "audit")
        if let before { rows += Self.rows(of: before, section: "before") }
        if let comparison { rows += Self.rows(of: comparison) }
        for curve in report.curves ?? [] {
            rows += [curve.auc, curve.ece, curve.squaredError, curve.signedError, curve.brier].compactMap(\.self)
                .map { Self.row($0, section: "scores") }
        }
        for (index, point) in trend.enumerated() {
            rows += point.gaps.map {
                .init(
                    section: "trend", column: $0.column, part: "\(index + 1) \(point.digest)", metric: $0.metric,
                    value: $0.value, verdict: $0.verdict)
            }
        }
        for table in localLaw?.tables ?? [] {
            rows += table.categories.flatMap { Self.rows(of: $0, in: table) }
        }
        return rows
    }

    private static func rows(of report: FairnessReport, section: String) -> [CSVWriter.Row] {
        let groups = ([report.overall] + report.groups).flatMap { group in
            Metric.all.compactMap { metric -> CSVWriter.Row? in
                guard let value = group.metrics[metric.id] else { return nil }
                let isThin = value.denominator < report.minimumDenominator
                return .init(
                    section: section, column: group.column, group: group.value, stratum: words(group.stratum),
                    metric: metric.id, value: value.value,
                    numerator: value.weights?.numerator ?? Double(value.numerator),
                    denominator: value.weights?.denominator ?? Double(value.denominator), interval: value.interval,
                    method: "Wilson",
                    verdict: value.undefined ?? (isThin ? Gap.insufficientEvidence : Gap.measured))
            }
        }
        let gaps = report.gaps.map { gap in
            CSVWriter.Row(
                section: section, column: gap.column, group: gap.kind == .pair ? gap.groups.first ?? "" : "",
                reference: gap.kind == .pair ? gap.groups.last ?? "" : "",
                part: gap.kind == .pair ? "pair" : "all groups", stratum: words(gap.stratum), metric: gap.metric,
                value: gap.value, interval: gap.interval, method: gap.intervalMethod ?? Self.none(gap.noInterval),
                p: gap.p,
                adjusted: gap.adjusted, verdict: gap.verdict)
        }
        let fifths = (report.fourFifths ?? []).map { row in
            CSVWriter.Row(
                section: section, column: row.column, group: row.group, reference: row.reference, part: "four fifths",
                metric: "selectionRateRatio", value: row.ratio, interval: row.interval,
                method: row.interval == nil ? "" : "MOVER-R",
                p: row.fisher ?? row.weighted?.p,
                verdict: row.insufficient.map { "\(Gap.insufficientEvidence) (\($0))" } ?? Gap.measured)
        }
        return groups + gaps + fifths + (report.figures ?? []).map { row($0, section: section) }
    }

    private static func rows(of comparison: Comparison) -> [CSVWriter.Row] {
        let rates = comparison.rows.map { row in
            CSVWriter.Row(
                section: "change", column: row.column, group: row.group, metric: row.metric,
                value: row.change.difference, interval: row.change.interval,
                method: row.change.intervalMethod ?? Self.none(row.change.noInterval), p: row.change.p,
                adjusted: row.adjusted,
                verdict: row.insufficient ?? (row.change.isClear ? "clear change" : "no clear change"))
        }
        let gaps = comparison.gaps.map { row in
            CSVWriter.Row(
                section: "change", column: row.column, group: row.pair.first ?? "", reference: row.pair.last ?? "",
                part: "gap", metric: row.metric, value: row.difference, interval: row.interval,
                method: row.intervalMethod ?? "", p: row.p, adjusted: row.adjusted,
                verdict: row.insufficient
                    ?? (row.isOfAllGroups
                        ? "clear change" : row.isClear ? "clear change between this pair" : "no clear change"))
        }
        let harm = comparison.harmed.map { harm in
            CSVWriter.Row(
                section: "harm", column: harm.column, group: harm.group,
                part: harm.isTarget == true ? "target" : "not the target", metric: harm.metric, value: harm.difference,
                verdict: "clearly worse")
        }
        let scores = ((comparison.scores ?? []) + (comparison.composites ?? [])).map { row in
            CSVWriter.Row(
                section: "change", column: row.column, group: row.group, metric: row.metric, value: row.difference,
                interval: row.interval, method: row.intervalMethod ?? "", p: row.test?.p, adjusted: row.adjusted,
                verdict: row.insufficient ?? (row.isClear ? "clear change" : "no clear change"))
        }
        return rates + gaps + harm + scores
    }

    private static func row(_ figure: Figure, section: String) -> CSVWriter.Row {
        .init(
            section: section, column: figure.column ?? "", group: figure.group ?? "",
            reference: figure.reference ?? "", part: figure.part ?? "", stratum: words(figure.stratum),
            metric: figure.metric, value: figure.value, numerator: figure.numerator, denominator: figure.denominator,
            interval: figure.interval, method: figure.intervalMethod ?? none(figure.noInterval), p: figure.test?.p,
            verdict: figure.undefined ?? figure.verdict)
    }

    private static func rows(of category: LocalLaw144.Category, in table: LocalLaw144.Table) -> [CSVWriter.Row] {
        let section = "local law 144, \(table.measure.rawValue)"
        let verdict = category.isLeftOut ? "left out: under 2 %" : "measured"
        return [
            .init(
                section: section, column: table.column, group: category.name, metric: "rate", value: category.rate,
                numerator: Double(category.selected), denominator: Double(category.n), verdict: verdict),
            .init(
                section: section, column: table.column, group: category.name, metric: "impactRatio",
                value: category.impactRatio, verdict: verdict),
        ]
    }

    /// "none: 12 positives, fewer than the 20 that an interval needs"
    private static func none(_ reason: String?) -> String { reason.map { "none: \($0)" } ?? "" }

    private static func words(_ stratum: Stratum?) -> String { stratum.map { "\($0.column)=\($0.value)" } ?? "" }
}
