internal import Foundation

extension Table {
    /// Writes the file without `rows` to `path`: every other byte as it was, in one step or not at all.
    ///
    /// The copy has the permissions of the file, and takes the place of nothing unless told to. To open the copy, hand on `reading`, so
    /// that nothing has to be guessed anew.
    ///
    /// - Throws: `Refusal`: 73 when `path` can't be written, is taken or is the file itself, 75 when another process writes
    ///   it, 65 when the file changed since it was opened, 74 when writing fails; nothing is left behind then.
    /// - Complexity: O(bytes).
    public func writeCopy(
        without rows: Set<Int>, to path: String, ifTaken taken: AtomicFile.Taken = .refused
    ) throws {
        try copy(without: rows, to: path, ifTaken: taken).commit()
    }

    /// A copy as `writeCopy` writes it: it is on the disk and gets its name by `commit`.
    ///
    /// - Parameter turns: turns of conversations that go while their records stay; a record of which none would be left
    ///   goes as a whole.
    /// - Throws: also `Refusal` (64) for turns that can't go alone.
    public func copy(
        without rows: Set<Int>, turns: [Int: Set<TurnPlace>] = [:], to path: String,
        ifTaken taken: AtomicFile.Taken = .refused
    ) throws -> AtomicFile {
        guard source.parts == nil else {
            throw Refusal(
                .usage, "'\(fileName)' is a table of several files, and its copy is a folder of those that change.",
                next: "Write it with: lethe redact … --to FOLDER")
        }
        try load()
        let parts = turns.filter { !rows.contains($0.key) && !$0.value.isEmpty }
        let turns = try parts.isEmpty ? TurnExtents.Found() : TurnExtents(self).found(parts)
        let rows = rows.union(turns.emptied)
        return try source.file.copy(to: path, ifTaken: taken) { copy in
            if let counted = current.format as? any CountedCopy {
                return try counted.write(source.text.view, without: rows, to: copy)
            }
            try writeRest(rows, turns, copy.write)
        }
    }

    /// Gives `output` the file without records and turns, but for a matrix.
    func writeRest(
        _ rows: Set<Int>, _ turns: TurnExtents.Found, _ output: @escaping (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        let ((format, marks), view) = (current, source.text.view)
        if let kind = reading.format.kind as? any CopyWriting {
            return try kind.writeCopy(of: self, without: rows, turns, output)
        }
        if let original = source.original {
            let writer = CompressedWriter(reading.compression, output)
            let kept = original.table.kept(without: rows, of: original.text.view.count)
            try write(kept, of: original.text.view, with: writer)
            return try writer.finish()
        }
        let extents =
            (rows.map { format.extent(at: position(of: $0, format, marks, view), in: view) } + turns.extents)
            .sorted { $0.lowerBound < $1.lowerBound }
        let writer = CompressedWriter(reading.compression, output)
        let kept = format.kept(without: extents, in: view)
        if let standIns = source.standIns {
            try write(standIns.ranges(kept), of: standIns.text.view, with: writer)
        } else {
            try write(kept, of: view, with: writer)
        }
        try writer.finish()
    }

    /// Writes what is kept of the text, in the encoding that the file has.
    private func write(_ kept: [Range<Int>], of view: SourceView, with writer: CompressedWriter) throws {
        let encoding = reading.encoding
        let code = encoding.tableCode
        guard code != nil || encoding == .utf16LittleEndian || encoding == .utf16BigEndian else {
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
        if let code {
            for range in DecodedStream.ranges(kept, of: bytes, code: code) {
                try writer.write(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[range]))
            }
            return
        }
        let hasMark = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        for range in UTF16Stream.ranges(kept, of: view, markBytes: hasMark ? 2 : 0) {
            try writer.write(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[range]))
        }
    }

    /// The matrices beside the table without `rows`, beside its copy: "copy.csv.vectors.npy"; each is on the disk and gets
    /// its name by `commit`.
    ///
    /// - Throws: as `copy(without:to:)`; a file with the same bytes may be there already.
    public func matrixCopies(without rows: Set<Int>, beside copy: String) throws -> [AtomicFile] {
        try source.matrices.map { try $0.copy(without: rows, to: "\(copy).\($0.name).npy") }
    }
}
