import Canvas
import Engine
import Records

// Marks: what commands act on instead of the record under the cursor.
extension Dashboard {
    mutating func toggleMark() -> [Effect] {
        guard let row = currentRow else { return [] }
        records.marks.toggle(row)
        return moveCursor(by: 1)
    }

    mutating func markRange() -> [Effect] {
        let here = records.cursor.position
        guard let start = records.rangeStart else {
            records.rangeStart = here
            say("range from here: move, then v again")
            return []
        }
        records.rangeStart = nil
        guard !records.rows.isEmpty else { return [] }
        let end = min(max(start, here), records.rows.count - 1)
        for place in min(start, here)...max(min(start, here), end) { records.marks.insert(records.rows[place]) }
        return []
    }

    mutating func invertMarks() -> [Effect] {
        records.marks.invert(in: records.shownSet)
        return []
    }

    mutating func markAll() -> [Effect] {
        let shown = records.shownSet
        records.marks = records.marks.isAll(of: shown) ? MarkedRows() : MarkedRows(shown)
        return []
    }

    mutating func markFirst(_ count: Int) -> [Effect] {
        records.marks = MarkedRows()
        for row in records.rows.prefix(max(0, count)) { records.marks.insert(row) }
        return []
    }

    mutating func markSame() -> [Effect] {
        guard let snapshot, let row = currentRow, case .file(let index)? = columnUnderCursor else {
            refuse("Move to a column of the file first (h l).")
            return []
        }
        let name = snapshot.table.columnNames[index]
        return [start(.mark, .same(column: name, row: row, shown: records.activeFilter))]
    }
}
