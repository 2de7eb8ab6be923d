/// Finds the rows of a table that satisfy an expression.
struct FilterEvaluation<Table: ColumnSource> {
    let table: Table
    let overlay: Overlay
    /// The text that errors point into.
    let source: FilterSource

    /// - Parameter places: where the predicates that are still to come stand in the text, in reading order.
    func rows(
        of expression: Filter.Expression, at places: inout ArraySlice<Filter.Place>
    ) throws(FilterError) -> RowSet {
        switch expression {
        case .and(let parts):
            var result = RowSet.all(table.rowCount)
            for part in parts { result.formIntersection(try rows(of: part, at: &places)) }
            return result
        case .or(let parts):
            var result = RowSet.none(table.rowCount)
            for part in parts { result.formUnion(try rows(of: part, at: &places)) }
            return result
        case .not(let inner):
            return try rows(of: inner, at: &places).complement
        case .test(let predicate):
            return try rows(of: predicate, at: places.removeFirst())
        }
    }

    private func rows(of predicate: Filter.Predicate, at place: Filter.Place) throws(FilterError) -> RowSet {
        switch predicate {
        case .word(let word):
            return try rows(containing: word, at: place)
        case .comparison(.column(let name), let comparison):
            let column = try column(name, comparison, at: place)
            let verdicts = try FilterVerdicts(of: comparison, on: column, source: source, place: place)
            return RowSet(count: table.rowCount) { verdicts.holds(column.codes[$0]) }
        case .comparison(.measure(let name), let comparison):
            let numbers = try measure(name, at: place)
            return RowSet(count: table.rowCount) { FilterVerdicts.holds(comparison, numbers[$0]) }
        case .missing(.column(let name)):
            let column = try column(name, nil, at: place)
            return RowSet(count: table.rowCount) { column.isMissing($0) }
        case .missing(.measure(let name)):
            let numbers = try measure(name, at: place)
            return RowSet(count: table.rowCount) { numbers[$0].isNaN }
        case .facet(let name, let value):
            let (masks, wanted) = try facet(name, value, at: place)
            return RowSet(count: table.rowCount) { masks[$0] & wanted != 0 }
        case .row(let range):
            return RowSet(count: table.rowCount) { range.contains($0 + 1) }
        case .id(let digits):
            return try rows(idPrefix: digits, at: place)
        }
    }

    // MARK: Words and ids

    private func rows(containing word: String, at place: Filter.Place) throws(FilterError) -> RowSet {
        var result = RowSet.none(table.rowCount)
        for column in try searchedColumns(at: place) {
            let verdicts = try FilterVerdicts(of: .contains(word), on: column, source: source, place: place)
            result.formUnion(RowSet(count: table.rowCount) { verdicts.holds(column.codes[$0]) })
        }
        return result
    }

    private func searchedColumns(at place: Filter.Place) throws(FilterError) -> [Column] {
        let names = overlay.textColumns.isEmpty ? table.columnNames : overlay.textColumns
        var columns: [Column] = []
        for name in names { columns.append(try column(name, nil, at: place)) }
        let texts = columns.filter { $0.kind == .text }
        return overlay.textColumns.isEmpty && !texts.isEmpty ? texts : columns
    }

    private func rows(idPrefix digits: String, at place: Filter.Place) throws(FilterError) -> RowSet {
        guard overlay.ids.count == table.rowCount else {
            throw source.error("The records have no ids yet.", at: place.whole)
        }
        let zeros = String(repeating: "0", count: 32 - digits.count)
        let ones = String(repeating: "f", count: 32 - digits.count)
        guard let first = RecordID(hex: digits + zeros), let last = RecordID(hex: digits + ones) else {
            return .none(table.rowCount)
        }
        return RowSet(count: table.rowCount) { first <= overlay.ids[$0] && overlay.ids[$0] <= last }
    }
}
