import Canvas
import Engine
import Records

/// A column of the table on the screen.
struct ColumnPlace: Hashable, Sendable {
    let column: ShownColumn
    let x: Int
    let width: Int
    let alignsRight: Bool
}

extension Dashboard {
    /// Where each visible column stands. Widths follow what is on the screen; a text takes what is left.
    func tableLayout(_ width: Int, _ visible: Range<Int>, _ snapshot: Snapshot) -> [ColumnPlace] {
        var x = 3
        var places: [ColumnPlace] = []
        let shown = records.shownColumns
        let fixed = shown.prefix { if case .file = $0 { false } else { true } }
        let files = shown.dropFirst(fixed.count)
        // Keep the column under the cursor in view by leaving out columns to its left; of thousands of columns only
        // those that may show are measured.
        var first = 0
        let order = Array(files)
        if let under = columnUnderCursor, let target = order.firstIndex(of: under) {
            var room = width - fixed.reduce(0) { $0 + columnWidth($1, visible, snapshot) + 2 }
            first = target
            room -= columnWidth(under, visible, snapshot) + 2
            while first > 0 {
                room -= columnWidth(order[first - 1], visible, snapshot) + 2
                if room < 0 { break }
                first -= 1
            }
        }
        for column in Array(fixed) + order.dropFirst(first) {
            guard x < width else { break }
            let isText = isText(column, snapshot)
            let wanted = columnWidth(column, visible, snapshot)
            let take = isText ? max(16, width - x + 3) : min(wanted, width - x + 3)
            guard take >= min(wanted, 4) else { break }
            places.append(ColumnPlace(column: column, x: x, width: take, alignsRight: alignsRight(column, snapshot)))
            x += take + 2
        }
        return places
    }

    func isText(_ column: ShownColumn, _ snapshot: Snapshot) -> Bool {
        if case .file(let index) = column { snapshot.table.kind(of: index) == .text } else { false }
    }

    private func alignsRight(_ column: ShownColumn, _ snapshot: Snapshot) -> Bool {
        switch column {
        case .row, .added: true
        case .flag, .hits: false
        case .file(let index): snapshot.table.kind(of: index) == .number
        }
    }

    private func columnWidth(_ column: ShownColumn, _ visible: Range<Int>, _ snapshot: Snapshot) -> Int {
        let title = DisplayText(column.title(snapshot)).columns + (records.sort.count > 1 ? 2 : 1)
        switch column {
        case .row: return max(4, String(snapshot.counts.records).count)
        case .flag: return 4
        case .hits: return 6
        case .added(let name): return max(title, name == "effect.parity" ? 10 : 6)
        case .file(let index):
            if isText(column, snapshot) { return 30 }
            let longest =
                visible.map { DisplayText(snapshot.table.field(records.rows[$0], index), limit: 40).columns }.max() ?? 0
            return min(24, max(title, longest))
        }
    }
}
