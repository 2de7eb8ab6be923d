extension TableSummary {
    /// What can be said of any column.
    struct Facts {
        let missing: Int
        let distinct: Int
        let isExact: Bool
        let meanLength: Double?
        let examples: [String]
    }
}

extension TableSummary.Facts {
    private static let examples = 3

    init(
        _ codes: TypedColumn.Codes, _ dictionary: TypedColumn.Dictionary, _ rows: RowList, isText: Bool,
        _ cancellation: Cancellation?
    ) throws {
        var counts = dictionary.texts.map { _ in 0 }
        var firstPlace = counts
        for (place, row) in rows.enumerated() {
            if place % RowSegments.size == 0 { try cancellation?.check() }
            let code = codes[row]
            if counts[code] == 0 { firstPlace[code] = place }
            counts[code] += 1
        }
        let present = counts.indices.filter { counts[$0] > 0 && !dictionary.isMissing[$0] }
        let presentRows = present.reduce(0) { $0 + counts[$1] }
        missing = rows.count - presentRows
        distinct = present.count
        isExact = true
        let length = present.reduce(0) { $0 + counts[$1] * dictionary.texts[$1].unicodeScalars.count }
        meanLength = isText && presentRows > 0 ? Double(length) / Double(presentRows) : nil
        examples = present.sorted { (counts[$1], firstPlace[$0]) < (counts[$0], firstPlace[$1]) }
            .prefix(Self.examples).map { dictionary.texts[$0] }
    }

    init(
        _ column: TypedColumn, _ rows: RowList, in table: some ColumnSource, isText: Bool,
        _ cancellation: Cancellation?
    ) throws {
        let asked = RowSet(rows, of: table.rowCount)
        let runs = try DistinctRuns(of: column, in: table, for: asked, cancellation: cancellation)
        var distinct = 0
        var best: [Range<Int>] = []
        let comesFirst = { (a: Range<Int>, b: Range<Int>) in
            (b.count, runs.rows[a.lowerBound]) < (a.count, runs.rows[b.lowerBound])
        }
        runs.forEachRun { run in
            distinct += 1
            if best.count == Self.examples, comesFirst(best[best.count - 1], run) { return }
            best.append(run)
            best.sort(by: comesFirst)
            if best.count > Self.examples { best.removeLast() }
        }
        missing = runs.missing.count
        self.distinct = distinct
        isExact = !runs.areHashes
        examples = try table.texts(of: column.name, at: best.map { Int(runs.rows[$0.lowerBound]) })
        let present = asked.cardinality - missing
        meanLength =
            isText && present > 0
            ? Double(try Self.length(column, asked, in: table, cancellation)) / Double(present) : nil
    }

    /// The length of all texts that are not missing, in Unicode scalars.
    private static func length(
        _ column: TypedColumn, _ rows: RowSet, in table: some ColumnSource, _ cancellation: Cancellation?
    ) throws -> Int {
        var rows = rows
        if case .text(let missing) = column.storage { rows.subtract(missing) }
        let (name, present) = (column.name, rows)
        var lengths = [Int](repeating: 0, count: (present.count + RowSegments.size - 1) / RowSegments.size)
        try lengths.withUnsafeMutableBufferPointer { lengths in
            let lengths = SharedBuffer(lengths)
            try RowSegments.perform(present.count, cancellation: cancellation) { segment in
                let alive = present.alive(in: segment)
                var length = 0
                try alive.forEachRun { run in
                    try table.forEachText(of: name, in: run) { row, text in
                        guard alive.contains(row) else { return }
                        for byte in text where byte & 0xC0 != 0x80 { length += 1 }
                    }
                }
                lengths[segment.lowerBound / RowSegments.size] = length
            }
        }
        return lengths.reduce(0, +)
    }
}
