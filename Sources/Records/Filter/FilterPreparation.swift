/// Makes a filter ready for one table: looks up its names, judges the texts that are coded, compiles its patterns.
///
/// Mistakes are found here, in reading order; only a pattern that takes too many steps shows later.
struct FilterPreparation {
    let table: any ColumnSource
    let overlay: Overlay
    /// The text that errors point into.
    let source: FilterSource
    let cancellation: Cancellation?
    /// Rows that are tested: a table that is being loaded may have more by the time that a column is there.
    let count: Int
    /// Where those conditions stand that read texts from the file, in reading order.
    private(set) var textPlaces: [Filter.Place] = []

    init(table: any ColumnSource, overlay: Overlay, source: FilterSource, cancellation: Cancellation?) {
        self.table = table
        self.overlay = overlay
        self.source = source
        self.cancellation = cancellation
        count = table.rowCount
    }

    /// - Parameter places: where the predicates that are still to come stand in the text, in reading order.
    /// - Throws: `FilterError`, `CancellationError`.
    mutating func test(
        of expression: Filter.Expression, at places: inout ArraySlice<Filter.Place>
    ) throws -> any RowTest {
        switch expression {
        case .and(let parts): return AllTest(try tests(of: parts, at: &places))
        case .or(let parts): return AnyTest(try tests(of: parts, at: &places))
        case .not(let inner): return NotTest(inner: try test(of: inner, at: &places))
        case .test(let predicate): return try test(of: predicate, at: places.removeFirst())
        }
    }

    private mutating func tests(
        of parts: [Filter.Expression], at places: inout ArraySlice<Filter.Place>
    ) throws -> [any RowTest] {
        var tests: [any RowTest] = []
        for part in parts { tests.append(try test(of: part, at: &places)) }
        return tests
    }

    private mutating func test(of predicate: Filter.Predicate, at place: Filter.Place) throws -> any RowTest {
        switch predicate {
        case .word(let word):
            let columns = try searchedColumns(at: place)
            return AnyTest(try columns.map { try test(.contains(word), on: $0, at: place) })
        case .comparison(.column(let name), let comparison):
            return try test(comparison, on: column(name, comparison, at: place), at: place)
        case .comparison(.measure(let name), let comparison):
            let numbers = try measure(name, at: place)
            if comparison.isOfDates == true {
                throw source.error("\(name) is a number; it isn't compared with a date.", at: place.value)
            }
            return IntervalTest(values: numbers, interval: comparison.numbers)
        case .missing(.column(let name)):
            return Self.missing(in: try column(name, nil, at: place))
        case .missing(.measure(let name)):
            return IntervalTest(values: try measure(name, at: place), interval: .missing)
        case .facet(let name, let value):
            let (masks, wanted) = try facet(name, value, at: place)
            return MaskTest(masks: masks, wanted: wanted)
        case .row(let range):
            return RowRangeTest(range: range.lowerBound - 1...range.upperBound - 1)
        case .id(let digits):
            return try idTest(digits, at: place)
        }
    }

    /// Where a text is read for a condition that is noted down here.
    mutating func textTest(_ condition: TextCondition, on column: TypedColumn, at place: Filter.Place) -> TextTest {
        textPlaces.append(place)
        return TextTest(table: table, column: column.name, condition: condition, position: textPlaces.count - 1)
    }

    // MARK: Words and ids

    private func searchedColumns(at place: Filter.Place) throws -> [TypedColumn] {
        // In conversations a word may be anybody's, whoever is learned from.
        if let dialogue = table.dialogue { return try dialogue.spokenColumns.map { try column($0, nil, at: place) } }
        let names = overlay.textColumns.isEmpty ? table.columnNames : overlay.textColumns
        let sample = table.sample
        let texts = names.filter { (try? sample.column(named: $0).kind) == .text }
        let areTold = !overlay.textColumns.isEmpty || texts.isEmpty
        return try (areTold ? names : texts).map { try column($0, nil, at: place) }
    }

    private func idTest(_ digits: String, at place: Filter.Place) throws -> any RowTest {
        guard overlay.ids.count >= count else {
            throw source.error("The records have no ids yet.", at: place.whole)
        }
        guard let range = RecordID.range(startingWith: digits) else { return ConstantTest(holds: false) }
        return IDTest(ids: overlay.ids, range: range)
    }
}
