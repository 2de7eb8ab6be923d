import Canvas
import Engine
import Records

// A new snapshot, and what follows from it.
extension Dashboard {
    /// Takes a snapshot's table and columns as those that are shown.
    mutating func settle(_ new: Snapshot) {
        let under = columnUnderCursor.flatMap { column in snapshot.map { column.queryName($0) } }
        snapshot = new
        records.columns = RecordsState.columns(for: new)
        records.fileColumns = new.table.columnNames.count
        let same = records.columns.firstIndex { $0.queryName(new) == under }
        let first =
            new.browsing == nil
            ? records.columns.firstIndex(of: .added("model.disagreement"))
            : records.columns.firstIndex { if case .file = $0 { true } else { false } }
        records.columnCursor = (records.hasMovedColumn ? same : nil) ?? first ?? 0
    }

    mutating func take(_ new: Snapshot) -> [Effect] {
        let old = snapshot
        if let form, form.isAbout(new) {
            self.form?.follow(new)
        } else if form != nil, new.browsing == nil {
            leaveForm()
        }
        if let old, old.table !== new.table, new.browsing != nil {
            records = RecordsState()
            values = ValuesPage()
        }
        if old == nil || (old?.browsing == nil) != (new.browsing == nil)
            || records.fileColumns != new.table.columnNames.count || records.columns.isEmpty
        {
            settle(new)
        }
        snapshot = new
        if old?.counts.forgotten != new.counts.forgotten, let state = new.overlay.facets["state"] {
            records.marks.formIntersection(RowSet(count: state.masks.count) { state.masks[$0] & 2 == 0 })
        }
        if new.browsing != nil { return browse(new, from: old) }
        fairness.settle(new)
        coach?.follow(new, on: screen)
        sayWhatFinished(new, since: old)
        let learnedMoved = old?.revisions.learned != new.revisions.learned || old?.browsing != nil
        let decisionsMoved = old?.revisions.decisions != new.revisions.decisions
        return learnedMoved || (decisionsMoved && records.dependsOnDecisions) ? [requery()] : []
    }

    private mutating func sayWhatFinished(_ new: Snapshot, since old: Snapshot?) {
        let finished = new.jobs.last { job in
            job.state.isOver && old?.jobs.first { $0.id == job.id }?.state.isOver == false
        }
        // What is written out is answered when it is there.
        if let finished, finished.kind != .write || finished.hasFailed,
            finished.kind != .find || message == nil || finished.hasFailed
        {
            // An audit's outcome names what was audited; its title would say it twice.
            let isSaid = finished.kind == .audit && !finished.hasFailed
            let text = isSaid ? finished.outcome : "\(finished.title): \(finished.outcome)"
            message = Message(text: text, isRefusal: finished.hasFailed)
        }
    }

    // MARK: A file without its project

    /// Follows a file that may still be loading: the list grows, the cursor stays. What was asked meanwhile is asked
    /// again once every record is there.
    private mutating func browse(_ new: Snapshot, from old: Snapshot?) -> [Effect] {
        let isDone = old?.browsing?.isLoading == true && new.browsing?.isLoading == false
        let again = isDone ? askAgain() : []
        guard records.activeFilter == .all, records.sort.isEmpty else { return (isDone ? [requery()] : []) + again }
        if !records.isAwaited {
            records.rows = .all(new.counts.records)
            records.shown = nil
        }
        return again
    }

    private mutating func leaveForm() {
        form = nil
        isBrowsing = false
    }

    /// Takes a form of a file that was read for the first time, or anew; what a person typed stays.
    mutating func take(_ new: SetUpForm) {
        guard let form else { return }
        self.form = new.keeping(form)
        message = nil
    }

    /// Whether the form is about other columns than these.
    public func needsForm(for names: [String]) -> Bool {
        form.map { $0.columns.map(\.name) != names } ?? false
    }

    /// Why a command can't be run now; nil when it can.
    func refusal(of command: KeyCommand) -> Sentence? {
        guard let browsing = snapshot?.browsing, table.needsProject(command) else { return command.disabled(self) }
        return browsing.isOpeningProject
            ? "The project is still being opened; this waits for it."
            : context == .setUp
                ? "This needs a project: \(command: .formStart) starts one."
                : "This needs a project: \(command: .back) goes back to the form, Enter there starts one."
    }
}
