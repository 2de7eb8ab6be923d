/// A dense rank for every row of a column whose texts stay in the file, in the order of their UTF-8 bytes.
///
/// The first seven bytes of every text are read in one pass over the file; rows are dealt into 65,536 heaps by two of
/// them, and the heaps sorted on all cores. Rows that are still tied are read on: in passes while they are many, one by
/// one when they are few. No text is kept; the temporary memory is thirteen bytes a row.
struct TextRanks {
    private(set) var ofRow: [UInt32]
    /// The rank of rows whose value is missing, and of those that were not asked for.
    private(set) var count: UInt32 = 0

    /// - Parameter rows: which rows get a rank.
    /// - Throws: `CancellationError`; what reading throws.
    init(of column: String, for rows: RowSet, in table: any ColumnSource, cancellation: Cancellation?) throws {
        ofRow = []
        var order = TextOrder(
            column: column, table: table, count: rows.cardinality, rowCount: rows.count, cancellation: cancellation)
        try order.sort(rows)
        let (sorted, bonds) = order.result()
        let last = zip(sorted, bonds).reduce(into: UInt32(0)) { count, next in if next.1 == .none { count += 1 } }
        count = last
        ofRow = Array(repeating: last, count: rows.count)
        var rank: UInt32 = 0
        for (place, row) in sorted.enumerated() {
            if place > 0, bonds[place] == .none { rank += 1 }
            ofRow[Int(row)] = rank
        }
    }
}

/// Rows on their way into the order of their texts.
struct TextOrder {
    /// How a row's text compares with that of the row before it in the order.
    enum Bond: UInt8 {
        /// It is another text.
        case none
        case same
        /// It is the same as far as it was read.
        case tied
    }

    let column: String
    let table: any ColumnSource
    let cancellation: Cancellation?
    private let rowCount: Int
    /// By row.
    private var keys: [UInt64]
    private var order: [UInt32]
    private var bonds: [Bond]

    /// Passes over all tied rows are worth it while they are at least one row in so many.
    private static let manyTies = 32
    private static let mostPasses = 6

    init(column: String, table: any ColumnSource, count: Int, rowCount: Int, cancellation: Cancellation?) {
        self.column = column
        self.table = table
        self.cancellation = cancellation
        self.rowCount = rowCount
        keys = Array(repeating: 0, count: rowCount)
        order = Array(repeating: 0, count: count)
        bonds = Array(repeating: .none, count: count)
    }

    /// The rows in order, and what binds each to the one before it.
    func result() -> ([UInt32], [Bond]) { (order, bonds) }

    mutating func sort(_ rows: RowSet) throws {
        try readKeys(of: rows) { TextKey.of($0, from: 0) }
        try sortHeaps(deal(rows))
        var offset = TextKey.width
        var tied = tiedRows()
        var passes = 1
        while !tied.isEmpty {
            if tied.cardinality < order.count / Self.manyTies { return try settle(from: offset) }
            if passes >= Self.mostPasses { return try settleByHash(tied, from: offset) }
            let start = offset
            try readKeys(of: tied) { TextKey.of($0, from: start) }
            try forEachTiedGroup { group, order, keys, bonds in
                TextOrder.sort(group, order, keys, bonds)
            }
            offset += TextKey.width
            passes += 1
            tied = tiedRows()
        }
    }

    // MARK: The first bytes

    private mutating func readKeys(
        of rows: RowSet, key: @escaping @Sendable (UnsafeBufferPointer<UInt8>) -> UInt64
    ) throws {
        let (table, column, cancellation) = (table, column, cancellation)
        try keys.withUnsafeMutableBufferPointer { keys in
            let keys = SharedBuffer(keys)
            try RowSegments.perform(rows.count, cancellation: cancellation) { segment in
                let alive = rows.alive(in: segment)
                try alive.forEachRun { run in
                    try table.forEachText(of: column, in: run) { row, text in
                        if alive.contains(row) { keys[row] = key(text) }
                    }
                }
            }
        }
    }

    /// Puts the rows into heaps by the first two bytes of their keys, and says where each heap begins.
    private mutating func deal(_ rows: RowSet) -> [Int] {
        var next = [Int](repeating: 0, count: 1 << 16 + 1)
        rows.forEach { next[Int(keys[$0] >> 48) + 1] += 1 }
        for heap in 1..<next.count { next[heap] += next[heap - 1] }
        let starts = next
        rows.forEach { row in
            let heap = Int(keys[row] >> 48)
            order[next[heap]] = UInt32(row)
            next[heap] += 1
        }
        return starts
    }

    private mutating func sortHeaps(_ starts: [Int]) throws {
        let heaps = (0..<starts.count - 1).filter { starts[$0] < starts[$0 + 1] }
        try withBuffers { order, keys, bonds, cancellation in
            try Parallel.attempt(heaps.count, cancellation: cancellation) { index in
                let heap = heaps[index]
                TextOrder.sort(starts[heap]..<starts[heap + 1], order, keys, bonds)
            }
        }
    }

    /// Sorts places by key, then by row, and binds them anew.
    private static func sort(
        _ places: Range<Int>, _ order: SharedBuffer<UInt32>, _ keys: SharedBuffer<UInt64>, _ bonds: SharedBuffer<Bond>
    ) {
        struct Entry {
            let key: UInt64
            let row: UInt32
        }
        var entries = places.map { Entry(key: keys[Int(order[$0])], row: order[$0]) }
        entries.sort { $0.key != $1.key ? $0.key < $1.key : $0.row < $1.row }
        for (index, entry) in entries.enumerated() {
            order[places.lowerBound + index] = entry.row
            let isEqual = index > 0 && entries[index - 1].key == entry.key
            bonds[places.lowerBound + index] = !isEqual ? .none : TextKey.isUnfinished(entry.key) ? .tied : .same
        }
    }

    // MARK: Ties

    /// The rows whose order is still open.
    private func tiedRows() -> RowSet {
        var rows = RowSet.none(rowCount)
        for place in bonds.indices where bonds[place] == .tied {
            rows.insert(Int(order[place]))
            rows.insert(Int(order[place - 1]))
        }
        return rows
    }

    private mutating func settle(from offset: Int) throws {
        let (table, column) = (table, column)
        try forEachTiedGroup { group, order, _, bonds in
            try TieBreaker(table: table, column: column).settle(group, order, bonds, from: offset)
        }
    }

    /// The same where many texts are alike for long, as copies of one are: one row of each stands for all with its hash,
    /// so that copies are not read again. Hashes are of 64 bits, with a seed of the process: that two texts share one is
    /// less likely than a fault of the memory.
    private mutating func settleByHash(_ tied: RowSet, from offset: Int) throws {
        try readKeys(of: tied) { text in
            var hasher = Hasher()
            hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(text).dropFirst(offset)))
            return UInt64(bitPattern: Int64(hasher.finalize()))
        }
        let (table, column) = (table, column)
        try forEachTiedGroup { group, order, keys, bonds in
            let copies = Dictionary(grouping: group.map { order[$0] }) { keys[Int($0)] }
            // Rows ascend in a group, and so they do among its copies.
            var firsts = copies.values.map { $0[0] }.sorted()
            var firstBonds = [Bond](repeating: .none, count: firsts.count)
            try firsts.withUnsafeMutableBufferPointer { firsts in
                try firstBonds.withUnsafeMutableBufferPointer { bonds in
                    try TieBreaker(table: table, column: column)
                        .settle(0..<firsts.count, SharedBuffer(firsts), SharedBuffer(bonds), from: offset)
                }
            }
            var place = group.lowerBound
            for (first, bond) in zip(firsts, firstBonds) {
                for (index, row) in (copies[keys[Int(first)]] ?? []).enumerated() {
                    order[place] = row
                    bonds[place] = index == 0 ? bond : .same
                    place += 1
                }
            }
        }
    }

    /// Calls `body`, from several threads, with every run of places that are bound by a tie.
    private mutating func forEachTiedGroup(
        _ body:
            @escaping @Sendable (
                Range<Int>, SharedBuffer<UInt32>, SharedBuffer<UInt64>, SharedBuffer<Bond>
            ) throws -> Void
    ) throws {
        // The groups are found before any of them changes.
        var starts: [UInt32] = []
        for place in bonds.indices where bonds[place] == .tied && bonds[place - 1] != .tied {
            starts.append(UInt32(place - 1))
        }
        let groups = starts
        try withBuffers { order, keys, bonds, cancellation in
            try RowSegments.perform(groups.count, size: 64, cancellation: cancellation) { indices in
                for start in groups[indices] {
                    var end = Int(start) + 1
                    while end < bonds.base.count, bonds[end] == .tied { end += 1 }
                    let first = bonds[Int(start)]
                    try body(Int(start)..<end, order, keys, bonds)
                    bonds[Int(start)] = first
                }
            }
        }
    }

    private mutating func withBuffers(
        _ body: (SharedBuffer<UInt32>, SharedBuffer<UInt64>, SharedBuffer<Bond>, Cancellation?) throws -> Void
    ) throws {
        let cancellation = cancellation
        try order.withUnsafeMutableBufferPointer { order in
            try keys.withUnsafeMutableBufferPointer { keys in
                try bonds.withUnsafeMutableBufferPointer { bonds in
                    try body(SharedBuffer(order), SharedBuffer(keys), SharedBuffer(bonds), cancellation)
                }
            }
        }
    }
}
