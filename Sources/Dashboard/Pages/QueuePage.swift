import Canvas
import Engine
import Fairness
import Records

extension PageID {
    static let queue = PageID("queue")
}

extension Context {
    static let queue = Context(.queue)
}

/// What is staged for removal, and what removing it is predicted to do.
struct QueuePage: Page {
    static let id = PageID.queue
    static let number = 3
    static let title = "Queue"
    static let commands: [KeyCommand] = [
        KeyCommand(
            .preview, "preview measured", "measure the removal without publishing it", keys: [.char("P")],
            in: .only([.queue]),
            group: .screen, rank: 32, disabled: { $0.notTrained ?? $0.nothingStaged }
        ) { _ in [.perform(.preview())] },
        KeyCommand(
            .approve, "approve", "approve the removal that somebody else staged", keys: [.char("O")],
            in: .only([.queue]),
            group: .screen, writes: true,
            disabled: { $0.snapshot?.policy.approvals == 0 ? "The policy asks for no approval." : nil }
        ) { _ in [.perform(.approve)] },
    ]

    var cursor = ListCursor()

    func heading(in dashboard: Dashboard, _ snapshot: Snapshot) -> String {
        "\(snapshot.queue.count.counted("request")), \(snapshot.counts.staged.counted("record"))"
    }

    func badge(_ snapshot: Snapshot) -> String {
        snapshot.counts.staged > 0 ? "·\(snapshot.counts.staged.grouped)" : ""
    }

    func move(by delta: Int, in dashboard: inout Dashboard) {
        dashboard[Self.self].cursor.move(by: delta, count: dashboard.snapshot?.queue.count ?? 0)
    }

    func open(in dashboard: inout Dashboard) -> [Effect] {
        dashboard.snapshot?.queue.isEmpty == false ? dashboard.narrow(to: "state:staged") : []
    }

    func draw(in dashboard: Dashboard, on canvas: inout Canvas, _ whole: Area, _ snapshot: Snapshot) {
        var area = whole
        _ = area.takeTop(1)
        guard !snapshot.queue.isEmpty else {
            canvas.write(
                dashboard.written("Nothing is staged. On Records, \(command: .stage) stages a record for removal."),
                x: 3,
                y: area.y, Style(.dim),
                width: area.width - 4)
            return
        }
        let pane = area.takeBottom(min(10, area.height / 2))
        let header = area.takeTop(1)
        canvas.write(
            "   records  basis     asked by    since             status    reason", x: 0, y: header.y, Style(.dim),
            width: header.width)
        for (line, index) in cursor.visible(count: snapshot.queue.count, height: area.height).enumerated() {
            let entry = snapshot.queue[index]
            let isCurrent = index == cursor.position
            canvas.mark(item: index, y: area.y + line)
            if isCurrent { canvas.fill(x: 0, y: area.y + line, width: area.width, height: 1, style: Style(.cursor)) }
            let style = isCurrent ? Style(.cursor) : Style()
            let y = area.y + line
            if isCurrent { canvas.write("▸", x: 1, y: y, Style(.cursor, bold: true)) }
            canvas.writeRight(entry.rows.count.grouped, right: 10, y: y, style)
            canvas.write(entry.basis, x: 12, y: y, style, width: 9)
            canvas.write(entry.actor, x: 22, y: y, style, width: 11)
            canvas.write(String(entry.since.prefix(16)).replacing("T", with: " "), x: 34, y: y, style)
            canvas.write(entry.isApproved ? "approved" : "staged", x: 52, y: y, style)
            canvas.write(entry.reason.isEmpty ? "–" : entry.reason, x: 62, y: y, style, width: area.width - 63)
        }
        drawPrediction(in: dashboard, on: &canvas, pane, snapshot)
    }

    private func drawPrediction(in dashboard: Dashboard, on canvas: inout Canvas, _ area: Area, _ snapshot: Snapshot) {
        canvas.rule(y: area.y, x: 0, width: area.width)
        guard let prediction = snapshot.prediction else { return }
        canvas.write(" If applied ", x: 3, y: area.y, Style(.heading))
        var y = area.y + 1
        func line(_ text: String, _ style: Style = Style()) {
            guard y < area.bottom else { return }
            canvas.write(text, x: 3, y: y, style, width: area.width - 4)
            y += 1
        }
        var what =
            "\(prediction.training.counted("training record")) \(prediction.training == 1 ? "is" : "are") unlearned"
        if prediction.heldOut > 0 {
            what += " · \(prediction.heldOut.grouped) held-out ones were never trained on and are skipped"
        }
        line(what)
        let seconds = prediction.seconds < 0.1 ? "under 0.1 s" : "≈ \(prediction.seconds.fixed(1)) s"
        let passes = prediction.passes == 1 ? "1 pass" : "\(prediction.passes) passes"
        line("cost         incremental, \(passes) over the data, \(seconds)")
        let isIdentical = snapshot.currentModel?.isIdentical == true
        let isFrozen = snapshot.policy.recipe == .frozen
        line(
            "result       \(isIdentical ? "identical to a retrain" : "proven within a bound of a retrain")\(isFrozen ? " under a recipe that is frozen" : "")"
        )
        if let gap = prediction.gap {
            line(
                "parity gap   \(gap.now.short) → \(gap.then.short) predicted on the selection half, \(gap.high) − \(gap.low)"
            )
            if gap.isUncertain {
                let (from, to) = (gap.range.lowerBound, gap.range.upperBound)
                line(
                    "             uncertain: measured, it may change by \(from.signed(3)) to \(to.signed(3))",
                    Style(.dim))
            }
        } else if let absence = snapshot.gapEffectAbsence {
            line("parity gap   not predicted: \(absence)")
        }
        if let measured = snapshot.preview,
            let gap = measured.change.gaps.first(where: { $0.metric == "demographicParityDifference" }),
            let before = gap.before, let after = gap.after
        {
            line(
                "measured     \(before.short) → \(after.short) on the test half, \(gap.pair.joined(separator: " − ")); \(gap.isClear ? "clear" : "no clear change")",
                Style(.after))
        }
        if let clause = snapshot.preview?.recipe.clause, !clause.isEmpty {
            line("recipe       \(clause)", Style(.after))
        }
        for warning in prediction.warnings { line("\(warning) (!)", Style(.warning)) }
        if dashboard.panel is ApplyPanel { return }
        line("\(dashboard.keyName(of: .apply)) applies; it asks for the number \(snapshot.counts.staged)", Style(.dim))
    }
}
