/// Rows sorted so that equal values lie side by side, for columns that are not coded: numbers and dates by themselves,
/// texts by a 64-bit hash of them.
struct DistinctRuns {
    /// By row of the table; of rows without a value `OrderKey.missing`.
    let keys: [UInt64]
    /// Rows of one value side by side, ascending; those without a value last.
    let rows: [UInt32]
    /// Whether different texts might, once in billions, share a key.
    let areHashes: Bool

    /// - Parameter asked: rows to look at.
    /// - Throws: `CancellationError`; what reading throws.
    init(of column: TypedColumn, in table: any ColumnSource, for asked: RowSet, cancellation: Cancellation?) throws {
        switch column.storage {
        case .float32(let numbers): keys = numbers.map { OrderKey.of(Double($0), descending: false) }
        case .float64(let numbers): keys = numbers.map { OrderKey.of($0, descending: false) }
        case .dates(let seconds): keys = seconds.map { OrderKey.of($0, descending: false) }
        case .text(let missing):
            var present = asked
            present.subtract(missing)
            keys = try Self.hashes(of: column.name, in: table, for: present, cancellation)
        case .coded(let codes, _): keys = (0..<column.count).map { UInt64(codes[$0]) }
        }
        areHashes = if case .text = column.storage { true } else { false }
        var sort = StableSort(asked.list, cancellation: cancellation)
        let keys = keys
        try sort.sort { keys[$0] }
        rows = sort.rows
    }

    /// Calls `body` with the places in `rows` of every value that is not missing, in the order of the keys.
    func forEachRun(_ body: (Range<Int>) throws -> Void) rethrows {
        var start = 0
        while start < rows.count, keys[Int(rows[start])] != OrderKey.missing {
            let key = keys[Int(rows[start])]
            var end = start + 1
            while end < rows.count, keys[Int(rows[end])] == key { end += 1 }
            try body(start..<end)
            start = end
        }
    }

    /// The rows without a value.
    var missing: ArraySlice<UInt32> {
        let isMissing = { (row: UInt32) in keys[Int(row)] == OrderKey.missing }
        return rows[(rows.firstIndex(where: isMissing) ?? rows.endIndex)...]
    }

    private static func hashes(
        of column: String, in table: any ColumnSource, for rows: RowSet, _ cancellation: Cancellation?
    ) throws -> [UInt64] {
        var hashes = [UInt64](repeating: OrderKey.missing, count: rows.count)
        try hashes.withUnsafeMutableBufferPointer { hashes in
            let hashes = SharedBuffer(hashes)
            try RowSegments.perform(rows.count, cancellation: cancellation) { segment in
                let alive = rows.alive(in: segment)
                try alive.forEachRun { run in
                    try table.forEachText(of: column, in: run) { row, text in
                        guard alive.contains(row) else { return }
                        var hasher = Hasher()
                        hasher.combine(bytes: UnsafeRawBufferPointer(text))
                        hashes[row] = min(UInt64(bitPattern: Int64(hasher.finalize())), OrderKey.missing - 1)
                    }
                }
            }
        }
        return hashes
    }
}

extension RowSet {
    /// The rows of a list, out of `count`.
    init(_ list: RowList, of count: Int) {
        var rows = RowSet.none(count)
        for row in list { rows.insert(row) }
        self = list.count == count ? .all(count) : rows
    }
}

extension ColumnSource {
    /// The texts of a few rows, in their order.
    func texts(of column: String, at rows: [Int]) throws -> [String] {
        var found = [String](repeating: "", count: rows.count)
        try forEachText(of: column, at: rows) { found[$0] = String(decoding: $1, as: UTF8.self) }
        return found
    }

    /// Calls `body` with a place in `rows` and the text of the row there, in the order of the table; rows that lie side by
    /// side are read in one walk.
    func forEachText(
        of column: String, at rows: [Int], _ body: (Int, UnsafeBufferPointer<UInt8>) throws -> Void
    ) throws {
        let near = 16
        let order = rows.indices.sorted { (rows[$0], $0) < (rows[$1], $1) }
        var next = 0
        while next < order.count {
            var end = next + 1
            while end < order.count, rows[order[end]] - rows[order[end - 1]] <= near { end += 1 }
            var place = next
            try forEachText(of: column, in: rows[order[next]]..<rows[order[end - 1]] + 1) { row, text in
                while place < end, rows[order[place]] == row {
                    try body(order[place], text)
                    place += 1
                }
            }
            next = end
        }
    }
}
