import Engine
import Fairness

/// How scores rank and how well they are calibrated, group by group.
extension ReportContent {
    /// The most groups in one picture, one for each series that can be told apart.
    private static let most = Palette.series.count

    var scoresSection: Document.Section? {
        guard let curves = report.curves, !curves.isEmpty else { return nil }
        var blocks: [Block] = []
        for column in columns {
            let own = curves.filter { $0.column == column }
            guard !own.isEmpty else { continue }
            let shown = Self.largest(own)
            let legend = shown.enumerated().map {
                Chart.Key(mark: .series($0.offset), text: "\($0.element.group) (n \($0.element.n.grouped))")
            }
            let diagonal = Chart.Key(mark: .reference, text: "chance (ROC), perfect (calibration)")
            blocks += [
                .heading("By \(column)"),
                .charts(
                    [Self.roc(shown, column), Self.calibration(shown, column), Self.threshold(shown, column)],
                    legend: legend + [diagonal]),
            ]
            if shown.count < own.count {
                blocks.append(
                    .paragraph(
                        "The \(shown.count.grouped) largest of \(own.count.counted("group")) are drawn; "
                            + "the table has all."
                    ))
            }
        }
        blocks.append(.table(Self.scoreTable(curves)))
        return Document.Section(id: "scores", title: "Scores: ranking, calibration, threshold", blocks: blocks)
    }

    private static func largest(_ curves: [ScoreCurves]) -> [ScoreCurves] {
        let order = curves.indices.sorted { (curves[$1].n, $0) < (curves[$0].n, $1) }.prefix(most)
        return order.sorted().map { curves[$0] }
    }

    private static func roc(_ curves: [ScoreCurves], _ column: String) -> Chart {
        CurveChart(
            title: "ROC by \(column)", xTitle: "false positive rate", yTitle: "true positive rate", hasDiagonal: true,
            series: curves.enumerated().map { number, curve in
                .init(
                    number: number, label: curve.group,
                    points: curve.roc.map { $0.count == 2 ? (x: $0[0], y: $0[1]) : nil })
            },
            description: curves.map { "\($0.group): area under the curve \(value($0.auc))." }.joined(separator: " ")
        ).chart()
    }

    private static func calibration(_ curves: [ScoreCurves], _ column: String) -> Chart {
        CurveChart(
            title: "Calibration by \(column)", xTitle: "mean score of the bin", yTitle: "share of positives",
            hasDiagonal: true,
            series: curves.enumerated().map { number, curve in
                .init(
                    number: number, label: curve.group,
                    points: curve.bins.compactMap { bin in
                        bin.meanScore.map { (x: $0, y: Double(bin.positives) / Double(max(1, bin.n))) }
                    }, isMarked: true)
            },
            description: curves.map {
                "\($0.group): calibration error \(($0.squaredError ?? $0.ece).value.map { Spoken.number($0) } ?? "undefined")."
            }
            .joined(separator: " ")
        ).chart()
    }

    private static func threshold(_ curves: [ScoreCurves], _ column: String) -> Chart {
        func rate(_ point: ScoreCurves.Threshold, _ curve: ScoreCurves) -> Double? {
            curve.n > 0 ? Double(point.tp + point.fp) / Double(curve.n) : nil
        }
        func words(_ curve: ScoreCurves) -> String {
            let half = curve.thresholds.min { abs($0.threshold - 0.5) < abs($1.threshold - 0.5) }
            return "\(curve.group): \(Spoken.number(half.flatMap { rate($0, curve) })) at threshold 0.5."
        }
        return CurveChart(
            title: "Selection rate by threshold and \(column)", xTitle: "threshold", yTitle: "selection rate",
            series: curves.enumerated().map { number, curve in
                .init(
                    number: number, label: curve.group,
                    points: curve.thresholds.map { point in rate(point, curve).map { (x: point.threshold, y: $0) } })
            },
            description: curves.map(words).joined(separator: " ")
        ).chart()
    }

    private static func scoreTable(_ curves: [ScoreCurves]) -> TableBlock {
        TableBlock(
            "Area under the ROC curve, calibration and Brier score, with 95 % intervals; the expected calibration error beside "
                + "what chance gives where every score is right",
            [
                .text("Group"), .number("n"), .number("Positives"), .number("AUC"), .number("interval"),
                .number("RMS calibration error"), .number("interval"), .number("Signed"), .number("interval"),
                .number("ECE"), .number("by chance"), .number("Brier"), .number("interval"),
            ],
            curves.map { curve in
                func cell(_ figure: Figure?) -> TableBlock.Cell {
                    guard let figure else { return .init(Spoken.none) }
                    return figure.value == nil
                        ? .init(figure.undefined ?? Spoken.none, .caution) : .init(value(figure))
                }
                func ends(_ figure: Figure?) -> TableBlock.Cell {
                    guard let interval = figure?.interval else {
                        return .init(figure?.noInterval.map { "none: \($0)" } ?? Spoken.none, .muted)
                    }
                    return .init(Spoken.interval(interval))
                }
                return [
                    .init(curve.column.isEmpty ? "all records" : "\(curve.column) \(curve.group)"),
                    .init(curve.n.grouped), .init(curve.positives.grouped), cell(curve.auc), ends(curve.auc),
                    cell(curve.squaredError), ends(curve.squaredError), cell(curve.signedError),
                    ends(curve.signedError), cell(curve.ece), .init(Spoken.number(curve.ece.byChance)),
                    cell(curve.brier), ends(curve.brier),
                ]
            })
    }

    private static func value(_ figure: Figure) -> String {
        figure.value == nil ? "undefined" : Spoken.number(figure.value)
    }
}
