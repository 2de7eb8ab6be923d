/// A run of text in one style; a row of the screen is a list of them.
public struct Span: Hashable, Sendable {
    public var text: DisplayText
    public var style: Style

    public init(_ text: DisplayText, _ style: Style = Style()) {
        self.text = text
        self.style = style
    }

    public init(_ text: DisplayText, _ role: Role) { self.init(text, Style(role)) }
}

extension [Span] {
    /// Columns all spans take together.
    public var columns: Int { reduce(0) { $0 + $1.text.columns } }

    /// The spans on rows of at most `width` columns, broken as `DisplayText.wrapped(to:)` breaks their joined text.
    public func wrapped(to width: Int) -> [[Span]] {
        if width < 1 { return [] }
        let clusters = flatMap { span in span.text.clusters.map { (cluster: $0, style: span.style) } }
        return DisplayText(clusters: clusters.map(\.cluster)).rows(within: width).map { row in
            var spans: [Span] = []
            var start = row.lowerBound
            while start < row.upperBound {
                let style = clusters[start].style
                let end = clusters[start..<row.upperBound].firstIndex { $0.style != style } ?? row.upperBound
                spans.append(Span(DisplayText(clusters: clusters[start..<end].map(\.cluster)), style))
                start = end
            }
            return spans.columns <= width ? spans : [Span("…", spans.first?.style ?? Style())]
        }
    }
}
