public import Engine
import Records

// How the screen is left, and found again.
extension Dashboard {
    /// What a project is to remember of this screen; nil without a project.
    public var remembered: Remembered? {
        guard let snapshot, snapshot.browsing == nil else { return nil }
        let ids = snapshot.overlay.ids
        func id(_ row: Int) -> String? { ids.indices.contains(row) ? ids[row].description : nil }
        var left = Remembered()
        left.page = screen.rawValue
        left.cursor = currentRow.flatMap(id)
        (left.filter, left.isFilterOn) = (records.filterText, records.isFilterOn)
        left.filters = records.filters
        left.sort = records.sort.map { .init(column: $0.name, descending: $0.descending) }
        left.hidden = records.hidden.map { $0.queryName(snapshot) }.sorted()
        if records.marks.count <= Remembered.mostMarks { left.marks = records.marks.list.compactMap(id) }
        (left.metric, left.group) = (fairness.metric, fairness.column.isEmpty ? nil : fairness.column)
        return left
    }

    /// Finds the screen as it was left, unless somebody has begun to work already.
    mutating func take(_ left: Remembered) -> [Effect] {
        guard let snapshot, panel == nil, screen == .records, review == nil, records.filterText.isEmpty,
            records.sort.isEmpty, records.marks.isEmpty
        else { return [] }
        records.filters = left.filters
        if table.pages.contains(where: { $0.id.rawValue == left.page }) { screen = PageID(left.page) }
        if let filter = try? Filter(parsing: left.filter) {
            (records.filterText, records.filter, records.isFilterOn) = (left.filter, filter, left.isFilterOn)
        }
        let names = Set(records.columns.map { $0.queryName(snapshot) })
        records.sort = left.sort.filter { names.contains($0.column) }.map {
            SortKey(name: $0.column, descending: $0.descending)
        }
        records.hidden = Set(records.columns.filter { left.hidden.contains($0.queryName(snapshot)) })
        if let metric = left.metric { fairness.metric = metric }
        if let group = left.group { fairness.column = group }
        fairness.settle(snapshot)
        let marked = Set(left.marks)
        if !marked.isEmpty || left.cursor != nil {
            let state = snapshot.overlay.facets["state"]
            for (row, id) in snapshot.overlay.ids.enumerated() where (state?.masks[row] ?? 0) & 2 == 0 {
                let text = id.description
                if marked.contains(text) { records.marks.insert(row) }
                if text == left.cursor { records.anchor = row }
            }
        }
        records.keepsPlace = true
        let effects = screen == .values ? page.arrive(in: &self) : []
        return [requery()] + effects + followGroup()
    }
}
