/// A table's own text, a line end where it has none, and that of the test set behind it.
struct JoinedStream: ByteStream {
    private var own: any ByteStream
    private let test: any ByteStream
    private var rest: (any ByteStream)?
    private let lineEnd: UInt8
    private var written = 0
    private var endsLine = true
    /// Is told where the text of the test set begins, and where it ends.
    private let begins: (Int) -> Void
    private let ends: (Int) -> Void

    init(
        _ own: any ByteStream, then test: any ByteStream, lineEnd: UInt8, begins: @escaping (Int) -> Void,
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

/// The texts of the parts of a table one behind the other, later headers left out, a line end behind each that has none.
struct PartsStream: ByteStream {
    struct Piece {
        let part: Parts.Part
        let range: Range<Int>
        let needsLineEnd: Bool
        /// Where it begins in the stream.
        let start: Int
    }

    let pieces: [Piece]
    private let view: SourceView
    private let lineEnd: UInt8
    private var piece = 0
    private var position: Int

    /// - Parameter skipsFirstHeader: whether the first header is left out too.
    /// - Throws: what opening a part throws: all of them are opened.
    init(_ source: Source, _ parts: Parts, skipsFirstHeader: Bool) throws {
        while !source.text.isComplete { try source.text.extend(by: Source.sampleBytes << 5) }
        view = source.text.view
        lineEnd = source.format.lineEnd
        var pieces: [Piece] = []
        var start = 0
        for (index, part) in parts.all.enumerated() {
            let range = (index == 0 && !skipsFirstHeader ? part.start : part.begin.position)..<part.end
            let needsLineEnd = !range.isEmpty && view[range.upperBound - 1] != lineEnd
            pieces.append(Piece(part: part, range: range, needsLineEnd: needsLineEnd, start: start))
            start += range.count + (needsLineEnd ? 1 : 0)
        }
        self.pieces = pieces
        position = pieces.first?.range.lowerBound ?? 0
    }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while piece < pieces.count {
            let (range, needsLineEnd) = (pieces[piece].range, pieces[piece].needsLineEnd)
            if position < range.upperBound {
                let count = min(buffer.count, range.upperBound - position)
                buffer.copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(view)[position..<position + count]))
                position += count
                return count
            }
            let endsHere = needsLineEnd && position == range.upperBound
            if endsHere {
                buffer[0] = lineEnd
                position += 1
                return 1
            }
            piece += 1
            if piece < pieces.count { position = pieces[piece].range.lowerBound }
        }
        return 0
    }
}
