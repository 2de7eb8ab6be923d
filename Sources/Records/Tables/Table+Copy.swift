internal import Foundation

extension Table {
    /// Writes the file without `rows` to `path`: every other byte as it was, in one step or not at all.
    ///
    /// The copy has the permissions of the file. A file that is at `path` already gives way to it. To open the copy,
    /// hand on `reading`, so that nothing has to be guessed anew.
    ///
    /// - Throws: `Refusal`: 73 when `path` can't be written or is the file itself, 65 when the file changed since it was
    ///   opened, 74 when writing fails; nothing is left behind then.
    /// - Complexity: O(bytes).
    public func writeCopy(without rows: Set<Int>, to path: String) throws {
        try load()
        let (format, marks) = current
        if reading.format == .parquet {
            try source.file.checkUnchanged()
            return try CommandStream.writeParquet(without: rows, of: self.path, to: path, fileName: fileName)
        }
        let (view, reading) = (source.text.view, reading)
        try source.file.writeCopy(to: path) { copy in
            if let matrix = format as? NpyFormat {
                return try matrix.header.write(view, without: rows, to: copy)
            }
            let extents = rows.sorted().map { format.extent(at: position(of: $0, format, marks, view), in: view) }
            let writer = CompressedWriter(reading.compression, copy.write)
            try write(format.kept(without: extents, in: view), of: view, with: writer)
            try writer.finish()
        }
    }

    /// Writes what is kept of the text, in the encoding that the file has.
    private func write(_ kept: [Range<Int>], of view: SourceView, with writer: CompressedWriter) throws {
        let encoding = reading.encoding
        guard encoding == .utf16LittleEndian || encoding == .utf16BigEndian else {
            for range in kept {
                try writer.write(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(view)[range]))
            }
            return
        }
        var packed: any ByteStream = MappedStream(source.file)
        switch reading.compression {
        case .none: break
        case .gzip: packed = GzipStream(packed, fileName: fileName)
        case .zstd: packed = ZstdStream(packed, fileName: fileName)
        }
        // The bytes before conversion, once more: the text is theirs in UTF-8.
        let original = try SourceText(packed, fileName: fileName)
        while !original.isComplete { try original.extend(by: 32 << 20) }
        let bytes = original.view
        let hasMark = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        for range in UTF16Stream.ranges(kept, of: view, markBytes: hasMark ? 2 : 0) {
            try writer.write(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[range]))
        }
    }

    /// Writes the matrices beside the table without `rows`, beside its copy: "copy.csv.vectors.npy".
    ///
    /// - Throws: as `writeCopy(without:to:)`.
    /// - Returns: the paths that were written.
    public func writeMatrixCopies(without rows: Set<Int>, beside copy: String) throws -> [String] {
        try source.matrices.map { matrix in
            let path = "\(copy).\(matrix.name).npy"
            try matrix.writeCopy(without: rows, to: path)
            return path
        }
    }
}
