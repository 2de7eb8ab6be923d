import Engine
import Fairness
import Records

/// What the Fairness screen remembers.
struct FairnessState: Sendable {
    enum Chart: CaseIterable, Sendable { case dumbbell, slope, table }

    /// What stands on the screen: groups side by side, many save points, or many thresholds.
    enum View: Sendable { case groups, trend, threshold }

    /// Two save points, by their digests.
    struct Pair: Sendable, Hashable {
        let before: String
        let after: String
    }

    var metric = "selectionRate"
    var column = ""
    /// The control column's group that the figures are within; nil for all.
    var stratum: Stratum?
    var chart = Chart.dumbbell
    var view = View.groups
    var cursor = ListCursor()
    var rowCount = 0
    var trendCursor = ListCursor()
    private var pointCount = 0
    /// The digest of the save point that the next one is compared with.
    var marked: String?
    /// What was asked to be compared and has not been yet.
    var awaited: Pair?
    /// Whether two save points that were compared are shown, not the latest figures.
    var isComparing = false
    /// Where the cursor of the threshold sweep stands, in hundredths; nil: at the model's own.
    var threshold: Int?

    /// Follows a new snapshot: keeps what still exists.
    mutating func settle(_ snapshot: Snapshot) {
        if snapshot.compared == nil { isComparing = false }
        if let compared = snapshot.compared, let awaited, awaited == Pair(compared) {
            self.awaited = nil
            (isComparing, view, marked) = (true, .groups, nil)
        }
        if snapshot.savePoints.count != pointCount {
            pointCount = snapshot.savePoints.count
            trendCursor.move(to: pointCount - 1, count: pointCount)
        }
        let figures = snapshot.fairnessFigures(self)
        let columns = snapshot.fairnessColumns(figures)
        if !columns.contains(column) {
            column = columns.first ?? ""
            stratum = nil
        }
        if let stratum, figures?.strata(of: column).contains(stratum) != true { self.stratum = nil }
        rowCount = figures?.lines(metric, by: column, within: stratum).count ?? 0
    }

    /// The max−min gap that belongs to a metric; nil where none does.
    static func gap(of metric: String) -> GapMetric? {
        GapMetric.all.first { $0.id == metric }
            ?? GapMetric.all.first {
                $0.parts.map(\.id) == [metric] && $0.followsOnePair && $0.id.hasSuffix("Difference")
            }
    }

    /// The rate that stands for a metric where only rates can be shown: itself, or the first that a gap is made of.
    static func rate(of metric: String) -> Metric {
        (try? Metric.named(metric)) ?? gap(of: metric)?.parts.first ?? .selectionRate
    }
}

extension FairnessState.Pair {
    init(_ compared: Compared) { self.init(before: compared.before.digest, after: compared.after.digest) }
}
