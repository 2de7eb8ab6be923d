/// What a field holds, unquoted, and where each of its bytes stands in the text: by it a stretch of a cell can be taken
/// out, and every other byte of the file stays.
struct CellText {
    private(set) var bytes: [UInt8] = []
    /// Where each byte begins in the text, and where the last one ends; nil where they stand as they are.
    private var starts: [Int]?
    private let span: FieldSpan

    init(_ span: FieldSpan, of format: any RecordFormat, in text: SourceView) {
        self.span = span
        let field = SourceView(rebasing: text[span.range])
        guard let delimited = format as? DelimitedFormat, delimited.dialect.quoting != .none,
            field.first == delimited.quote, span.isEncoded
        else {
            bytes = Array(field)
            return
        }
        unquote(field, delimited)
    }

    /// The bytes that go when stretches of the field do; nil where they can't be told.
    func places(of extents: [Range<Int>]) -> [Range<Int>]? {
        guard let starts else { return extents.map { span.start + $0.lowerBound..<span.start + $0.upperBound } }
        guard starts.count == bytes.count + 1 else { return nil }
        return extents.map { starts[$0.lowerBound]..<starts[$0.upperBound] }
    }

    /// As `DelimitedFormat.decode` does, but for other encodings: brackets and quotes are ASCII in all of them.
    private mutating func unquote(_ field: SourceView, _ format: DelimitedFormat) {
        let quote = format.quote
        let escapes = format.dialect.quoting == .backslash
        let doubles = !escapes || format.dialect.isLenient
        var starts: [Int] = []
        var i = 1
        while i < field.count {
            let next = i + 1 < field.count ? field[i + 1] : 0
            starts.append(span.start + i)
            if escapes, field[i] == 92, next == quote || next == 92 || !format.dialect.isLenient, i + 1 < field.count {
                bytes.append(next)
                i += 2
            } else if field[i] != quote {
                bytes.append(field[i])
                i += 1
            } else if doubles, next == quote {
                bytes.append(quote)
                i += 2
            } else {
                break
            }
        }
        // What follows a closing quote is no part of an array.
        if starts.count == bytes.count { starts.append(span.start + i) }
        self.starts = starts
    }
}
