import Canvas
import Engine
import Fairness

/// Every metric of every group as numbers: before → after where there is room, after alone where there is not.
struct FairnessTable {
    let evaluation: Evaluation
    /// The groups from top to bottom.
    let order: [String]
    let column: String

    /// Lines it takes in full.
    var height: Int { order.count + 2 }

    private static let titles = ["selection", "TPR", "FPR", "PPV", "accuracy"]

    func draw(on canvas: inout Canvas, _ whole: Area, metric: String, current: Int?) {
        var area = whole
        _ = area.takeTop(1)
        let header = area.takeTop(1)
        let label = area.width >= 80 ? 30 : 22
        let cell = max(7, (area.width - label) / FairnessState.metrics.count)
        // "1.000 → 1.000" and a space.
        let hasRoomForBefore = cell >= 14
        canvas.write("group", x: 2, y: header.y, Style(.dim))
        canvas.writeRight("records", right: label - 1, y: header.y, Style(.dim))
        for (index, id) in FairnessState.metrics.enumerated() {
            let style = Style(id == metric ? .accent : .dim, underline: id == metric)
            let title = DisplayText(Self.titles[index]).truncated(to: cell - 1)
            canvas.put(title, x: label + (index + 1) * cell - 1 - title.columns, y: header.y, style: style)
        }
        for (index, group) in order.enumerated() where area.height > 0 {
            let y = area.takeTop(1).y
            guard let now = report(group, in: evaluation.report) else { continue }
            let before = evaluation.before.flatMap { report(group, in: $0) }
            if index == current { canvas.write("▸", x: 0, y: y, Style(.accent, bold: true)) }
            canvas.write(group, x: 2, y: y, Style(.normal, bold: index == current), width: label - 11)
            canvas.writeRight(now.n.grouped, right: label - 1, y: y, Style(.dim))
            for (place, id) in FairnessState.metrics.enumerated() {
                let right = label + (place + 1) * cell - 1
                let after = now.metrics[id]?.value?.short ?? "–"
                canvas.writeRight(after, right: right, y: y, Style(.after))
                if let before, hasRoomForBefore {
                    let text = "\(before.metrics[id]?.value?.short ?? "–") →"
                    canvas.writeRight(text, right: right - DisplayText(after).columns - 1, y: y, Style(.before))
                }
            }
        }
    }

    private func report(_ group: String, in report: FairnessReport) -> GroupReport? {
        report.groups.first { $0.column == column && $0.value == group }
    }
}
