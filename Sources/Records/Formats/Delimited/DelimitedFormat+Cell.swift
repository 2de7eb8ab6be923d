extension DelimitedFormat {
    func cell(_ span: FieldSpan, in text: SourceView) -> CellText? {
        let field = SourceView(rebasing: text[span.range])
        guard dialect.quoting != .none, field.first == quote, span.isEncoded else { return CellText(span, in: text) }
        return unquoted(field, from: span.start)
    }

    /// As `decode` does, but for other encodings: brackets and quotes are ASCII in all of them.
    private func unquoted(_ field: SourceView, from start: Int) -> CellText {
        let escapes = dialect.quoting == .backslash
        let doubles = !escapes || dialect.isLenient
        var (bytes, starts) = ([UInt8](), [Int]())
        var i = 1
        while i < field.count {
            let next = i + 1 < field.count ? field[i + 1] : 0
            starts.append(start + i)
            if escapes, field[i] == 92, next == quote || next == 92 || !dialect.isLenient, i + 1 < field.count {
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
        if starts.count == bytes.count { starts.append(start + i) }
        return CellText(bytes, starts: starts)
    }
}
