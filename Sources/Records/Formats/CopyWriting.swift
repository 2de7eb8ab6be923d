/// A format of which a copy without records is written in its own way, and not by leaving stretches of the file out.
protocol CopyWriting {
    typealias Output = (UnsafeRawBufferPointer) throws -> Void

    /// Gives `output` the file without records and turns.
    func writeCopy(of table: Table, without rows: Set<Int>, _ turns: TurnExtents.Found, _ output: @escaping Output)
        throws
}

/// A format whose file says how many records it has.
protocol CountedCopy: RecordFormat {
    func write(_ text: SourceView, without rows: Set<Int>, to copy: AtomicFile) throws
}

extension NpyFormat: CountedCopy {
    func write(_ text: SourceView, without rows: Set<Int>, to copy: AtomicFile) throws {
        try header.write(text, without: rows, to: copy)
    }
}
