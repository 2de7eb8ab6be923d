/// Looks for the next record that contains a text in either case, or that a /regular expression/ matches.
///
/// Only as many records are read as it takes: blocks of places, each larger than the one before.
///
/// ```swift
/// let search = try RecordSearch("idiot", in: ["comment"])
/// try search.next(after: 611, in: rows, of: table)?.place  // 640, or from the start again if there is none behind
/// ```
public struct RecordSearch: Sendable {
    /// Where something was found.
    public struct Hit: Hashable, Sendable {
        /// Where in the list, and which row of the table that is.
        public let place: Int
        public let row: Int
        /// Whether the search came to an end of the list and went on at the other.
        public let isWrapped: Bool
    }

    /// As it was typed.
    public let text: String
    /// Where to look; empty: in every column.
    public let columns: [String]
    private let condition: TextCondition
    private let pattern: Pattern

    private static let firstBlock = 128
    private static let largestBlock = 1 << 16

    /// - Parameter text: What to look for; between slashes a regular expression, with an `i` behind them in either case.
    /// - Throws: `FilterError` for a pattern that can't be used, and where there is nothing to look for.
    public init(_ text: String, in columns: [String] = []) throws(FilterError) {
        guard !text.isEmpty else {
            throw FilterError(text: text, message: "There is nothing to search for.", offset: 0, length: 1)
        }
        self.text = text
        self.columns = columns
        do {
            if let (regex, ignoringCase) = Self.regex(in: text) {
                pattern = try Pattern(regex, caseInsensitive: ignoringCase)
                condition = .matches(pattern)
            } else {
                pattern = try Pattern(containing: text)
                condition = .contains(try TextSearch(text))
            }
        } catch {
            throw FilterError(
                text: text, message: "The pattern can't be used: \(error.message).", offset: 0, length: text.count)
        }
    }

    /// Every place in a text that is meant, as UTF-8 offsets, to be shown.
    public func ranges(in text: String) -> [Range<Int>] { pattern.ranges(in: text) }

    /// The first place behind `place` (nil: from the start) whose record has it; the place itself comes last.
    ///
    /// - Parameters:
    ///   - wrapping: whether to go on from the start when nothing is found up to the end.
    ///   - isSkipped: rows that are not looked into, such as veiled ones.
    /// - Throws: `Refusal` for a column that there is not, or a pattern that takes too long; `CancellationError`.
    public func next(
        after place: Int?, in rows: RowList, of table: some ColumnSource, wrapping: Bool = true,
        skipping isSkipped: (Int) -> Bool = { _ in false }, cancellation: Cancellation? = nil
    ) throws -> Hit? {
        let start = min(max((place ?? -1) + 1, 0), rows.count)
        let walk = Walk(search: self, rows: rows, table: table, isForward: true, cancellation: cancellation)
        if let hit = try walk.first(in: start..<rows.count, isWrapped: false, skipping: isSkipped) { return hit }
        return wrapping ? try walk.first(in: 0..<start, isWrapped: true, skipping: isSkipped) : nil
    }

    /// The last place before `place` (nil: from the end) whose record has it.
    public func previous(
        before place: Int?, in rows: RowList, of table: some ColumnSource, wrapping: Bool = true,
        skipping isSkipped: (Int) -> Bool = { _ in false }, cancellation: Cancellation? = nil
    ) throws -> Hit? {
        let end = min(max(place ?? rows.count, 0), rows.count)
        let walk = Walk(search: self, rows: rows, table: table, isForward: false, cancellation: cancellation)
        if let hit = try walk.first(in: 0..<end, isWrapped: false, skipping: isSkipped) { return hit }
        return wrapping ? try walk.first(in: end..<rows.count, isWrapped: true, skipping: isSkipped) : nil
    }

    /// What stands between slashes, if all of the text does.
    private static func regex(in text: String) -> (regex: String, ignoringCase: Bool)? {
        let ignoringCase = text.hasSuffix("/i")
        let inner = text.dropFirst().dropLast(ignoringCase ? 2 : 1)
        guard text.hasPrefix("/"), ignoringCase || text.hasSuffix("/"), !inner.isEmpty else { return nil }
        return (String(inner), ignoringCase)
    }

    /// One search on its way through a list.
    private struct Walk {
        let search: RecordSearch
        let rows: RowList
        let table: any ColumnSource
        let isForward: Bool
        let cancellation: Cancellation?

        /// The first hit in the direction of the walk.
        func first(in places: Range<Int>, isWrapped: Bool, skipping isSkipped: (Int) -> Bool) throws -> Hit? {
            var left = places
            var size = RecordSearch.firstBlock
            while !left.isEmpty {
                try cancellation?.check()
                let block = isForward ? left.prefix(size) : left.suffix(size)
                if let place = try best(of: block.filter { !isSkipped(rows[$0]) }) {
                    return Hit(place: place, row: rows[place], isWrapped: isWrapped)
                }
                left = isForward ? block.upperBound..<left.upperBound : left.lowerBound..<block.lowerBound
                size = min(size * 4, RecordSearch.largestBlock)
            }
            return nil
        }

        private func best(of places: [Int]) throws -> Int? {
            let sorted = rows.isAscending ? places : places.sorted { rows[$0] < rows[$1] }
            let columns =
                search.columns.isEmpty
                ? table.searchedColumns : search.columns.map { table.dialogue?.transcript(of: $0) ?? $0 }
            let test = ScatteredTest(
                table: table, columns: columns, condition: search.condition, rows: sorted.map { rows[$0] })
            do {
                let found = try test.found(cancellation)
                let hits = zip(sorted, found).lazy.filter(\.1).map(\.0)
                return isForward ? hits.min() : hits.max()
            } catch let failure as TextTestFailure {
                throw Refusal(
                    .usage, "The pattern needs too long on '\(failure.column)' (\(failure.error.message)).",
                    next: "Make it simpler.")
            }
        }
    }
}
