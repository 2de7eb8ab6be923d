internal import Synchronization

extension Table {
    /// A whole column, dictionary-coded: for what is learned from and grouped by. Kept in small tables only.
    ///
    /// - Complexity: O(bytes of the file).
    public func column(_ index: Int) -> Column {
        if let kept = wholeColumns.withLock({ $0[index] }) { return kept }
        let column = makeColumn(index)
        keep(column, at: index)
        return column
    }

    /// Keeps a whole column of a small table, and of a big one those of few values while there is room.
    func keep(_ column: Column, at index: Int) {
        wholeColumns.withLock { kept in
            let isRoom = column.distinct.count <= Self.fewValues && (kept.count + 1) * rowCount * 4 <= roomForColumns
            if isSmall || isRoom { kept[index] = column }
        }
    }

    /// Of so many values the codes take more than the texts.
    private static let fewValues = 4096

    private func makeColumn(_ index: Int) -> Column {
        var texts = TextCodes()
        var codes: [UInt32] = []
        let rows = rowCount
        codes.reserveCapacity(rows)
        forEachText(of: index, in: 0..<rows) { codes.append(texts.code(for: $1)) }
        return Column(
            name: name(of: index), codes: codes, distinct: texts.distinct, values: valueReading,
            declared: declaredKind(index))
    }

    public func column(named name: String) throws -> Column { column(try index(of: name)) }

    public func typedColumn(named name: String, _ cancellation: Cancellation?) throws -> TypedColumn {
        try typedColumn(try index(of: name), cancellation)
    }

    /// A column in its compact form, built when first asked for and kept as long as there is room.
    ///
    /// - Throws: `CancellationError`.
    /// - Complexity: O(bytes of the file), on all processors.
    public func typedColumn(_ index: Int, _ cancellation: Cancellation? = nil) throws -> TypedColumn {
        let rows = rowCount
        if let kept = columns.withLock({ $0.column(index, rowCount: rows) }) { return kept }
        let builder = TypedColumnBuilder(
            name: name(of: index), rows: rows, values: valueReading, declared: declaredKind(index)
        ) { [self] range, body in
            try forEachText(of: index, in: range, body)
        } missing: { [self] range, body in
            forEachMissing(of: index, in: range, body)
        }
        let column = try builder.column(cancellation)
        columns.withLock { $0.keep(column, at: index, limit: roomForColumns) }
        return column
    }

    /// What all kept columns may take together: a tenth of the file or 16 bytes a row, and 32 MiB in small files.
    private var roomForColumns: Int { max(source.text.view.count / 10, rowCount * 16, 32 << 20) }

    /// Rows from which kinds, widths and schemas are guessed: all of a small table, some of a big one, spread over it.
    ///
    /// - Complexity: O(1) once made.
    public var sample: any ColumnSource {
        if isSmall { return self }
        return state.withLock { $0.sample } ?? makeSample(loaded: isLoaded)
    }

    /// What the column is best read as, as far as the sample tells.
    public func kind(of index: Int) -> Column.Kind {
        let names = columnNames
        if let typed = columns.withLock({ $0.column(index, rowCount: rowCount) }) { return typed.kind }
        if isSmall, let typed = try? typedColumn(index) { return typed.kind }
        return (try? sample.column(named: names[index]).kind) ?? .category
    }

    /// What stands for nothing in the columns.
    public var valueReading: ValueReading { state.withLock { $0.reading.values ?? .strict } }

    /// What the file says that a column is.
    func declaredKind(_ index: Int) -> Column.Kind? {
        let declared = state.withLock { $0.format.declaredKinds }
        return declared.indices.contains(index) ? declared[index] : nil
    }

    private var isSmall: Bool { isLoaded && source.text.view.count <= Self.smallBytes }
    private static let smallBytes = 16 << 20
    private static let sampleRows = 8192
    private static let sampleFields = 1 << 21
    /// Of a file that is still loading, for the first screen.
    private static let firstRows = 1024
    private static let samplePieces = 16

    /// Finds out what every column is best read as, off the main thread: later `kind(of:)` answers at once.
    ///
    /// - Complexity: O(bytes) in small tables; O(1) in big ones, where a sample tells.
    public func prepareKinds() { for index in columnNames.indices { _ = kind(of: index) } }

    /// Takes the sample before anybody asks for it: who asks is drawing a screen.
    func prepareSample() { if source.text.view.count > Self.smallBytes { _ = makeSample(loaded: true) } }

    /// - Parameter loaded: whether all records are known, so that the sample may be spread over them.
    private func makeSample(loaded: Bool) -> ColumnSample {
        let rows = rowCount
        let columnNames = columnNames
        // A code a field: of many columns fewer rows.
        let most = max(Self.samplePieces, min(Self.sampleRows, Self.sampleFields / max(1, columnNames.count)))
        let stretches = loaded ? Self.spread(rows, most: most) : [0..<min(rows, Self.firstRows, most)]
        let sample = ColumnSample(of: self, columnNames: columnNames, stretches: stretches)
        state.withLock { if loaded || !$0.isLoaded { $0.sample = sample } }
        return sample
    }

    /// All of a few rows, or stretches that are spread over many.
    private static func spread(_ rows: Int, most: Int) -> [Range<Int>] {
        if rows <= most { return [0..<rows] }
        let length = most / samplePieces
        return (0..<samplePieces).map { piece in
            let start = piece * (rows - length) / (samplePieces - 1)
            return start..<start + length
        }
    }
}
