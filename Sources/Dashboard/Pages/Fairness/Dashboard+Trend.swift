import Canvas
import Engine
import Fairness
import Records

// Many save points, and any two of them side by side.
extension Dashboard {
    mutating func toggleTrend() -> [Effect] {
        fairness.view = fairness.view == .trend ? .groups : .trend
        return []
    }

    func drawTrend(on canvas: inout Canvas, _ area: Area, _ snapshot: Snapshot) {
        let points = snapshot.savePoints
        guard !points.isEmpty else {
            let why =
                !snapshot.subject.trains
                ? "One file was opened: --against FILE2 --id COL brings what the retrained model says."
                : "No save point yet: apply a removal (\(keyName(of: .apply))), and the trend begins."
            canvas.write(why, x: 3, y: area.y + 1, Style(.dim), width: area.width - 4)
            return
        }
        var area = area
        if points.count == 1 {
            let why =
                !snapshot.subject.trains
                ? "\(snapshot.table.fileName) only: --against FILE2 --id COL brings what the retrained model says."
                : "One save point only: with the next removal (\(keyName(of: .apply))) the trend goes on."
            canvas.write(why, x: 1, y: area.takeBottom(1).y, Style(.dim), width: area.width - 2)
        }
        TrendChart(
            points: points, metric: fairness.metric, column: fairness.column, marks: marks, marked: fairness.marked,
            subject: snapshot.subject
        ).draw(on: &canvas, area, fairness.trendCursor)
    }

    /// Marks the save point at the cursor; a second one is compared with it, the older first.
    mutating func markSavePoint() -> [Effect] {
        guard let points = snapshot?.savePoints, points.indices.contains(fairness.trendCursor.position) else {
            return []
        }
        let here = fairness.trendCursor.position
        let digest = points[here].digest
        guard let marked = fairness.marked, let there = points.firstIndex(where: { $0.digest == marked }) else {
            fairness.marked = digest
            say("\(digest.prefix(6)) is marked; Enter on another one compares the two.")
            return []
        }
        guard there != here else {
            fairness.marked = nil
            say("unmarked")
            return []
        }
        let pair = FairnessPage.Pair(before: points[min(here, there)].digest, after: points[max(here, there)].digest)
        fairness.awaited = pair
        return [.perform(.compare(pair.before, pair.after))]
    }

    /// Goes one step back within the screen; nil where there is none.
    mutating func leaveFairnessView() -> [Effect]? {
        if fairness.view == .trend, fairness.marked != nil {
            fairness.marked = nil
        } else if fairness.view != .groups {
            fairness.view = .groups
        } else if fairness.isComparing {
            fairness.isComparing = false
            if let snapshot { fairness.settle(snapshot) }
            say("the latest figures again")
        } else {
            return nil
        }
        return []
    }
}
