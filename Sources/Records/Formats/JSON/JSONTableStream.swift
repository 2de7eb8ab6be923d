/// The records of a `JSONTable` as an object a line.
struct JSONTableStream: ByteStream {
    let table: JSONTable
    let text: SourceText
    private var row = 0
    private var output: [UInt8] = []
    private var start = 0

    init(_ table: JSONTable, of text: SourceText) {
        self.table = table
        self.text = text
    }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        if start == output.count {
            output.removeAll(keepingCapacity: true)
            start = 0
            while row < table.rowCount, output.count < buffer.count { appendRow() }
        }
        let count = min(buffer.count, output.count - start)
        output.withUnsafeBytes {
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[start..<start + count]))
        }
        start += count
        return count
    }

    private mutating func appendRow() {
        let view = text.view
        defer {
            output.append(10)
            row += 1
        }
        if table.keys.isEmpty { return append(view, table.cells[row]) }
        output.append(123)
        var isFirst = true
        for (column, key) in table.keys.enumerated() {
            let cell = table.cells[row * table.keys.count + column]
            if cell.isEmpty { continue }
            if !isFirst { output.append(44) }
            isFirst = false
            output.append(contentsOf: key)
            output.append(58)
            append(view, cell)
        }
        output.append(125)
    }

    /// A value on one line: line ends stand between its tokens only.
    private mutating func append(_ view: SourceView, _ range: Range<Int>) {
        for byte in view[range] { output.append(byte == 10 || byte == 13 ? 32 : byte) }
    }
}
