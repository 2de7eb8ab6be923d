import Engine
import Fairness

/// How every gap moved from save point to save point, as plain text and as JSON.
struct TrendText {
    let points: [SavePoint]

    var lines: [String] {
        var table = TextTable(
            header: ["save point", "published", "records", "removed", "accuracy", "AUC", ""], right: [2, 3, 4, 5])
        for point in points {
            table.rows.append([
                String(point.digest.prefix(10)), String(point.createdAt.prefix(16)).replacing("T", with: " "),
                "\(point.records)", "\(point.removed)", point.accuracy?.fixed(3) ?? "–", point.auc?.fixed(3) ?? "–",
                point.isCurrent ? "current" : point.isKept ? "" : "figures only",
            ])
        }
        var lines = table.lines() + [""]
        for column in columns {
            var gaps = TextTable(
                header: ["by \(column)"] + points.map { String($0.digest.prefix(6)) },
                right: Set(1..<(points.count + 1)))
            for metric in GapMetric.all {
                let values = points.map { $0.report.gap(metric.id, in: column) }
                gaps.rows.append([metric.id] + values.map(text))
            }
            lines += gaps.lines() + [""]
        }
        return lines + ["* insufficient evidence"]
    }

    private func text(_ gap: Gap?) -> String {
        guard let value = gap?.value else { return "–" }
        return value.fixed(3) + (gap?.verdict == Gap.measured ? " " : "*")
    }

    private var columns: [String] {
        var seen: Set<String> = []
        return points.flatMap { $0.report.gaps }.filter { $0.stratum == nil }.map(\.column)
            .filter { seen.insert($0).inserted }
    }

    /// One save point for `--json`: its counts and every gap over all groups.
    struct Point: Encodable {
        let digest: String
        let createdAt: String
        let records: Int
        let removed: Int
        let accuracy: Double?
        let auc: Double?
        let isKept: Bool
        let isCurrent: Bool
        let groups: [GroupReport]
        let gaps: [Gap]

        init(_ point: SavePoint) {
            digest = point.digest
            createdAt = point.createdAt
            records = point.records
            removed = point.removed
            accuracy = point.accuracy
            auc = point.auc
            isKept = point.isKept
            isCurrent = point.isCurrent
            groups = point.report.groups
            gaps = point.report.gaps.filter { $0.kind == .maxMin }
        }
    }
}
