public import Canvas
import Engine
import Journal
import Records

extension Dashboard {
    /// The whole screen. A pure function of this value: same state, same cells.
    ///
    /// - Complexity: O(cells), whatever the number of records.
    public func draw() -> Canvas {
        var canvas = Canvas(width: width, height: height, ascii: isASCII)
        guard width >= Self.minimumSize.width, height >= Self.minimumSize.height else {
            let need =
                "Lethe needs \(Self.minimumSize.width)×\(Self.minimumSize.height); this is \(width)×\(height). Enlarge it, or press q."
            canvas.writeWrapped(need, in: Area(x: 0, y: 0, width: width, height: height))
            return canvas
        }
        var area = Area(x: 0, y: 0, width: width, height: height)
        if let form, !isBrowsing {
            form.draw(on: &canvas, area, message)
            return canvas
        }
        guard let snapshot else { return canvas }
        drawTitle(on: &canvas, area.takeTop(1), snapshot)
        drawTabs(on: &canvas, area.takeTop(1), snapshot)
        drawHints(on: &canvas, area.takeBottom(1))
        drawMessage(on: &canvas, area.takeBottom(1))
        if let coach { drawCoach(coach, on: &canvas, area.takeBottom(1)) }
        drawWork(on: &canvas, area, snapshot)
        drawPanel(on: &canvas, area, snapshot)
        return canvas
    }

    private func drawWork(on canvas: inout Canvas, _ area: Area, _ snapshot: Snapshot) {
        switch screen {
        case .records:
            if let review {
                drawReview(on: &canvas, area, snapshot, review)
            } else {
                drawRecords(on: &canvas, area, snapshot)
            }
        case .values: drawValues(on: &canvas, area, snapshot)
        case .queue: drawQueue(on: &canvas, area, snapshot)
        case .jobs: drawJobs(on: &canvas, area, snapshot)
        case .fairness: drawFairness(on: &canvas, area, snapshot)
        case .models: drawModels(on: &canvas, area, snapshot)
        case .journal: drawJournal(on: &canvas, area, snapshot)
        }
    }

    private func drawTitle(on canvas: inout Canvas, _ area: Area, _ snapshot: Snapshot) {
        let style = Style(.title, bold: true)
        canvas.fill(x: area.x, y: area.y, width: area.width, height: 1, style: Style(.title))
        let state = stateText(snapshot)
        let left = [snapshot.table.fileName, whatIsShown(snapshot)].joined(separator: "  ")
        canvas.write(
            " " + left, x: area.x, y: area.y, style, width: max(0, area.width - DisplayText(state).columns - 3))
        canvas.writeRight(state + " ", right: area.right, y: area.y, Style(.title))
    }

    private func whatIsShown(_ snapshot: Snapshot) -> String {
        let left = snapshot.counts.present
        switch screen {
        case .records:
            if let review { return "reviewed \(review.reviewed(snapshot)) of \(review.rows.count)" }
            let soFar = snapshot.browsing?.isLoading == true ? " so far…" : ""
            let shown =
                (records.rows.count == left
                    ? left.counted("record") : "\(records.rows.count.grouped) of \(left.grouped)") + soFar
            let flagged = snapshot.counts.flagged > 0 ? "   \(snapshot.counts.flagged.grouped) flagged" : ""
            return shown + flagged
        case .values: return valuesText()
        case .queue:
            return
                "\(snapshot.queue.count.counted("request")), \(snapshot.counts.staged.counted("record"))"
        case .jobs: return snapshot.jobs.count.counted("job")
        case .fairness: return recordsTitle(snapshot, snapshot.evaluation?.records ?? 0)
        case .models where snapshot.isYourModel: return "your model"
        case .models:
            return "\(snapshot.models.count(where: \.isKept)) kept · policy: \(snapshot.policy.earlierModels.rawValue)"
        case .journal: return "\(snapshot.events.count.counted("event")) · \(chainText(snapshot))"
        }
    }

    func chainText(_ snapshot: Snapshot) -> String {
        switch snapshot.chain {
        case .unchecked: "chain not checked yet (\(keyName(of: .checkChain)))"
        case .checked(let verdict): verdict.sentence
        }
    }

    private func stateText(_ snapshot: Snapshot) -> String {
        if let fileTrouble { return fileTrouble }
        if let browsing = snapshot.browsing {
            if browsing.isLoading { return "loading \(Int(browsing.loadedFraction * 100)) %" }
            return browsing.isOpeningProject ? "opening the project…" : "no project yet"
        }
        let model =
            snapshot.isYourModel
            ? "your model" : snapshot.currentModel.map { "model \($0.digest.prefix(6))" } ?? "no model yet"
        guard let job = snapshot.runningJob else {
            return "\(model) · \(snapshot.isErasurePending ? "erasure pending" : "idle")"
        }
        return "\(model) · \(job.phase) \(Int(job.fraction * 100)) %"
    }

    private func drawTabs(on canvas: inout Canvas, _ area: Area, _ snapshot: Snapshot) {
        var x = 1
        let tabs = Screen.allCases.filter { snapshot.browsing == nil || !$0.needsProject }
        let staged = snapshot.counts.staged > 0 ? "·\(snapshot.counts.staged.grouped)" : ""
        func text(_ tab: Screen, isShort: Bool) -> String {
            let title = isShort && tab != screen ? "" : " " + tab.title
            return "\(tab.rawValue)\(title)\(tab == .queue ? staged : "")"
        }
        // Where not all titles fit, numbers stand for the screens that are not shown.
        let needed = tabs.reduce(0) { $0 + text($1, isShort: false).count + 1 }
        let gap = needed + tabs.count < area.width ? 2 : 1
        for tab in tabs {
            let style = tab == screen ? Style(.accent, bold: true, underline: true) : Style(.dim)
            let title = text(tab, isShort: needed >= area.width)
            x += canvas.write(title, x: x, y: area.y, style, width: max(0, area.width - x))
            x += needed >= area.width ? 2 : gap
        }
        if let job = snapshot.runningJob, area.width - x > 24 {
            let bar = Marks.bar(fraction: job.fraction, columns: 14, set: marks)
            canvas.put(bar, x: area.right - 15, y: area.y, style: Style(.accent))
        }
    }

    private func drawMessage(on canvas: inout Canvas, _ area: Area) {
        var width = area.width
        if context == .records, !records.marks.isEmpty {
            let marked = "on \(records.marks.count.grouped) marked "
            canvas.writeRight(marked, right: area.right, y: area.y, Style(.match))
            width -= marked.count + 1
        }
        if let message {
            canvas.write(
                " " + message.text, x: 0, y: area.y, Style(message.isRefusal ? .warning : .accent), width: width)
        }
    }

    private func drawCoach(_ coach: Coach, on canvas: inout Canvas, _ area: Area) {
        canvas.write(" ▸ " + written(coach.line(self)), x: 0, y: area.y, Style(.heading, bold: true), width: area.width)
    }

    private func drawHints(on canvas: inout Canvas, _ area: Area) {
        var hints = panelHints
        if hints.isEmpty {
            hints = CommandTable.hints(in: context).filter { refusal(of: $0) == nil }.map {
                (key: $0.keys[0].name, label: $0.label(in: context))
            }
        }
        let last = hints.count > 1 ? hints.removeLast() : nil
        // On a narrow screen a space less between them shows one or two keys more.
        let space = area.width < 100 ? 1 : 2
        let reserve = last.map { DisplayText($0.key + " " + $0.label).columns + space } ?? 0
        var x = 1
        func put(_ hint: (key: String, label: String)) {
            x += canvas.write(hint.key, x: x, y: area.y, Style(.normal, bold: true)) + 1
            x += canvas.write(hint.label, x: x, y: area.y, Style(.dim)) + space
        }
        for hint in hints {
            guard x + DisplayText(hint.key + " " + hint.label).columns + reserve < area.width else { continue }
            put(hint)
        }
        if let last, x + reserve <= area.width + 2 { put(last) }
    }

    private var panelHints: [(key: String, label: String)] {
        switch panel {
        case nil, .detail: []
        case .keys, .text: [("j k", "move"), ("q", "back")]
        case .palette: [("↑↓", "choose"), ("Enter", "run"), ("Ctrl-G", "back")]
        case .confirm: [("y", "yes"), ("n", "no")]
        case .apply: [("Enter", "apply"), ("q", "back")]
        case .write: [("1–5", "choose"), ("Enter", "choose"), ("q", "back")]
        case .metrics: [("↑↓", "choose"), ("Enter", "show"), ("Ctrl-G", "back")]
        case .groupings: [("j k", "move"), ("Enter", "show"), ("q", "back")]
        case .outcomes:
            noRecordsOfOutcome == nil
                ? [("j k", "move"), ("Enter", "its records"), ("q", "back")] : [("j k", "move"), ("q", "back")]
        case .path: [("Enter", "write"), ("Ctrl-G", "back")]
        case .filter:
            [
                ("Enter", "keep"), ("", "sex=Female text~word model.score>=.5 -flag:any"), ("Ctrl-G", "back"),
            ]
        case .search: [("Enter", "search"), ("Ctrl-G", "back")]
        case .reason: [("Enter", "note it"), ("Ctrl-G", "back")]
        }
    }
}
