import Canvas
import Engine
import Fairness
import Records

extension PageID {
    static let fairness = PageID("fairness")
}

extension Context {
    static let fairness = Context(.fairness)
    static let trend = Context("trend", on: .fairness)
    static let threshold = Context("threshold", on: .fairness)
}

/// Fairness before and after: groups side by side, many save points, or many thresholds.
struct FairnessPage: Page {
    static let id = PageID.fairness
    static let number = 5
    static let title = "Fairness"
    static let contexts: [Context] = [.fairness, .trend, .threshold]

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

    func context(in dashboard: Dashboard) -> Context {
        view == .trend ? .trend : view == .threshold ? .threshold : .fairness
    }

    func heading(in dashboard: Dashboard, _ snapshot: Snapshot) -> String {
        dashboard.recordsTitle(snapshot, snapshot.evaluation?.records ?? 0)
    }

    func move(by delta: Int, in dashboard: inout Dashboard) {
        switch view {
        case .groups: dashboard[Self.self].cursor.move(by: delta, count: rowCount)
        case .trend: dashboard[Self.self].trendCursor.move(by: delta, count: dashboard.snapshot?.savePoints.count ?? 0)
        case .threshold: dashboard.fairness.threshold = dashboard.threshold(movedBy: delta) ?? threshold
        }
    }

    func draw(in dashboard: Dashboard, on canvas: inout Canvas, _ area: Area, _ snapshot: Snapshot) {
        dashboard.drawFairness(on: &canvas, area, snapshot)
    }

    func open(in dashboard: inout Dashboard) -> [Effect] {
        switch view {
        case .groups: dashboard.openOutcomes()
        case .trend: dashboard.markSavePoint()
        case .threshold: dashboard.narrowToThreshold()
        }
    }

    func back(in dashboard: inout Dashboard) -> [Effect]? { dashboard.leaveFairnessView() }

    func arrive(in dashboard: inout Dashboard) -> [Effect] {
        dashboard.fairness.view = .groups
        return []
    }

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
        rowCount = figures?.lines(lineMetric, by: column, within: stratum).count ?? 0
    }

    /// The metric whose lines the cursor moves over: the table has rates only.
    var lineMetric: String { chart == .table ? Self.rate(of: metric).id : metric }

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

extension FairnessPage.Pair {
    init(_ compared: Compared) { self.init(before: compared.before.digest, after: compared.after.digest) }
}

extension Dashboard {
    var fairness: FairnessPage {
        get { self[FairnessPage.self] }
        set { self[FairnessPage.self] = newValue }
    }
}
