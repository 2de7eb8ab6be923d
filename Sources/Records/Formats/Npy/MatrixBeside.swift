/// A NumPy matrix that gives a table more columns: embeddings beside texts. Its columns are `name.0`, `name.1`, …, after
/// the file it is in; its rows are the table's records, in order.
struct MatrixBeside: Sendable {
    let file: MappedFile
    let header: NpyHeader
    let fileName: String
    /// What stands before ".npy" in the file's name, behind the last point before it: "vectors" of
    /// "copy.csv.vectors.npy", so that copies have the columns of what they were made from.
    let name: String

    /// - Throws: `Refusal` (65) for what is not a matrix of numbers, 66 for a file that can't be read.
    init(path: String) throws {
        file = try MappedFile(path: path)
        fileName = path.split(separator: "/").last.map(String.init) ?? path
        header = try NpyHeader(file.bytes, byteCount: file.bytes.count, fileName: fileName)
        let stem = fileName.hasSuffix(".npy") ? String(fileName.dropLast(4)) : fileName
        name = stem.split(separator: ".").last.map(String.init) ?? stem
    }

    var columnNames: [String] { (0..<header.columns).map { "\(name).\($0)" } }

    func append(row: Int, column: Int, to output: inout [UInt8]) {
        output.append(
            contentsOf: NpyNumber(file.bytes, at: header.offset(row: row, column: column), header).text.utf8)
    }

    /// - Throws: `Refusal` (65) where it does not have a row for every record.
    func check(rowCount: Int, of fileName: String) throws {
        guard header.rows != rowCount else { return }
        throw Refusal(
            .badData, "'\(self.fileName)' has \(header.rows) rows, but '\(fileName)' has \(rowCount) records.",
            next: "Its rows must be the records of the file, in order.")
    }

    /// The matrix without `rows`, as `Table.copies` makes them of the table.
    func copy(without rows: Set<Int>, to path: String) throws -> AtomicFile {
        try file.copy(to: path, ifTaken: .keptIfSame) { copy in
            try header.write(file.bytes, without: rows, to: copy)
        }
    }
}

extension NpyHeader {
    /// Writes the file without some rows: its header with the new number of them, every number as it was.
    func write(_ bytes: SourceView, without rows: Set<Int>, to copy: AtomicFile) throws {
        func write(_ range: Range<Int>) throws {
            try copy.write(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[range]))
        }
        let kept = (0..<self.rows).filter { !rows.contains($0) }
        let header = rows.isEmpty ? Array(bytes[..<length]) : self.bytes(rows: kept.count)
        try header.withUnsafeBytes { try copy.write($0) }
        // What lies together: a row, or in column order one number of a column.
        let (size, lines) = isFortran ? (width, columns) : (columns * width, 1)
        for line in 0..<lines {
            let start = length + line * self.rows * width
            var next = 0
            while next < kept.count {
                var end = next + 1
                while end < kept.count, kept[end] == kept[end - 1] + 1 { end += 1 }
                try write(start + kept[next] * size..<start + (kept[end - 1] + 1) * size)
                next = end
            }
        }
        let end = length + self.rows * columns * width
        if end < bytes.count { try write(end..<bytes.count) }
    }
}
