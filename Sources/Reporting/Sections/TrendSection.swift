import Engine
import Fairness

/// How the gaps moved over the published models.
extension ReportContent {
    var trendSection: Document.Section? {
        guard trend.count > 1 else { return nil }
        let metrics = Verdict.leading.filter { metric in
            trend.contains { point in point.gaps.contains { $0.metric == metric } }
        }
        let used = columns.prefix(Palette.series.count)
        let charts = metrics.map { metric in chart(metric, Array(used)) }
        let legend = used.enumerated().map { Chart.Key(mark: .series($0.offset), text: "by \($0.element)") }
        return Document.Section(
            id: "trend", title: "Over all removals",
            blocks: [
                .paragraph(
                    "Every published model's gaps, the oldest first, each on the records that were held out then. "
                        + "The gap is that of the groups with enough evidence; † marks models where a group had too "
                        + "little."
                ), .charts(charts, legend: legend), .table(table(metrics)),
            ])
    }

    private func chart(_ metric: String, _ columns: [String]) -> Chart {
        let values = columns.map { column in trend.map { $0.gap(metric, in: column)?.value } }
        let axis = Axis.around(values.joined().compactMap(\.self) + [0], from: 0, to: 1)
        let step = max(1, (trend.count + 5) / 6)
        return CurveChart(
            title: MetricName.capitalized(metric), xTitle: "published model", yTitle: "gap",
            x: (lower: 1, upper: Double(trend.count)), y: (lower: axis.lower, upper: axis.upper),
            xTicks: stride(from: 1, through: trend.count, by: step).map { (value: Double($0), label: "\($0)") },
            height: 200,
            series: columns.indices.map { number in
                .init(
                    number: number, label: columns[number],
                    points: values[number].enumerated().map { index, value in
                        value.map { (x: Double(index + 1), y: $0) }
                    }, isMarked: true)
            },
            description: columns.indices.map { number in
                "By \(columns[number]): \(values[number].map { Spoken.number($0) }.joined(separator: ", "))."
            }.joined(separator: " ")
        ).chart()
    }

    private func table(_ metrics: [String]) -> TableBlock {
        let gaps = columns.flatMap { column in metrics.map { (column: column, metric: $0) } }
        return TableBlock(
            "Published models",
            [
                .text("Model"), .text("Published"), .number("Learned from"), .number("Removed"), .number("Accuracy"),
                .number("AUC"),
            ] + gaps.map { .number("\(MetricName.capitalized($0.metric)) by \($0.column)") },
            trend.enumerated().map { index, point in
                [
                    .init("\(index + 1) · \(Spoken.digest(point.digest))\(point.isCurrent ? " (current)" : "")"),
                    .init(Spoken.time(point.createdAt)), .init(point.records.grouped), .init(point.removed.grouped),
                    .init(Spoken.number(point.accuracy)), .init(Spoken.number(point.auc)),
                ]
                    + gaps.map { gap in
                        let value = point.gap(gap.metric, in: gap.column)
                        let isThin = value.map { $0.verdict != "measured" } ?? false
                        return .init(Spoken.number(value?.value) + (isThin ? " †" : ""))
                    }
            })
    }
}
