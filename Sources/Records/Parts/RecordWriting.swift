/// Writes records the way a file is written that they are to follow.
struct RecordWriting {
    /// What keeps a text from being written: a sentence's end.
    struct Obstacle: Error {
        let what: String
    }

    private enum Way {
        case delimited(DelimitedFormat)
        /// An object a line.
        case json
    }

    private let way: Way
    /// The column of the record for each column that is written, in their order.
    private let places: [Int?]
    private let names: [String]

    /// - Parameter columns: the names of the columns that the records have.
    /// - Returns: nil where records of other kinds can't follow such a file.
    init?(like format: any RecordFormat, of columns: [String]) {
        switch format {
        case let format as DelimitedFormat:
            way = .delimited(format)
            names = format.columnNames
            places = names.map { columns.firstIndex(of: $0) }
        case is JSONLinesFormat, is JSONArrayFormat:
            way = .json
            names = columns
            places = Array(columns.indices)
        default: return nil
        }
    }

    func append(_ fields: RecordFields, to output: inout [UInt8]) throws(Obstacle) {
        switch way {
        case .delimited(let format): try append(fields, format, &output)
        case .json: appendObject(fields, &output)
        }
    }

    private func appendObject(_ fields: RecordFields, _ output: inout [UInt8]) {
        output.append(123)
        var isFirst = true
        for (name, place) in zip(names, places) {
            guard let place, place < fields.fileCount, !fields.isEmpty(place) else { continue }
            if !isFirst { output.append(44) }
            isFirst = false
            CanonicalJSONWriter.append(name.utf8, .byNumber, to: &output)
            output.append(58)
            var text: [UInt8] = []
            fields.append(place, to: &text)
            CanonicalJSONWriter.append(text, .byNumber, to: &output)
        }
        output += [125, 10]
    }

    private func append(
        _ fields: RecordFields, _ format: DelimitedFormat, _ output: inout [UInt8]
    ) throws(Obstacle) {
        for (column, place) in places.enumerated() {
            if column > 0 { output.append(format.dialect.delimiter) }
            var text: [UInt8] = []
            if let place, place < fields.fileCount { fields.append(place, to: &text) }
            if format.encoding == .windows1252 {
                guard let narrow = Windows1252.bytes(of: text) else {
                    throw Obstacle(what: "a character that Windows-1252 has not, in column '\(names[column])'")
                }
                text = narrow
            }
            try append(text, column, format, &output)
        }
        if format.trails { output.append(format.dialect.delimiter) }
        output.append(format.terminator)
    }

    private func append(
        _ text: [UInt8], _ column: Int, _ format: DelimitedFormat, _ output: inout [UInt8]
    ) throws(Obstacle) {
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
                throw Obstacle(what: "a text that only quotes keep together, in column '\(names[column])'")
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

/// The records of a table, written anew.
struct RecordWritingStream: ByteStream {
    private let table: Table
    private let writing: RecordWriting
    private let own: String
    /// Is told before the record of a row is written, and where.
    private let begins: (Int, Int) -> Void
    private var row = 0
    private var written = 0
    private var output: [UInt8] = []
    private var start = 0

    init(_ table: Table, _ writing: RecordWriting, beside own: String, begins: @escaping (Int, Int) -> Void) {
        self.table = table
        self.writing = writing
        self.own = own
        self.begins = begins
    }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        if start == output.count {
            output.removeAll(keepingCapacity: true)
            start = 0
            let rows = row..<min(row + 256, table.rowCount)
            var output: [UInt8] = []
            try table.forEachRecord(in: rows) { fields in
                begins(fields.row, written + output.count)
                do throws(RecordWriting.Obstacle) {
                    try writing.append(fields, to: &output)
                } catch {
                    let obstacle = error.what
                    throw Refusal(
                        .badData,
                        "'\(table.fileName(of: fields.row))', line \(table.line(fields.row)), holds \(obstacle), and can't be written the "
                            + "way '\(own)' is.",
                        next: "Write both files in one format, in UTF-8.")
                }
            }
            written += output.count
            self.output = output
            row = rows.upperBound
        }
        let count = min(buffer.count, output.count - start)
        output.withUnsafeBytes {
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[start..<start + count]))
        }
        start += count
        return count
    }
}
