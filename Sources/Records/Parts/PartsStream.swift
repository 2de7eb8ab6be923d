/// The texts of parts, one after the other, as that of one file: later headers left out, every part ended with a line end.
struct PartsStream: ByteStream {
    private let parts: Parts
    /// How the first part is read, and so all of them.
    private let choice: ReadingChoice
    private let first: Source
    /// What was said of how they are read.
    private let asked: ReadingChoice
    private var next = 0
    private var current: (source: Source, position: Int)?
    private var written = 0
    private var endsLine = true

    init(_ parts: Parts, first: Source, asked: ReadingChoice) {
        self.asked = asked
        self.parts = parts
        self.first = first
        var choice = ReadingChoice(first.reading)
        choice.matrices = []
        choice.mayBeEmpty = true
        self.choice = choice
    }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            if current == nil {
                guard next < parts.names.paths.count else { return 0 }
                try open()
            }
            guard let (source, position) = current else { continue }
            var view = source.text.view
            if position == view.count, !source.text.isComplete {
                try source.text.extend(by: max(buffer.count, Source.sampleBytes))
                view = source.text.view
            }
            if position < view.count {
                let count = min(buffer.count, view.count - position)
                buffer.copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(view)[position..<position + count]))
                current = (source, position + count)
                endsLine = view[position + count - 1] == 10
                written += count
                return count
            }
            current = nil
            // A part that stops in a line would run into the next one.
            if !endsLine, next < parts.names.paths.count {
                buffer[0] = 10
                endsLine = true
                written += 1
                parts.end(at: written - 1)
                return 1
            }
            parts.end(at: written)
        }
    }

    private mutating func open() throws {
        let (path, name) = (parts.names.paths[next], parts.names.names[next])
        let isFirst = next == 0
        next += 1
        let file = try MappedFile(path: path)
        // An empty part holds no record.
        if file.isRegular == false, !isFirst, FileSize.isEmpty(path) { return }
        let source = isFirst ? first : try Source.open(path, choice: choice)
        var start = 0
        if !isFirst {
            guard source.reading.format == first.reading.format,
                source.reading.format != .delimited || source.format.columnNames == first.format.columnNames
            else { throw Self.differs(name, source, parts.names.names[0], first) }
            try refuseOther(path, name)
            start = try source.bytesBeforeRecords()
        }
        parts.append(
            Parts.Part(
                path: path, name: name, file: source.file, reading: source.reading, header: start, start: written,
                end: written))
        current = (source, start)
    }

    /// Refuses (65) a part that, looked at for itself, is in another encoding, or has a header where the first has none.
    private func refuseOther(_ path: String, _ name: String) throws {
        var alone = asked
        alone.matrices = []
        alone.mayBeEmpty = true
        guard let source = try? Source.open(path, choice: alone) else { return }
        let firstName = parts.names.names[0]
        if asked.encoding == nil, source.reading.encoding != first.reading.encoding,
            source.text.view.contains(where: { $0 >= 0x80 })
        {
            throw Refusal(
                .badData,
                "'\(name)' is \(source.reading.encoding.rawValue) and '\(firstName)' \(first.reading.encoding.rawValue).",
                next: "Bring them to one encoding, or say which all have: --encoding")
        }
        if asked.hasHeader == nil, first.reading.dialect?.hasHeader == false, source.reading.dialect?.hasHeader == true
        {
            throw Refusal(
                .badData, "'\(name)' begins with a header, and '\(firstName)' with none.",
                next: "If that line is a record: --no-header")
        }
    }

    private static func differs(_ name: String, _ source: Source, _ firstName: String, _ first: Source) -> Refusal {
        let (mine, theirs) = (source.format.columnNames, first.format.columnNames)
        let what: String
        if source.reading.format != first.reading.format {
            what = "'\(name)' is in another format than '\(firstName)'"
        } else if let extra = mine.first(where: { !theirs.contains($0) }) {
            what = "'\(name)' has the column '\(extra)', which '\(firstName)' has not"
        } else if let lacking = theirs.first(where: { !mine.contains($0) }) {
            what = "'\(name)' lacks the column '\(lacking)', which '\(firstName)' has"
        } else {
            what = "'\(name)' has the columns of '\(firstName)' in another order"
        }
        return Refusal(
            .badData, "\(what), so they are no parts of one table.",
            next: "Name those that belong together with a pattern, such as 'train-*.csv'.")
    }
}
