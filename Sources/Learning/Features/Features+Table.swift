public import Records

extension Features {
    /// Computes the features of every row of `table`.
    ///
    /// Numbers and categories are encoded once a distinct value, texts once a row; rows are then put together from those.
    ///
    /// - Throws: `Refusal` where the recipe can't be computed with, or names a column that `table` lacks;
    ///   `CancellationError`.
    /// - Complexity: O(characters of texts + entries), on several threads.
    public init(recipe: FeatureRecipe, table: some ColumnSource, work: Work = .silent) throws {
        try recipe.validate()
        let total = recipe.numbers.count + recipe.categories.count + recipe.texts.count
        try work.step(Progress(phase: "reading features", fraction: 0, detail: ""))
        let values = try table.columns(named: recipe.numbers.map(\.column) + recipe.categories)
        let numbers = recipe.numbers
        var parts: [EncodedColumn] = Parallel.map(values.count) { place in
            place < numbers.count
                ? .number(values[place], numbers[place], recipe.rounding) : .category(values[place])
        }
        for text in recipe.texts {
            try work.step(
                Progress(
                    phase: "reading features", fraction: Double(parts.count) / Double(max(1, total)),
                    detail: text.column))
            parts.append(try TextEncoding(text, recipe.rounding, table: table, work: work).column)
        }
        if recipe.intercept { parts.append(.intercept(rows: table.rowCount)) }
        self.init(joining: parts, rowCount: table.rowCount)
    }

    /// Rows that are put together at once: what they become stays in a processor's cache.
    private static let together = 1024

    private init(joining parts: [EncodedColumn], rowCount: Int) {
        var offsets: [UInt32] = [0]
        for part in parts { offsets.append(offsets[offsets.count - 1] + UInt32(part.block.width)) }
        let blocks = Parallel.ranges(rowCount, pieces: rowCount / Self.together + 1, atLeast: Self.together)
        var starts = Array(repeating: 0, count: rowCount + 1)
        starts.withUnsafeMutableBufferPointer { buffer in
            nonisolated(unsafe) let starts = buffer
            // Every row is in one block.
            Parallel.each(blocks.count) { block in
                for part in parts {
                    part.forEachEntries(in: blocks[block]) { row, entries in starts[row + 1] += entries.count }
                }
            }
            for row in 0..<rowCount { starts[row + 1] += starts[row] }
        }
        let (rowStart, count, firsts) = (starts, starts[rowCount], offsets)
        var values: [Double] = []
        let columns = [UInt32](unsafeUninitializedCapacity: count) { columnBuffer, columnCount in
            nonisolated(unsafe) let columns = columnBuffer
            values = [Double](unsafeUninitializedCapacity: count) { valueBuffer, valueCount in
                nonisolated(unsafe) let values = valueBuffer
                Parallel.each(blocks.count) { block in
                    let rows = blocks[block]
                    var next = Array(rowStart[rows])
                    for (part, first) in zip(parts, firsts) {
                        part.forEachEntries(in: rows) { row, entries in
                            for entry in entries {
                                let place = next[row - rows.lowerBound]
                                columns.baseAddress.map { ($0 + place).initialize(to: first + part.columns[entry]) }
                                values.baseAddress.map { ($0 + place).initialize(to: part.values[entry]) }
                                next[row - rows.lowerBound] = place + 1
                            }
                        }
                    }
                }
                valueCount = count
            }
            columnCount = count
        }
        self.init(rowStart: starts, columns: columns, values: values, blocks: parts.map(\.block))
    }
}

/// A column of a table in sparse form: a short run of entries for each distinct value, or each row.
struct EncodedColumn: Sendable {
    let block: Features.Block
    /// A code a row.
    let codes: [UInt32]
    /// Code c holds the entries `starts[c]..<starts[c + 1]`.
    var starts = [0]
    var columns: [UInt32] = []
    var values: [Double] = []

    init(_ block: Features.Block, codes: [UInt32]) {
        self.block = block
        self.codes = codes
    }

    /// Calls `body` with the entries of each of `rows`, ascending.
    @inline(__always)
    func forEachEntries(in rows: Range<Int>, _ body: (Int, Range<Int>) -> Void) {
        codes.withUnsafeBufferPointer { codes in
            starts.withUnsafeBufferPointer { starts in
                for row in rows {
                    let code = Int(codes[row])
                    body(row, starts[code]..<starts[code + 1])
                }
            }
        }
    }

    private mutating func add(_ entries: [(column: UInt32, value: Double)]) {
        for entry in entries where entry.value != 0 {
            columns.append(entry.column)
            values.append(entry.value)
        }
        starts.append(columns.count)
    }

    static func intercept(rows: Int) -> EncodedColumn {
        var encoded = EncodedColumn(.intercept, codes: Array(repeating: 0, count: rows))
        encoded.add([(0, 1)])
        return encoded
    }

    static func number(
        _ column: Column, _ recipe: FeatureRecipe.Number, _ rounding: FeatureRounding
    ) -> EncodedColumn {
        var encoded = EncodedColumn(.number(recipe.column), codes: column.codes)
        for (number, isMissing) in zip(column.numbers, column.isMissingCode) {
            if isMissing || !number.isFinite {
                encoded.add([(1, 1)])
            } else {
                let scaled = (number - recipe.center) / recipe.width
                let clipped = min(max(scaled, -recipe.clip), recipe.clip)
                encoded.add([(0, rounding.number(clipped, clip: recipe.clip))])
            }
        }
        return encoded
    }

    static func category(_ column: Column) -> EncodedColumn {
        let order = column.byteOrder
        var encoded = EncodedColumn(
            .category(column.name, values: order.present.map { column.distinct[$0] }), codes: column.codes)
        // Every missing text shares the last column.
        for place in order.places { encoded.add([(UInt32(place ?? order.present.count), 1)]) }
        return encoded
    }
}
