import Canvas
import Engine
import Records

extension PageID {
    static let records = PageID("records")
}

extension Context {
    static let records = Context(.records)
    static let review = Context("review", on: .records)
    static let detail = Context("detail", on: .records)
}

/// The records, as a table, one by one in a review, or one in full.
///
/// The list itself, its filter, order and marks are the dashboard's own: every page acts on the records shown.
struct RecordsPage: Page {
    static let id = PageID.records
    static let number = 1
    static let title = "Records"
    static let needsProject = false
    static let contexts: [Context] = [.records, .review, .detail]

    var review: ReviewState?
    /// The turn of the opened record that decisions are about; nil: all of it.
    var selectedTurn: Int?

    func context(in dashboard: Dashboard) -> Context { review == nil ? .records : .review }

    func heading(in dashboard: Dashboard, _ snapshot: Snapshot) -> String {
        if let review { return "reviewed \(review.reviewed(snapshot)) of \(review.rows.count)" }
        let left = snapshot.counts.present
        let soFar = snapshot.browsing?.isLoading == true ? " so far…" : ""
        let rows = dashboard.records.rows.count
        let shown = (rows == left ? left.counted("record") : "\(rows.grouped) of \(left.grouped)") + soFar
        let flagged = snapshot.counts.flagged > 0 ? "   \(snapshot.counts.flagged.grouped) flagged" : ""
        return shown + flagged
    }

    func draw(in dashboard: Dashboard, on canvas: inout Canvas, _ area: Area, _ snapshot: Snapshot) {
        if let review {
            dashboard.drawReview(on: &canvas, area, snapshot, review)
        } else {
            dashboard.drawRecords(on: &canvas, area, snapshot)
        }
    }

    func move(by delta: Int, in dashboard: inout Dashboard) {
        if review != nil {
            dashboard.review?.move(by: delta)
        } else {
            dashboard.records.cursor.move(by: delta, count: dashboard.records.rows.count)
        }
    }

    func open(in dashboard: inout Dashboard) -> [Effect] {
        guard dashboard.currentRow != nil else { return [] }
        dashboard.selectedTurn = nil
        dashboard.panel = CardPanel()
        return []
    }

    func back(in dashboard: inout Dashboard) -> [Effect]? {
        if review != nil { return dashboard.endReview() }
        guard !dashboard.records.marks.isEmpty else { return dashboard.leaveDrillDown() }
        dashboard.records.marks = MarkedRows()
        return []
    }
}

extension Dashboard {
    var review: ReviewState? {
        get { self[RecordsPage.self].review }
        set { self[RecordsPage.self].review = newValue }
    }

    var selectedTurn: Int? {
        get { self[RecordsPage.self].selectedTurn }
        set { self[RecordsPage.self].selectedTurn = newValue }
    }
}
