import Canvas
public import Engine
import Journal
import Records

/// The whole screen as one value: input in, effects and a canvas out. It knows no terminal, no clock and no thread.
public struct Dashboard: Sendable {
    /// What lies over a screen, or under its keys.
    enum Panel: Sendable {
        case keys(ListCursor)
        case palette(TextField, ListCursor)
        case detail(ListCursor)
        case text(title: String, lines: [String], ListCursor)
        case confirm(question: String, [Effect])
        case apply(TextField)
        case write(ListCursor)
        case path(Destination, TextField)
        case filter(TextField)
        case search(TextField)
        case reason(TextField, rows: [Int])
    }

    /// What can be written with `W`.
    enum Destination: Int, CaseIterable, Sendable { case records, fairness, bundle, redactedCopy }

    public internal(set) var snapshot: Snapshot?
    var form: SetUpForm?
    var width = 80
    var height = 24
    var screen = Screen.records
    var panel: Panel?
    var records = RecordsState()
    var review: ReviewState?
    var queueCursor = ListCursor()
    var jobsCursor = ListCursor()
    var modelsCursor = ListCursor()
    var journalCursor = ListCursor()
    var fairness = FairnessState()
    var message: Message?
    var coach: Coach?
    /// Keys that wait for the rows that were asked for.
    var heldKeys: [Key] = []
    let isASCII: Bool

    /// A sentence under the work: what just happened, or why something can't be done.
    struct Message: Sendable, Hashable {
        var text: String
        var isRefusal: Bool
    }

    /// A dashboard on an open project.
    public init(snapshot: Snapshot, isASCII: Bool = false, coached: Bool = false) {
        self.snapshot = snapshot
        self.isASCII = isASCII
        coach = coached ? Coach() : nil
        records.columns = RecordsState.columns(for: snapshot)
        records.columnCursor = records.columns.firstIndex(of: .added("model.disagreement")) ?? 0
    }

    /// A dashboard that first asks how a new file is to be read.
    public init(settingUp form: SetUpForm, isASCII: Bool = false) {
        self.form = form
        self.isASCII = isASCII
    }

    /// The smallest screen that can be worked on.
    static let minimumSize = (width: 60, height: 16)

    /// The first query, to be asked once the dashboard is made.
    public mutating func start() -> [Effect] { snapshot == nil ? [] : [requery()] }

    /// Takes one thing that happened.
    public mutating func receive(_ input: Input) -> [Effect] {
        switch input {
        case .size(let width, let height):
            self.width = width
            self.height = height
            return []
        case .snapshot(let new): return take(new)
        case .rows(let ticket, let answer):
            return takeRows(ticket, answer) ? pressHeldKeys() : []
        case .echo(let echo):
            message = Message(text: echo.sentence, isRefusal: false)
            return []
        case .refusal(let sentence):
            message = Message(text: sentence, isRefusal: true)
            form?.isCreating = false
            return []
        case .key(let key): return pressInTurn(key)
        }
    }

    private mutating func take(_ new: Snapshot) -> [Effect] {
        let old = snapshot
        snapshot = new
        form = nil
        if old == nil || records.columns.isEmpty {
            records.columns = RecordsState.columns(for: new)
            records.columnCursor = records.columns.firstIndex(of: .added("model.disagreement")) ?? 0
        }
        if old?.counts.forgotten != new.counts.forgotten, let state = new.overlay.facets["state"] {
            records.marks = records.marks.filter { state.masks[$0] & 2 == 0 }
        }
        fairness.settle(new)
        coach?.follow(new, on: screen)
        let finished = new.jobs.last { job in
            job.state.isOver && old?.jobs.first { $0.id == job.id }?.state.isOver == false
        }
        if let finished, finished.kind != .find || message == nil || finished.hasFailed {
            message = Message(text: "\(finished.title): \(finished.outcome)", isRefusal: finished.hasFailed)
        }
        let learnedMoved = old?.revisions.learned != new.revisions.learned
        let decisionsMoved = old?.revisions.decisions != new.revisions.decisions
        return learnedMoved || (decisionsMoved && records.dependsOnDecisions) ? [requery()] : []
    }

    /// Asks for the rows of the current filter and order; older answers are void from now on.
    mutating func requery() -> Effect {
        records.ticket += 1
        records.isAwaited = true
        // After a removal the findings are computed anew; until they are there the file's order serves, and the cursor
        // keeps its line, not its record.
        let sort = records.sort.filter { key in
            !records.columns.contains(.added(key.name)) || snapshot?.overlay.numbers[key.name] != nil
        }
        let isReduced = sort != records.sort
        if isReduced || records.isSortReduced { records.keepsPlace = false }
        records.isSortReduced = isReduced
        return .query(ticket: records.ticket, Query(filter: records.activeFilter, sort: sort))
    }

    /// Takes the answer to the newest query; false for an older one's.
    private mutating func takeRows(_ ticket: Int, _ answer: RowsAnswer) -> Bool {
        guard ticket == records.ticket else { return false }
        records.isAwaited = false
        switch answer {
        case .rows(let rows):
            let current = records.anchor ?? currentRow
            if case .filter = panel {} else { records.anchor = nil }
            if rows != records.rows { records.rangeStart = nil }
            if rows != records.rows, !records.marks.isEmpty { records.marks.formIntersection(rows) }
            records.rows = rows
            records.filterError = nil
            if records.keepsPlace, let current, let index = rows.firstIndex(of: current) {
                records.cursor.move(to: index, count: rows.count)
            } else {
                records.cursor.move(to: min(records.cursor.position, rows.count - 1), count: rows.count)
            }
            records.keepsPlace = true
        case .filterError(let error):
            records.filterError = error
            // What was accepted and can't be asked is opened again, with the caret under the mistake.
            if panel == nil, records.isFilterOn, screen == .records {
                records.filterBeforeEditing = ("", .all, true)
                panel = .filter(TextField(records.filterText))
            }
        case .refusal(let sentence):
            message = Message(text: sentence, isRefusal: true)
        }
        return true
    }

    /// Where keys go now.
    var context: Context {
        if case .detail = panel { return .detail }
        switch screen {
        case .records: return review == nil ? .records : .review
        case .queue: return .queue
        case .jobs: return .jobs
        case .fairness: return .fairness
        case .models: return .models
        case .journal: return .journal
        }
    }

    /// The row of the table that the cursor is on.
    var currentRow: Int? {
        if let review { return review.current }
        return records.rows.indices.contains(records.cursor.position) ? records.rows[records.cursor.position] : nil
    }

    /// The rows that a command acts on: the marked ones, or else the current one.
    var rowsInHand: [Int] {
        if review == nil, case .records = screen, panel == nil, !records.marks.isEmpty { return records.marks.sorted() }
        return currentRow.map { [$0] } ?? []
    }

    var nothingStaged: String? {
        snapshot?.counts.staged == 0 ? "Nothing is staged: d on a record stages it." : nil
    }

    /// Why the queue can't be applied now.
    var nothingToApply: String? {
        guard let snapshot else { return nil }
        if snapshot.schema.target == nil {
            return "This project has no target column, so there is no model that could forget."
        }
        if snapshot.currentModel == nil { return "There is no model yet that could forget: 4 shows the jobs." }
        return nothingStaged
    }

    var noRecordInHand: String? {
        screen == .records && rowsInHand.isEmpty ? "No record here: change the filter with f." : nil
    }
}

extension JobStatus {
    var hasFailed: Bool { if case .failed = state { true } else { false } }
}
