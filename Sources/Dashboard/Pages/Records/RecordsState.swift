import Engine
import Records

/// A column of the Records screen: one of the file's, or one that Lethe adds.
enum ShownColumn: Hashable, Sendable {
    case row, flag, hits
    /// "model.score", "model.disagreement", "effect.parity".
    case added(String)
    /// An index into the table's columns.
    case file(Int)
}

/// What the Records screen remembers.
struct RecordsState: Sendable {
    var rows = RowList()
    /// The same rows, a bit each; nil where they are all that are known so far.
    var shown: RowSet?
    var cursor = ListCursor()
    var columns: [ShownColumn] = []
    var columnCursor = 0
    var hidden: Set<ShownColumn> = []
    /// Whether somebody chose the column under the cursor.
    var hasMovedColumn = false
    /// How many columns the file had when `columns` was made.
    var fileColumns = 0
    /// Whether long texts go on in further lines.
    var wraps = false
    var marks = MarkedRows()
    /// Where a range was begun, as a place among `rows`.
    var rangeStart: Int?
    /// What is in the bar, applied or not.
    var filterText = ""
    var filter = Filter.all
    var isFilterOn = true
    var filterBeforeEditing: (text: String, filter: Filter, isOn: Bool)?
    /// The record that the cursor returns to while a filter is being typed, and when it is given up.
    var anchor: Int?
    var filterError: FilterError?
    /// Filters that were used, the newest last.
    var filters: [String] = []
    var sort: [SortKey] = []
    /// Whether a part of the order waits for what is being computed.
    var isSortReduced = false
    /// What was searched for last; where it is to be seen it is marked.
    var search: RecordSearch?
    var ticket = 0
    /// What was asked for last, and the record that it was to stay on.
    var query = Query()
    /// What the list that is shown was asked by; nil before the first answer.
    var settled: (text: String, filter: Filter, isOn: Bool, sort: [SortKey], query: Query)?
    var keptRow: Int?
    /// Where a drill-down came from, and the filter that it replaced.
    var cameFrom: (screen: PageID, text: String, filter: Filter, isOn: Bool)?
    /// Whether the rows that were asked for last are still to come.
    var isAwaited = false
    /// Whether the cursor stays on its record when rows change, rather than on its line.
    var keepsPlace = true
    /// Records that were shown and covered again.
    var veiledAgain: Set<Int> = []

    /// What is in the bar, where it is applied.
    var activeFilterText: String { isFilterOn ? filterText : "" }
    var activeFilter: Filter { isFilterOn ? filter : .all }
    var shownSet: RowSet { shown ?? .all(rows.count) }
    var shownColumns: [ShownColumn] { columns.filter { !hidden.contains($0) } }

    var dependsOnDecisions: Bool {
        activeFilter.asks(about: "flag") || activeFilter.asks(about: "state") || sort.contains { $0.name == "flag" }
    }

    static func columns(for snapshot: Snapshot) -> [ShownColumn] {
        var columns: [ShownColumn] = [.row]
        if snapshot.browsing == nil {
            columns.append(.flag)
            if snapshot.schema.target != nil {
                columns += [.added("model.score"), .added("model.disagreement"), .added("effect.parity")]
            }
            columns.append(.hits)
        }
        // The target first, then the texts, then the rest: what an auditor reads.
        let names = snapshot.table.columnNames
        let target = snapshot.schema.target.flatMap { names.firstIndex(of: $0.column) }
        let texts = snapshot.schema.textColumns.compactMap { names.firstIndex(of: $0) }
        let groups = snapshot.schema.groups.compactMap { names.firstIndex(of: $0) }
        var seen: Set<Int> = []
        let isText = !texts.isEmpty
        // Who says what stands there, not how it is written down.
        let written = Set((snapshot.table.dialogue?.conversations ?? []).compactMap(names.firstIndex))
        let order = (target.map { [$0] } ?? []) + (isText ? texts : groups) + Array(names.indices)
        for index in order where !written.contains(index) && seen.insert(index).inserted {
            columns.append(.file(index))
        }
        return columns
    }
}

extension ShownColumn {
    func title(_ snapshot: Snapshot) -> String {
        switch self {
        case .row: "row"
        case .flag: "flag"
        case .hits: "hits"
        case .added("model.score"): "score"
        case .added("model.disagreement"): "disagree"
        case .added("effect.parity"): "gap effect"
        case .added(let name): name
        case .file(let index): snapshot.table.columnNames[index]
        }
    }

    /// The name that a filter or a sort uses.
    func queryName(_ snapshot: Snapshot) -> String {
        switch self {
        case .row: "row"
        case .flag: "flag"
        case .hits: "hit"
        case .added(let name): name
        case .file(let index): snapshot.table.columnNames[index]
        }
    }

    /// Whether the most useful order is from the largest down.
    var sortsDescendingFirst: Bool {
        switch self {
        case .added("model.disagreement"), .added("model.score"), .flag, .hits: true
        default: false
        }
    }
}
