extension Source {
    /// Opens a table with a test set behind its own records, as one text.
    ///
    /// - Throws: as `open`; `Refusal`: 64 for a format that nothing can follow, 65 where the test set has other columns.
    static func open(_ path: String, beside test: TestSet, choice: ReadingChoice) throws -> Source {
        let names = try PartNames.joined(path, test.path)
        var alone = choice
        alone.testSet = nil
        alone.matrices = []
        var own = try open(path, choice: alone)
        let reading = own.reading
        let fileName = StandardInput.fileName(of: path)
        if reading.format == .jsonArray { own = try own.asLines(fileName) }
        let table = try Table(
            path: test.path, choice: try test.choice(beside: path, choice).following(own, test, choice))
        try checkColumns(of: table, beside: own, fileName)
        let reordered = own.parts?.all.first { $0.order != nil }
        let isInOrder = table.source.parts?.all.allSatisfy { $0.order == nil } ?? true
        let follows = (isInOrder || !own.format.hasHeader) && own.format.isFollowed(by: table.current.format)
        var several: Table?
        if let parts = own.parts, parts.isText {
            // All of them are opened.
            let whole = try Table(path: path, choice: alone)
            try whole.load()
            several = whole
            own = whole.source
        }
        if let reordered = reordered ?? own.parts?.all.first(where: { $0.order != nil }) {
            throw Refusal(
                .badData, "'\(reordered.name)' has its columns in another order, and nothing can follow such a table.",
                next: "Bring the files into one order, or hold out by a column: --split COL")
        }
        let joined = JoinedTestSet(path: test.path, table: table, isConverted: !follows, own: several)
        let parts = Parts(names, path: path, isText: false, testSet: joined)
        let stream = try joinedStream(own, reading, parts, joined, fileName)
        let text = try SourceText(stream, fileName: fileName)
        try text.extend(by: sampleBytes)
        let count = table.rowCount
        let what =
            count == 1 ? "The record of '\(table.fileName)' is" : "The \(count) records of '\(table.fileName)' are"
        var joinedReading = reading
        joinedReading.matrices = choice.matrices.map(absolute)
        joinedReading.testSet = TestSet(path: test.path, reading: table.reading)
        return Source(
            file: own.file, text: text, reading: joinedReading, format: own.format,
            notices: own.notices + ["\(what) the test set: no model learns from them."]
                + table.notices.map { "'\(table.fileName)': \($0)" },
            matrices: try choice.matrices.map(MatrixBeside.init), original: nil, choice: choice, parts: parts)
    }

    private static func joinedStream(
        _ own: Source, _ reading: Reading, _ parts: Parts, _ joined: JoinedTestSet, _ fileName: String
    ) throws -> JoinedStream {
        let table = joined.table
        let (ownCount, testSource) = (own.parts?.names.paths.count ?? 1, table.source)
        let tests = testSource.parts?.all ?? []
        // Where the records of each of its parts begin, in the text that follows the table's own.
        let firsts = try table.firstRows(of: tests)
        let names = parts.names
        func append(_ part: Parts.Part, _ index: Int, at start: Int, to end: Int, isCounted: Bool = false) {
            parts.append(part.joined(named: names.names[index], at: start, to: end, isCounted: isCounted))
        }
        func single(_ source: Source, _ reading: Reading, _ index: Int, _ start: Int) {
            let begin = PartStart(
                name: names.names[index], start: start, position: start, line: 1,
                columnNames: source.format.columnNames)
            parts.append(
                Parts.Part(
                    path: names.paths[index], name: names.names[index], stamp: source.file.stamp, reading: reading,
                    begin: begin, end: start, isComplete: true, isMapped: false, order: nil))
        }
        let ownParts = try own.parts.flatMap { $0.isText ? try PartsStream(own, $0, skipsFirstHeader: false) : nil }
        let testParts = try testSource.parts.flatMap {
            $0.isText && !joined.isConverted ? try PartsStream(testSource, $0, skipsFirstHeader: true) : nil
        }
        func place(_ pieces: [PartsStream.Piece], from index: Int, at position: Int) {
            for piece in pieces {
                let index = names.paths[index...].firstIndex(of: piece.part.path) ?? index
                let start = position + piece.start
                append(piece.part, index, at: start, to: start + piece.range.count)
            }
        }
        func begins(_ position: Int) {
            if let ownParts {
                place(ownParts.pieces, from: 0, at: 0)
            } else if let all = own.parts {
                for (index, part) in all.all.enumerated() { append(part, index, at: 0, to: 0, isCounted: true) }
            } else {
                single(own, reading, 0, 0)
                parts.extend(to: position, isComplete: true)
            }
            joined.begins(at: position)
            if tests.isEmpty { return single(testSource, table.reading, ownCount, position) }
            if let testParts { place(testParts.pieces, from: ownCount, at: position) }
        }
        func begins(row: Int, at offset: Int) {
            guard let start = joined.startOfText else { return }
            for (part, first) in zip(tests, firsts) where first == row {
                let index = names.paths[ownCount...].firstIndex(of: part.path) ?? ownCount
                append(part, index, at: start + offset, to: start + offset)
            }
        }
        let rest: any ByteStream
        if joined.isConverted {
            guard let writer = own.format.makeWriter(of: table.fileColumnNames) else {
                throw Refusal(
                    .usage,
                    "'\(table.fileName)' is in another format than '\(fileName)', whose records it can't follow.",
                    next: "Write both in one format, such as CSV or JSON Lines.")
            }
            rest = RecordWritingStream(table, writer, beside: fileName) { begins(row: $0, at: $1) }
        } else {
            rest = testParts ?? TextStream(testSource.text, from: testSource.recordsBegin.position)
        }
        let mine: any ByteStream = ownParts ?? TextStream(own.text)
        return JoinedStream(mine, then: rest, lineEnd: own.format.lineEnd) {
            begins($0)
        } ends: {
            parts.extend(to: $0, isComplete: true)
        }
    }

    /// Refuses (65) a test set whose columns are not those of a header.
    private static func checkColumns(of table: Table, beside own: Source, _ fileName: String) throws {
        guard own.format.hasHeader else { return }
        let (mine, theirs) = (table.fileColumnNames, own.format.columnNames)
        if let extra = mine.first(where: { !theirs.contains($0) }) {
            throw differs(table.fileName, has: extra, which: fileName)
        }
        if let lacking = theirs.first(where: { !mine.contains($0) }) {
            throw differs(table.fileName, lacks: lacking, which: fileName)
        }
        // The keys of objects stand in no order.
        guard table.current.format.hasHeader, let place = mine.indices.first(where: { mine[$0] != theirs[$0] })
        else { return }
        throw Refusal(
            .badData,
            "Column \(place + 1) of '\(table.fileName)' is '\(mine[place])', and of '\(fileName)' '\(theirs[place])': the "
                + "columns stand in another order.",
            next: "Bring them into one order, so that no field can be taken for another.")
    }

    private static let sameColumns = "A test set has the columns of its table, the target among them."

    static func differs(_ name: String, has column: String, which other: String) -> Refusal {
        Refusal(
            .badData, "'\(name)' has the column '\(column)', which '\(other)' has not.",
            next: "\(sameColumns) Take it out, or name it alike in both.")
    }

    static func differs(_ name: String, lacks column: String, which other: String) -> Refusal {
        Refusal(
            .badData, "'\(name)' lacks the column '\(column)', which '\(other)' has.",
            next: "\(sameColumns) Add it, or take it out of the other.")
    }

    /// A JSON array as an object a line, which others can follow.
    private func asLines(_ fileName: String) throws -> Source {
        while !text.isComplete { try text.extend(by: Self.sampleBytes << 5) }
        guard let json = JSONText(text.view, isLine: false) else { return self }
        let cells: [Range<Int>]
        do throws(JSONFault) {
            cells = try json.elements(at: json.skipSpace(ByteOrderMark.length(in: text.view)))
        } catch {
            var place = TextPlace()
            throw error.refusal(in: text.view, line: place.line(of: error.offset, in: text.view), fileName: fileName)
        }
        let table = JSONTable(cells: cells, lists: [cells], rowCount: cells.count)
        let lines = try SourceText(JSONTableStream(table, of: text), fileName: fileName)
        try lines.extend(by: Self.sampleBytes)
        let view = lines.view
        let sample = SourceView(rebasing: view[..<min(view.count, Self.sampleBytes)])
        let format = try JSONLinesFormat.make(
            sample: sample, isWhole: lines.isComplete && view.count <= Self.sampleBytes, fileName: fileName,
            keepsArrays: choice.keepsArrays)
        return Source(
            file: file, text: lines, reading: reading, format: format, notices: notices, matrices: [], original: nil,
            choice: choice)
    }
}

extension ReadingChoice {
    /// How a test set is read beside its table: with a header where that has one.
    ///
    /// - Throws: `Refusal` (65) where it has one and the table has none.
    fileprivate func following(_ own: Source, _ test: TestSet, _ said: ReadingChoice) throws -> ReadingChoice {
        guard test.reading == nil, hasHeader == nil, let first = own.reading.dialect, own.reading.format == .delimited
        else { return self }
        let alone = try Source.open(test.path, choice: self)
        guard alone.reading.format == .delimited else { return self }
        if !first.hasHeader {
            guard alone.reading.dialect?.hasHeader == false else {
                throw Refusal(
                    .badData,
                    "'\(StandardInput.fileName(of: test.path))' begins with a header, and its table with none.",
                    next: "If that line is a record of both: --no-header; if both have one: --header")
            }
        }
        var choice = self
        choice.hasHeader = first.hasHeader
        return choice
    }
}
