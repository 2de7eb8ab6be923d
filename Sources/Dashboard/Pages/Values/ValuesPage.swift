import Canvas
public import Engine
public import Records

extension PageID {
    static let values = PageID("values")
}

extension Context {
    static let values = Context(.values)
}

/// The values of one column, or the summary of all.
struct ValuesPage: Page {
    static let id = PageID.values
    static let number = 2
    static let title = "Values"
    static let needsProject = false

    /// The file's column, by its index.
    var column: Int?
    /// The column that counts are split by.
    var by: String?
    var form = ValuesQuestion.Form.automatic
    var order = ValuesQuestion.Order.count
    var cursor = ListCursor()
    var found: ValuesFound?
    /// What was asked last, and with which ticket.
    var question: ValuesQuestion?
    var ticket = 0
    var isAwaited = false

    /// Whether the summary of every column is shown instead.
    var isSummary = false
    var summary: [SummaryLine] = []
    var summaryCursor = ListCursor()
    var summaryTicket = 0
    var isSummaryWhole = false

    func heading(in dashboard: Dashboard, _ snapshot: Snapshot) -> String {
        if isSummary { return "summary of \(summary.count.counted("column"))" }
        guard let found else { return "values" }
        return "\(found.distinct.counted("value")) in \(found.total.counted("record"))"
    }

    func move(by delta: Int, in dashboard: inout Dashboard) {
        if isSummary {
            dashboard[Self.self].summaryCursor.move(by: delta, count: dashboard.snapshot?.table.columnNames.count ?? 0)
        } else {
            dashboard[Self.self].cursor.move(by: delta, count: found?.lines.count ?? 0)
        }
    }

    func draw(in dashboard: Dashboard, on canvas: inout Canvas, _ area: Area, _ snapshot: Snapshot) {
        dashboard.drawValues(on: &canvas, area, snapshot)
    }

    func open(in dashboard: inout Dashboard) -> [Effect] { dashboard.narrowToValue() }

    func back(in dashboard: inout Dashboard) -> [Effect]? {
        isSummary && column != nil ? dashboard.toggleSummary() : nil
    }

    func arrive(in dashboard: inout Dashboard) -> [Effect] { dashboard.showLatestValues() }
}

// The commands of the Values page.
extension ValuesPage {
    static let commands: [KeyCommand] = [
        KeyCommand(
            .split, "by group", "split the counts by the next group column", keys: [.char("B")], in: .only([.values]),
            group: .screen, rank: 10
        ) {
            $0.nextSplit()
        },
        KeyCommand(
            .histogram, "histogram", "histogram or values, of numbers", keys: [.char("C")], in: .only([.values]),
            group: .screen, rank: 12
        ) {
            $0.nextValuesChart()
        },
        KeyCommand(
            .summary, "every column", "summary of every column: type, missing, distinct, range, examples",
            keys: [.char("I")], in: .only([.values]), group: .screen, rank: 13, isAnywhereInPalette: true
        ) {
            $0.toggleSummary()
        },
    ]
}

extension Dashboard {
    var values: ValuesPage {
        get { self[ValuesPage.self] }
        set { self[ValuesPage.self] = newValue }
    }
}

/// What came of a question about values.
public enum ValuesAnswer: Sendable {
    case found(ValuesFound)
    case refusal(Sentence)
}

extension Dashboard {
    /// The values of the column under the cursor.
    mutating func showValues() -> [Effect] {
        guard case .file(let index)? = columnUnderCursor else {
            refuse("Move to a column of the file first (h l).")
            return []
        }
        return showValues(of: index)
    }

    mutating func showValues(of index: Int) -> [Effect] {
        screen = .values
        panel = nil
        values.isSummary = false
        if values.column != index {
            values.found = nil
            values.form = .automatic
        }
        values.column = index
        return askForValues()
    }

    /// The Values page by its number: the column under the cursor, or the one that was looked at last.
    mutating func showLatestValues() -> [Effect] {
        if case .file(let index)? = columnUnderCursor { return showValues(of: index) }
        let first = records.columns.lazy.compactMap { if case .file(let index) = $0 { index } else { nil } }.first
        return (values.column ?? first).map { showValues(of: $0) } ?? []
    }

    mutating func askForValues() -> [Effect] {
        guard let snapshot, let index = values.column, snapshot.table.columnNames.indices.contains(index) else {
            return []
        }
        let question = ValuesQuestion(
            column: snapshot.table.columnNames[index], by: values.by, filter: records.activeFilter, form: values.form,
            order: values.order, isVeiling: true)
        values.question = question
        values.cursor = ListCursor()
        values.ticket = nextTicket()
        values.isAwaited = true
        return [.values(ticket: values.ticket, question)]
    }

    mutating func takeValues(_ ticket: Int, _ answer: ValuesAnswer) {
        guard ticket == values.ticket else { return }
        values.isAwaited = false
        switch answer {
        case .found(let found): values.found = found
        case .refusal(let sentence): refuse(sentence)
        }
    }

    /// Asks again for what was asked while the file was loading.
    mutating func askAgain() -> [Effect] {
        guard screen == .values else { return [] }
        return values.isSummary ? askForSummary() : askForValues()
    }

    // MARK: Keys

    /// The next column that counts can be split by, and none after the last.
    mutating func nextSplit() -> [Effect] {
        guard let snapshot, let index = values.column else { return [] }
        let names = snapshot.table.columnNames
        let categories =
            snapshot.schema.groups.isEmpty
            ? names.indices.filter { snapshot.table.kind(of: $0) == .category }.map { names[$0] }
            : snapshot.schema.groups
        let choices = categories.filter { $0 != names[index] }
        guard !choices.isEmpty else {
            refuse("There is no other group column to split by.")
            return []
        }
        let now = values.by.flatMap { choices.firstIndex(of: $0) }
        values.by = now.map { $0 + 1 < choices.count ? choices[$0 + 1] : nil } ?? (now == nil ? choices[0] : nil)
        return askForValues()
    }

    mutating func nextValuesChart() -> [Effect] {
        guard let snapshot, let index = values.column, let found = values.found else { return [] }
        guard snapshot.table.kind(of: index) == .number || found.isHistogram else {
            refuse("Only numbers have a histogram.")
            return []
        }
        values.form = found.isHistogram ? .values : .histogram
        return askForValues()
    }

    mutating func sortValues() -> [Effect] {
        values.order = values.order == .count ? .value : .count
        return askForValues()
    }

    mutating func moveValuesColumn(by delta: Int) -> [Effect] {
        guard let snapshot, let index = values.column else { return [] }
        let next = index + delta
        guard snapshot.table.columnNames.indices.contains(next) else { return [] }
        return showValues(of: next)
    }

    /// Narrows the records to the value or bin under the cursor.
    mutating func narrowToValue() -> [Effect] {
        if values.isSummary {
            return showValues(of: values.summaryCursor.position)
        }
        guard let found = values.found, found.lines.indices.contains(values.cursor.position) else { return [] }
        if found.lines[values.cursor.position].isVeiled {
            refuse("A veiled record has this value: \(command: .showVeiled) shows it.")
            return []
        }
        guard let added = try? Filter(parsing: found.lines[values.cursor.position].filterText)
        else { return [] }
        let filter = values.question?.filter ?? .all
        return narrow(to: (filter == .all ? added : filter.narrowed(by: added)).description)
    }

    // MARK: The summary

    mutating func toggleSummary() -> [Effect] {
        if screen == .values, values.isSummary, values.column != nil {
            values.isSummary = false
            return values.found == nil ? askForValues() : []
        }
        return showSummary()
    }

    mutating func showSummary() -> [Effect] {
        let effects = leave(for: .values)
        values.isSummary = true
        return effects + askForSummary()
    }

    private mutating func askForSummary() -> [Effect] {
        values.summary = []
        values.isSummaryWhole = false
        values.summaryTicket = nextTicket()
        return [.summary(ticket: values.summaryTicket, records.activeFilter)]
    }

    mutating func takeSummary(_ ticket: Int, _ lines: [SummaryLine], isWhole: Bool) {
        guard ticket == values.summaryTicket else { return }
        values.summary = lines
        values.isSummaryWhole = isWhole
    }
}
