public import Canvas
public import Engine
import Journal
import Records

/// The whole screen as one value: input in, effects and a canvas out. It knows no terminal, no clock and no thread.
public struct Dashboard: Sendable {
    public internal(set) var snapshot: Snapshot?
    var form: SetUpForm?
    var width = 80
    var height = 24
    var screen = PageID.records
    /// What lies over the page, or under its keys.
    var panel: (any Panel)? { didSet { panelChanges += 1 } }
    private(set) var panelChanges = 0
    /// What the pages remember.
    var states: [PageID: any Page] = [:]
    var records = RecordsState()
    var message: Message?
    var coach: Coach?
    /// Keys that wait for the rows that were asked for.
    var heldKeys: [Key] = []
    /// The item that was clicked on last; a second click opens it.
    var clicked: Int?
    /// What was sent for and is not back yet.
    var errand: PendingErrand?
    /// The newest ticket that was given out, and the newest of those that take long.
    var lastTicket = 0
    var slowTicket = 0
    /// Whether a new file is looked at before it is set up.
    var isBrowsing = false
    /// What became of the file since it was opened, in two words.
    var fileTrouble: String?
    /// Its pages, commands and keys.
    let table: CommandTable
    let isASCII: Bool
    /// What charts are drawn with.
    let marks: MarkSet

    /// A sentence under the work: what just happened, or why something can't be done.
    struct Message: Sendable, Hashable {
        var text: String
        var isRefusal: Bool
    }

    /// A dashboard on an open project, or on the records of one that is still being opened.
    ///
    /// - Parameter marks: what charts are drawn with; nil: the finest, or ASCII where that is all.
    public init(
        snapshot: Snapshot, isASCII: Bool = false, marks: MarkSet? = nil, coached: Bool = false,
        keymap: Keymap = .standard
    ) {
        self.init(table: keymap.isStandard ? .standard : CommandTable(keymap: keymap), isASCII, marks)
        coach = coached ? Coach() : nil
        settle(snapshot)
    }

    /// A dashboard of pages of one's own.
    init(snapshot: Snapshot, table: CommandTable) {
        self.init(table: table, false, nil)
        settle(snapshot)
    }

    /// A dashboard that first asks how a new file is to be read.
    public init(settingUp form: SetUpForm, isASCII: Bool = false, marks: MarkSet? = nil, keymap: Keymap = .standard) {
        self.init(table: keymap.isStandard ? .standard : CommandTable(keymap: keymap), isASCII, marks)
        self.form = form
    }

    private init(table: CommandTable, _ isASCII: Bool, _ marks: MarkSet?) {
        self.table = table
        self.isASCII = isASCII
        self.marks = marks ?? .chosen(isASCII: isASCII)
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
            guard let effects = takeRows(ticket, answer) else { return [] }
            return effects + pressHeldKeys()
        case .errand(let ticket, let answer): return takeErrand(ticket, answer) ? pressHeldKeys() : []
        case .values(let ticket, let answer):
            takeValues(ticket, answer)
            return []
        case .summary(let ticket, let lines, let isWhole):
            takeSummary(ticket, lines, isWhole: isWhole)
            return []
        case .slow(let ticket):
            slowTicket = max(slowTicket, ticket)
            return []
        case .form(let new):
            take(new)
            return []
        case .trouble(let title, let sentence):
            fileTrouble = title
            form?.stopWaiting()
            refuse(sentence)
            return []
        case .echo(let echo):
            say(echo.sentence)
            return []
        case .refusal(let sentence):
            refuse(sentence)
            form?.stopWaiting()
            return []
        case .remembered(let left): return take(left)
        case .key(let key): return pressInTurn(key)
        }
    }

    /// Where keys go now.
    var context: Context {
        if form != nil, !isBrowsing { return .setUp }
        return panel?.context ?? page.context(in: self)
    }

    /// The row of the table that the cursor is on.
    var currentRow: Int? {
        if let review { return review.current }
        return records.rows.indices.contains(records.cursor.position) ? records.rows[records.cursor.position] : nil
    }

    private var actsOnMarks: Bool { review == nil && screen == .records && panel == nil && !records.marks.isEmpty }

    /// The rows that a command acts on: the marked ones, or else the current one.
    var rowsInHand: RowList {
        actsOnMarks ? records.marks.list : RowList(currentRow.map { [$0] } ?? [])
    }

    var nothingStaged: Sentence? {
        snapshot?.counts.staged == 0 ? "Nothing is staged: \(command: .stage) stages a record." : nil
    }

    /// Why the queue can't be applied now.
    var nothingToApply: Sentence? {
        guard let snapshot else { return nil }
        if snapshot.subject.removesByCopy { return nothingStaged }
        if snapshot.schema.target == nil {
            return "This project has no target column, so there is no model that could forget."
        }
        if snapshot.currentModel == nil {
            return "There is no model yet that could forget: \(command: .showJobs) shows the jobs."
        }
        return nothingStaged
    }

    /// Why nothing can be trained, proven, measured or restored; nil where Lethe trains the model.
    var notTrained: Sentence? {
        snapshot?.subject.trains == false
            ? "This is your model: Lethe only reads its predictions, and trains nothing." : nil
    }

    var noRecordInHand: Sentence? {
        screen == .records && !actsOnMarks && currentRow == nil
            ? "No record here: change the filter with \(command: .filter)." : nil
    }
}

extension JobStatus {
    var hasFailed: Bool { if case .failed = state { true } else { false } }
}
