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
        var parts: [EncodedColumn] = []
        let total = recipe.numbers.count + recipe.categories.count + recipe.texts.count
        func encode(_ name: String, _ encoding: (Column) -> EncodedColumn) throws {
            let fraction = Double(parts.count) / Double(max(1, total))
            try work.step(Progress(phase: "reading features", fraction: fraction, detail: name))
            parts.append(encoding(try table.column(named: name)))
        }
        for number in recipe.numbers { try encode(number.column) { .number($0, number, recipe.rounding) } }
        for category in recipe.categories { try encode(category, EncodedColumn.category) }
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

    private init(joining parts: [EncodedColumn], rowCount: Int) {
        var starts = Array(repeating: 0, count: rowCount + 1)
        for row in 0..<rowCount {
            starts[row + 1] = starts[row] + parts.reduce(0) { $0 + $1.entries(of: row).count }
        }
        var columns: [UInt32] = []
        var values: [Double] = []
        columns.reserveCapacity(starts[rowCount])
        values.reserveCapacity(starts[rowCount])
        for row in 0..<rowCount {
            var offset: UInt32 = 0
            for part in parts {
                let entries = part.entries(of: row)
                for k in entries { columns.append(offset + part.columns[k]) }
                values.append(contentsOf: part.values[entries])
                offset += UInt32(part.block.width)
            }
        }
        self.init(rowStart: starts, columns: columns, values: values, blocks: parts.map(\.block))
    }
}

/// A column of a table in sparse form: a short run of entries for each distinct value, or each row.
struct EncodedColumn {
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

    func entries(of row: Int) -> Range<Int> {
        let code = Int(codes[row])
        return starts[code]..<starts[code + 1]
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
