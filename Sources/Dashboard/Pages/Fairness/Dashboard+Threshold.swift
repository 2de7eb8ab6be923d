import Canvas
import Engine
import Fairness
import Records

// What other thresholds would do.
extension Dashboard {
    mutating func toggleThreshold() -> [Effect] {
        fairness.view = fairness.view == .threshold ? .groups : .threshold
        return []
    }

    private var thresholdChart: ThresholdChart? {
        snapshot?.fairnessFigures(fairness).flatMap {
            ThresholdChart($0, fairness.metric, by: fairness.column, marks: marks)
        }
    }

    /// The threshold that predictions are made with.
    private func ownThreshold(_ figures: FairnessFigures) -> Double { figures.report.settings?.threshold ?? 0.5 }

    /// Why no threshold can be tried; nil where one can.
    var noThresholds: Sentence? {
        guard let snapshot, let figures = snapshot.fairnessFigures(fairness) else { return noFigures }
        if ThresholdChart(figures, fairness.metric, by: fairness.column, marks: marks) != nil { return nil }
        return !snapshot.subject.trains
            ? "There are no scores to set a threshold on: open the file with --score COLUMN."
            : "No scores were kept with these figures, so no threshold can be tried."
    }

    func drawThreshold(on canvas: inout Canvas, _ area: Area, _ figures: FairnessFigures) {
        guard let chart = ThresholdChart(figures, fairness.metric, by: fairness.column, marks: marks) else {
            canvas.write(written(noThresholds ?? ""), x: 3, y: area.y + 1, Style(.dim), width: area.width - 4)
            return
        }
        let own = chart.index(of: ownThreshold(figures))
        let cursor = fairness.threshold.map { chart.index(of: Double($0) / 100) } ?? own
        chart.draw(on: &canvas, area, cursor: cursor, own: own)
    }

    /// The threshold that is tried, so many hundredths further; nil where there are no figures.
    func threshold(movedBy delta: Int) -> Int? {
        guard let figures = snapshot?.fairnessFigures(fairness) else { return nil }
        let now = fairness.threshold ?? Int((ownThreshold(figures) * 100).rounded())
        return max(0, min(100, now + max(-100, min(100, delta))))
    }

    /// Shows the records that would count as positive at the cursor's threshold.
    mutating func narrowToThreshold() -> [Effect] {
        guard let snapshot, let figures = snapshot.fairnessFigures(fairness), noThresholds == nil else { return [] }
        guard snapshot.subject.trains, !fairness.isComparing else {
            refuse("Records know the scores of the current model only.")
            return []
        }
        let threshold = fairness.threshold.map { Double($0) / 100 } ?? ownThreshold(figures)
        return narrow(to: filterText("model.score>=\(threshold.fixed(2)) split:test"))
    }
}
