import Canvas
import Engine
import Records

extension Dashboard {
    func drawJobs(on canvas: inout Canvas, _ whole: Area, _ snapshot: Snapshot) {
        var area = whole
        _ = area.takeTop(1)
        guard !snapshot.jobs.isEmpty else {
            canvas.write("No job has run since the project was opened.", x: 3, y: area.y, Style(.dim))
            return
        }
        let jobs = Array(snapshot.jobs.reversed())
        for (line, index) in jobsCursor.visible(count: jobs.count, height: area.height / 2).enumerated() {
            let job = jobs[index]
            let y = area.y + 2 * line
            let isCurrent = index == jobsCursor.position
            if isCurrent { canvas.write("▸", x: 1, y: y, Style(.accent, bold: true)) }
            canvas.write(job.title, x: 3, y: y, Style(.normal, bold: isCurrent), width: max(10, area.width - 40))
            drawState(of: job, on: &canvas, area, y)
            if !job.outcome.isEmpty {
                canvas.write(job.outcome, x: 5, y: y + 1, Style(job.hasFailed ? .error : .dim), width: area.width - 6)
            }
        }
    }

    /// A job in full; its outcome may be longer than a line.
    mutating func showJob() {
        guard let jobs = snapshot?.jobs, !jobs.isEmpty else { return }
        let job = jobs[jobs.count - 1 - min(jobsCursor.position, jobs.count - 1)]
        panel = .text(
            title: job.title, lines: [job.outcome.isEmpty ? "\(job.phase) \(job.detail)" : job.outcome], ListCursor())
    }

    /// " · ≈ 12 s left"
    private func toCome(_ job: JobStatus) -> String {
        job.secondsLeft.map { $0 > 0 ? " · \($0.asTimeToCome) left" : "" } ?? ""
    }

    private func drawState(of job: JobStatus, on canvas: inout Canvas, _ area: Area, _ y: Int) {
        switch job.state {
        case .queued: canvas.writeRight("waiting\(toCome(job))", right: area.right - 2, y: y, Style(.dim))
        case .running:
            let bar = Marks.bar(fraction: job.fraction, columns: 20, set: marks)
            canvas.put(bar, x: area.right - 22, y: y, style: Style(.accent))
            canvas.write(
                "\(job.phase) \(job.detail)\(toCome(job)) · \(keyName(of: .cancelJob)) cancels", x: 5, y: y + 1,
                Style(.accent),
                width: area.width - 6)
        case .done: canvas.writeRight("done · \(job.seconds.fixed(2)) s", right: area.right - 2, y: y, Style(.better))
        case .cancelled: canvas.writeRight("cancelled", right: area.right - 2, y: y, Style(.warning))
        case .failed: canvas.writeRight("failed", right: area.right - 2, y: y, Style(.error))
        }
    }
}
