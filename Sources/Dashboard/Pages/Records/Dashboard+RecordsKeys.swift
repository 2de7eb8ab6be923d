import Canvas
import Engine
import Journal
import Records

// What the keys of the Records screen do.
extension Dashboard {
    mutating func moveCursor(by delta: Int) -> [Effect] {
        if let panel {
            panel.move(by: delta, in: &self)
        } else {
            page.move(by: delta, in: &self)
        }
        return []
    }

    mutating func moveCursor(to target: Int) -> [Effect] {
        moveCursor(by: target == 0 ? -(1 << 40) : 1 << 40)
    }

    mutating func moveColumn(by delta: Int) -> [Effect] {
        if context == .detail { return moveTurn(by: delta) }
        if screen == .values { return moveValuesColumn(by: delta) }
        if screen == .fairness { return moveInFairness(by: delta) }
        let shown = records.columns.indices.filter { !records.hidden.contains(records.columns[$0]) }
        guard !shown.isEmpty else { return [] }
        // After the last column was hidden, the one before it is the nearest.
        let place = shown.firstIndex { $0 >= records.columnCursor } ?? shown.count - 1
        records.columnCursor = shown[max(0, min(shown.count - 1, place + delta))]
        if delta != 0 { records.hasMovedColumn = true }
        return []
    }

    /// Goes to the next record that is flagged or has a hit.
    mutating func seekNext(_ goal: Seek.Goal, _ step: Int) -> [Effect] {
        guard let snapshot else { return [] }
        guard let review else {
            let seek = Seek(goal, in: records.rows, from: records.cursor.position, step: step)
            return [start(.move(step: step), .seek(seek))]
        }
        // A run of reviews is short.
        var place = review.place + step
        while review.rows.indices.contains(place) {
            let row = review.rows[place]
            if case .hit = goal, snapshot.isHit(row) { break }
            if case .flagged = goal, !snapshot.mask(of: row).isEmpty { break }
            place += step
        }
        if review.rows.indices.contains(place) {
            self.review?.move(by: place - review.place)
        } else {
            refuse("none \(step > 0 ? "below" : "above")")
        }
        return []
    }

    mutating func openItem() -> [Effect] {
        if panel != nil { return closePanel() }
        return page.open(in: &self)
    }

    // MARK: Filter and search

    mutating func editFilter() -> [Effect] {
        records.cameFrom = nil
        records.filterBeforeEditing = (records.filterText, records.filter, records.isFilterOn)
        records.anchor = currentRow
        panel = FilterPanel(field: TextField(records.filterText))
        return []
    }

    /// Tries what is typed so far; the last good result stays while it is wrong.
    mutating func tryFilter(_ text: String) -> [Effect] {
        do {
            records.filter = try Filter(parsing: text)
            records.filterText = text
            records.isFilterOn = true
            records.filterError = nil
            return [requery()]
        } catch {
            records.filterError = error
            return []
        }
    }

    mutating func acceptFilter(_ text: String) -> [Effect] {
        // What was tried while it was typed, and the table refused, stays in the bar.
        if text == records.filterText, records.filterError != nil { return [] }
        let effects = tryFilter(text)
        guard records.filterError == nil else { return [] }
        panel = nil
        if !text.isEmpty { records.filters = Array((records.filters.filter { $0 != text } + [text]).suffix(50)) }
        records.filterBeforeEditing = nil
        records.anchor = nil
        records.marks = MarkedRows()
        records.cursor.move(to: 0, count: records.rows.count)
        records.keepsPlace = false
        return effects
    }

    mutating func abandonFilter() -> [Effect] {
        guard let before = records.filterBeforeEditing else { return [] }
        (records.filterText, records.filter, records.isFilterOn) = before
        records.filterBeforeEditing = nil
        records.filterError = nil
        return [requery()]
    }

    mutating func toggleFilter() -> [Effect] {
        records.isFilterOn.toggle()
        say(records.isFilterOn ? "filter on" : "filter off")
        return [requery()]
    }

    mutating func narrow(to text: String) -> [Effect] {
        records.cameFrom = (screen, records.filterText, records.filter, records.isFilterOn)
        screen = .records
        panel = nil
        return acceptFilter(text)
    }

    /// Leaves a drill-down: back on the screen it came from, with the filter from before.
    mutating func leaveDrillDown() -> [Effect]? {
        guard let origin = records.cameFrom else { return nil }
        records.cameFrom = nil
        (records.filterText, records.filter, records.isFilterOn) = (origin.text, origin.filter, origin.isOn)
        records.filterError = nil
        screen = origin.screen
        return [requery()]
    }

    // MARK: Sort and columns

    var columnUnderCursor: ShownColumn? {
        records.columns.indices.contains(records.columnCursor) ? records.columns[records.columnCursor] : nil
    }

    mutating func sortByColumn() -> [Effect] {
        guard let snapshot, let column = columnUnderCursor else { return [] }
        let name = column.queryName(snapshot)
        if case .added = column, snapshot.overlay.numbers[name] == nil {
            refuse("\(column.title(snapshot)) is still being computed; \(command: .showJobs) shows the job.")
            return []
        }
        if name == "row" {
            records.sort = []
        } else if let first = records.sort.first, first.name == name {
            return reverseSort()
        } else {
            records.sort.removeAll { $0.name == name }
            records.sort.insert(SortKey(name: name, descending: column.sortsDescendingFirst), at: 0)
            records.sort = Array(records.sort.prefix(3))
        }
        return sorted()
    }

    mutating func reverseSort() -> [Effect] {
        guard !records.sort.isEmpty else {
            refuse("Nothing is sorted: \(command: .sort) sorts by the column under the cursor.")
            return []
        }
        records.sort[0].descending.toggle()
        return sorted()
    }

    private mutating func sorted() -> [Effect] {
        records.keepsPlace = false
        records.cursor.move(to: 0, count: records.rows.count)
        coach?.sorted()
        return [requery()]
    }

    mutating func hideColumn() -> [Effect] {
        guard let column = columnUnderCursor, records.shownColumns.count > 1 else { return [] }
        records.hidden.insert(column)
        return moveColumn(by: 0)
    }

    mutating func showColumns() -> [Effect] {
        records.hidden = []
        return []
    }

    mutating func toggleWrap() -> [Effect] {
        records.wraps.toggle()
        say(records.wraps ? "long texts go on below" : "a line a record")
        return []
    }
}
