import Canvas
import Engine
import Records

extension PageID {
    static let jobs = PageID("jobs")
}

extension Context {
    static let jobs = Context(.jobs)
}

/// What runs and what has run since the project was opened, newest first.
struct JobsPage: Page {
    static let id = PageID.jobs
    static let number = 4
    static let title = "Jobs"

    var cursor = ListCursor()

    func heading(in dashboard: Dashboard, _ snapshot: Snapshot) -> String { snapshot.jobs.count.counted("job") }

    func move(by delta: Int, in dashboard: inout Dashboard) {
        dashboard[Self.self].cursor.move(by: delta, count: dashboard.snapshot?.jobs.count ?? 0)
    }

    func draw(in dashboard: Dashboard, on canvas: inout Canvas, _ whole: Area, _ snapshot: Snapshot) {
        var area = whole
        _ = area.takeTop(1)
        guard !snapshot.jobs.isEmpty else {
            canvas.write("No job has run since the project was opened.", x: 3, y: area.y, Style(.dim))
            return
        }
        let jobs = Array(snapshot.jobs.reversed())
        for (line, index) in cursor.visible(count: jobs.count, height: area.height / 2).enumerated() {
            let job = jobs[index]
            let y = area.y + 2 * line
            let isCurrent = index == cursor.position
            canvas.mark(item: index, y: y, height: 2)
            if isCurrent { canvas.write("▸", x: 1, y: y, Style(.accent, bold: true)) }
            canvas.write(job.title, x: 3, y: y, Style(.normal, bold: isCurrent), width: max(10, area.width - 40))
            drawState(of: job, in: dashboard, on: &canvas, area, y)
            if !job.outcome.isEmpty {
                canvas.write(job.outcome, x: 5, y: y + 1, Style(job.hasFailed ? .error : .dim), width: area.width - 6)
            }
        }
    }

    /// A job in full; its outcome may be longer than a line.
    func open(in dashboard: inout Dashboard) -> [Effect] {
        guard let jobs = dashboard.snapshot?.jobs, !jobs.isEmpty else { return [] }
        let job = jobs[jobs.count - 1 - min(cursor.position, jobs.count - 1)]
        dashboard.panel = TextPanel(
            title: job.title, lines: [job.outcome.isEmpty ? "\(job.phase) \(job.detail)" : job.outcome])
        return []
    }

    /// " · ≈ 12 s left"
    private func toCome(_ job: JobStatus) -> String {
        job.secondsLeft.map { $0 > 0 ? " · \($0.asTimeToCome) left" : "" } ?? ""
    }

    private func drawState(of job: JobStatus, in dashboard: Dashboard, on canvas: inout Canvas, _ area: Area, _ y: Int)
    {
        switch job.state {
        case .queued: canvas.writeRight("waiting\(toCome(job))", right: area.right - 2, y: y, Style(.dim))
        case .running:
            let bar = Marks.bar(fraction: job.fraction, columns: 20, set: dashboard.marks)
            canvas.put(bar, x: area.right - 22, y: y, style: Style(.accent))
            canvas.write(
                "\(job.phase) \(job.detail)\(toCome(job)) · \(dashboard.keyName(of: .cancelJob)) cancels", x: 5,
                y: y + 1,
                Style(.accent),
                width: area.width - 6)
        case .done: canvas.writeRight("done · \(job.seconds.fixed(2)) s", right: area.right - 2, y: y, Style(.better))
        case .cancelled: canvas.writeRight("cancelled", right: area.right - 2, y: y, Style(.warning))
        case .failed: canvas.writeRight("failed", right: area.right - 2, y: y, Style(.error))
        }
    }
}
