/// A table's own text, a line end where it has none, and that of the test set behind it.
struct JoinedStream: ByteStream {
    private var own: TextStream
    private let test: any ByteStream
    private var rest: (any ByteStream)?
    private let lineEnd: UInt8
    private var written = 0
    private var endsLine = true
    /// Is told where the text of the test set begins, and where it ends.
    private let begins: (Int) -> Void
    private let ends: (Int) -> Void

    init(
        _ own: TextStream, then test: any ByteStream, lineEnd: UInt8, begins: @escaping (Int) -> Void,
        ends: @escaping (Int) -> Void
    ) {
        self.own = own
        self.test = test
        self.lineEnd = lineEnd
        self.begins = begins
        self.ends = ends
    }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        if rest == nil {
            let count = try own.read(into: buffer)
            if count > 0 {
                endsLine = buffer[count - 1] == lineEnd
                written += count
                return count
            }
            rest = test
            if !endsLine {
                buffer[0] = lineEnd
                written += 1
                begins(written)
                return 1
            }
            begins(written)
        }
        let count = try rest?.read(into: buffer) ?? 0
        written += count
        if count == 0 { ends(written) }
        return count
    }
}

/// A text from some place on, as far as it comes.
struct TextStream: ByteStream {
    private let text: SourceText
    private var position: Int

    init(_ text: SourceText, from position: Int = 0) {
        self.text = text
        self.position = position
    }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        var view = text.view
        if position == view.count, !text.isComplete {
            try text.extend(by: max(buffer.count, Source.sampleBytes))
            view = text.view
        }
        let count = min(buffer.count, view.count - position)
        guard count > 0 else { return 0 }
        buffer.copyMemory(
            from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(view)[position..<position + count]))
        position += count
        return count
    }
}
