/// The fields of one record, for as long as somebody looks at it.
struct RecordFields {
    let row: Int
    let spans: [FieldSpan]
    let format: any RecordFormat
    let view: SourceView
    let matrices: [MatrixBeside]
    let derived: [DerivedColumn]

    /// Fields of the file and of matrices beside it.
    var fileCount: Int { spans.count + matrices.reduce(0) { $0 + $1.header.columns } }
    var count: Int { fileCount + derived.count }

    /// Whether the record has nothing in a column of the file; encoded fields are looked into.
    func isEmpty(_ column: Int) -> Bool {
        guard column < spans.count else { return false }
        if !spans[column].isEncoded { return spans[column].count == 0 }
        var output: [UInt8] = []
        append(column, to: &output)
        return output.isEmpty
    }

    /// Appends the text of a field, as UTF-8.
    func append(_ column: Int, to output: inout [UInt8]) {
        guard column >= spans.count else {
            let span = spans[column]
            if span.isEncoded {
                format.decode(span, in: view, into: &output)
            } else {
                output.append(contentsOf: view[span.range])
            }
            return
        }
        var rest = column - spans.count
        for matrix in matrices {
            if rest < matrix.header.columns { return matrix.append(row: row, column: rest, to: &output) }
            rest -= matrix.header.columns
        }
        if derived.indices.contains(rest) { derived[rest].append(to: &output) { append($0, to: &$1) } }
    }

    func text(_ column: Int) -> String {
        if column < spans.count { return format.text(spans[column], in: view) }
        var output: [UInt8] = []
        append(column, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// Those of all columns that are shown.
    func texts(_ count: Int) -> [String] { (0..<count).map(text) }
}
