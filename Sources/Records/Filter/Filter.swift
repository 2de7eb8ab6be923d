/// Which rows of a table are shown, as a sentence a person can type.
///
/// Conditions side by side must all hold; `or`, `-` (not) and parentheses combine them. A name before an operator is a
/// column of the file; what Lethe adds is written with a colon or a dot.
///
/// ```swift
/// let filter = try Filter(parsing: #"sex=Female age=20..30 -flag:fine (hit:pii.email or "total loss")"#)
/// filter.description  // the same text: printing and parsing are inverse
/// ```
///
/// `=` compares a column of numbers as numbers, one of dates as dates, and anything else as text, byte by byte; `!=` is
/// its exact opposite, so that it also shows rows where the value is missing; `<`, `>` and ranges never do. A date is all
/// of its seconds: `created=2016-01-31` is the whole day, `created>2016-01-31` begins on the day after.
public struct Filter: Hashable, Sendable, CustomStringConvertible {
    let expression: Expression
    private let text: String
    private let places: [Place]

    /// Shows every row; written as nothing.
    public static let all = Filter(.all)

    /// - Throws: `FilterError` with the token that can't be understood.
    public init(parsing text: String) throws(FilterError) {
        var parser = try FilterParser(text)
        expression = try parser.expression()
        places = parser.places
        self.text = text
    }

    init(_ expression: Expression) {
        var printer = FilterPrinter()
        printer.write(expression)
        self.expression = expression
        text = printer.text
        places = printer.places
    }

    /// The filter in its canonical form: `try Filter(parsing: filter.description) == filter`.
    public var description: String {
        var printer = FilterPrinter()
        printer.write(expression)
        return printer.text
    }

    /// The rows that both filters show.
    public func narrowed(by other: Filter) -> Filter {
        Filter(.all(of: [expression, other.expression]))
    }

    /// The rows that match.
    ///
    /// All cores share the rows; what comes out does not depend on how many they are. Conditions that are cheap to test
    /// are tested first, and those that read texts from the file only on the rows that are left.
    ///
    /// - Throws: `FilterError` for a column, facet, value or measure that there is not, with its place in the text that
    ///   was parsed and what may have been meant; and for a pattern that needs too many steps. `CancellationError`.
    /// - Complexity: a predicate on a coded column is judged once a distinct text, then O(rows) a predicate; O(bytes) for
    ///   texts in the file.
    public func rows(
        in table: some ColumnSource, overlay: Overlay = Overlay(), cancellation: Cancellation? = nil,
        progress: Progress? = nil
    ) throws -> RowSet {
        try rows(in: table, overlay: overlay, segment: RowSegments.size, cancellation: cancellation, progress: progress)
    }

    /// - Parameter segment: how many rows are tested at a time, a multiple of 64.
    func rows(
        in table: some ColumnSource, overlay: Overlay, segment: Int, cancellation: Cancellation? = nil,
        progress: Progress? = nil
    ) throws -> RowSet {
        var preparation = FilterPreparation(
            table: table, overlay: overlay, source: FilterSource(text), cancellation: cancellation)
        var places = places[...]
        let test = try preparation.test(of: expression, at: &places)
        do {
            return try test.rows(
                count: table.rowCount, segment: segment, cancellation: cancellation, progress: progress)
        } catch let failure as TextTestFailure {
            throw FilterPreparation.gaveUp(
                failure.error, on: failure.column, preparation.source, preparation.textPlaces[failure.position])
        }
    }

    /// Whether any part of the filter asks about a facet: "state", "flag".
    public func asks(about facet: String) -> Bool { expression.asks(about: facet) }

    /// Two filters are equal when they say the same, however they were written.
    public static func == (a: Filter, b: Filter) -> Bool { a.expression == b.expression }

    public func hash(into hasher: inout Hasher) { hasher.combine(expression) }

    /// Where a predicate's name and value stand in the text, in Unicode scalars.
    struct Place: Sendable {
        let name: Range<Int>
        let value: Range<Int>

        var whole: Range<Int> { name.lowerBound..<value.upperBound }
    }
}
