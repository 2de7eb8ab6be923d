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
/// `=` compares a column of numbers as numbers and anything else as text; `!=` is its exact opposite, so that it also
/// shows rows where the value is missing; `<`, `>` and ranges never do.
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

    /// The rows that match, ascending.
    ///
    /// - Throws: `FilterError` for a column, facet, value or measure that there is not, with its place in the text that
    ///   was parsed and what may have been meant; and for a pattern that needs too many steps.
    /// - Complexity: a predicate on a column is computed once a distinct value; then O(rows) a predicate.
    public func rows(in table: some ColumnSource, overlay: Overlay = Overlay()) throws(FilterError) -> [Int] {
        let evaluation = FilterEvaluation(table: table, overlay: overlay, source: FilterSource(text))
        var places = places[...]
        return try evaluation.rows(of: expression, at: &places).rows
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
