/// Writes records the way a delimited file is written.
struct DelimitedWriter: RecordWriter {
    private let format: DelimitedFormat
    /// The column of the record for each column that is written, in their order.
    private let places: [Int?]

    /// - Parameter columns: the names of the columns that the records have.
    init(_ format: DelimitedFormat, of columns: [String]) {
        self.format = format
        places = format.columnNames.map { columns.firstIndex(of: $0) }
    }

    func append(_ fields: [[UInt8]?], to output: inout [UInt8]) throws(RecordObstacle) {
        for (column, place) in places.enumerated() {
            if column > 0 { output.append(format.dialect.delimiter) }
            var text: [UInt8] = []
            if let place, place < fields.count { text = fields[place] ?? [] }
            if format.encoding == .windows1252 {
                guard let narrow = Windows1252.bytes(of: text) else {
                    throw RecordObstacle(
                        "a character that Windows-1252 has not, in column '\(format.columnNames[column])'")
                }
                text = narrow
            }
            try append(text, column, to: &output)
        }
        if format.trails { output.append(format.dialect.delimiter) }
        output.append(format.terminator)
    }

    private func append(_ text: [UInt8], _ column: Int, to output: inout [UInt8]) throws(RecordObstacle) {
        let isPlain = text.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 46
                || byte == 45 || byte == 95
        }
        if isPlain, !text.isEmpty || places.count > 1 { return output += text }
        guard format.dialect.quoting != .none else {
            let ends = [10, 13, format.dialect.delimiter]
            guard !text.isEmpty || places.count > 1, !text.contains(where: ends.contains),
                column > 0 || text.first != format.dialect.comment
            else {
                throw RecordObstacle(
                    "a text that only quotes keep together, in column '\(format.columnNames[column])'")
            }
            return output += text
        }
        output.append(format.quote)
        for byte in text {
            if byte == format.quote { output.append(format.dialect.quoting == .backslash ? 92 : byte) }
            if byte == 92, format.dialect.quoting == .backslash { output.append(92) }
            output.append(byte)
        }
        output.append(format.quote)
    }
}
