/// The records of a table, written anew.
struct RecordWritingStream: ByteStream {
    private let table: Table
    private let writer: any RecordWriter
    private let own: String
    /// Is told before the record of a row is written, and where.
    private let begins: (Int, Int) -> Void
    private var row = 0
    private var written = 0
    private var output: [UInt8] = []
    private var start = 0

    init(_ table: Table, _ writer: any RecordWriter, beside own: String, begins: @escaping (Int, Int) -> Void) {
        self.table = table
        self.writer = writer
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
                do throws(RecordObstacle) {
                    try writer.append(fields.texts, to: &output)
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

extension RecordFields {
    /// The texts of the fields of the file and of matrices beside it; nil where there is none.
    fileprivate var texts: [[UInt8]?] {
        (0..<fileCount).map { column in
            if isEmpty(column) { return nil }
            var text: [UInt8] = []
            append(column, to: &text)
            return text
        }
    }
}
