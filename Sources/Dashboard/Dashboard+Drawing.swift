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
            form.draw(on: &canvas, area, message, in: self)
            panel?.draw(in: self, on: &canvas, Area(x: 0, y: 1, width: width, height: height - 3))
            return canvas
        }
        guard let snapshot else { return canvas }
        drawTitle(on: &canvas, area.takeTop(1), snapshot)
        drawTabs(on: &canvas, area.takeTop(1), snapshot)
        drawHints(on: &canvas, area.takeBottom(1))
        drawMessage(on: &canvas, area.takeBottom(1))
        if let coach { drawCoach(coach, on: &canvas, area.takeBottom(1)) }
        page.draw(in: self, on: &canvas, area, snapshot)
        panel?.draw(in: self, on: &canvas, area)
        return canvas
    }

    private func drawTitle(on canvas: inout Canvas, _ area: Area, _ snapshot: Snapshot) {
        let style = Style(.title, bold: true)
        canvas.fill(x: area.x, y: area.y, width: area.width, height: 1, style: Style(.title))
        let state = stateText(snapshot)
        let left = [snapshot.table.fileName, page.heading(in: self, snapshot)].joined(separator: "  ")
        canvas.write(
            " " + left, x: area.x, y: area.y, style, width: max(0, area.width - DisplayText(state).columns - 3))
        canvas.writeRight(state + " ", right: area.right, y: area.y, Style(.title))
    }

    private func stateText(_ snapshot: Snapshot) -> String {
        if let fileTrouble { return fileTrouble }
        if let browsing = snapshot.browsing {
            if browsing.isLoading { return "loading \(Int(browsing.loadedFraction * 100)) %" }
            return browsing.isOpeningProject ? "opening the project…" : "no project yet"
        }
        let model =
            snapshot.subject.tag
            ?? snapshot.currentModel.map { "model \($0.digest.prefix(6))" } ?? "no model yet"
        guard let job = snapshot.runningJob else {
            return "\(model) · \(snapshot.isErasurePending ? "erasure pending" : "idle")"
        }
        return "\(model) · \(job.phase) \(Int(job.fraction * 100)) %"
    }

    private func drawTabs(on canvas: inout Canvas, _ area: Area, _ snapshot: Snapshot) {
        var x = 1
        let tabs = table.pages.filter { snapshot.browsing == nil || !$0.needsProject }
        func text(_ tab: any Page.Type, isShort: Bool) -> String {
            let title = isShort && tab.id != screen ? "" : " " + tab.title
            return "\(tab.number)\(title)\((states[tab.id] ?? tab.init()).badge(snapshot))"
        }
        // Where not all titles fit, numbers stand for the pages that are not shown.
        let needed = tabs.reduce(0) { $0 + text($1, isShort: false).count + 1 }
        let gap = needed + tabs.count < area.width ? 2 : 1
        for tab in tabs {
            let style = tab.id == screen ? Style(.accent, bold: true, underline: true) : Style(.dim)
            let title = text(tab, isShort: needed >= area.width)
            let taken = canvas.write(title, x: x, y: area.y, style, width: max(0, area.width - x))
            canvas.mark(tab: tab.number, x: x, y: area.y, width: taken)
            x += taken + (needed >= area.width ? 2 : gap)
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
        var hints = panel?.hints(in: self) ?? []
        if hints.isEmpty {
            hints = table.hints(in: context).filter { refusal(of: $0) == nil }.map {
                Hint(table.keys(of: $0.id).first?.name ?? "", $0.label(in: context))
            }
        }
        let last = hints.count > 1 ? hints.removeLast() : nil
        // On a narrow screen a space less between them shows one or two keys more.
        let space = area.width < 100 ? 1 : 2
        let reserve = last.map { DisplayText($0.key + " " + $0.label).columns + space } ?? 0
        var x = 1
        func put(_ hint: Hint) {
            x += canvas.write(hint.key, x: x, y: area.y, Style(.normal, bold: true)) + 1
            x += canvas.write(hint.label, x: x, y: area.y, Style(.dim)) + space
        }
        for hint in hints {
            guard x + DisplayText(hint.key + " " + hint.label).columns + reserve < area.width else { continue }
            put(hint)
        }
        if let last, x + reserve <= area.width + 2 { put(last) }
    }
}
