/// Ids are a function of table, seed and id column, so they may be kept and need not be made again at each opening.
extension Identities {
    /// The ids as bytes that `init(unpacking:of:seed:idColumn:)` reads; those of some records are left blank.
    public func pack(into packed: inout PackedBytes, without blank: [Bool]) {
        // As ids are written everywhere, so that whoever searches for one finds it.
        var words: [UInt64] = []
        words.reserveCapacity(ids.count * 2)
        for (id, isBlank) in zip(ids, blank) {
            words.append(isBlank ? 0 : id.high.bigEndian)
            words.append(isBlank ? 0 : id.low.bigEndian)
        }
        packed.append(words)
        packed.append(blank.indices.filter { blank[$0] }.map(UInt64.init))
        let groups = copies.repeats.values.sorted { $0[0] < $1[0] }
        packed.append(groups.map { UInt64($0.count) })
        packed.append(groups.flatMap(\.self).map(UInt64.init))
    }

    /// Reads what was packed of the same table; what was left blank is made anew. Nil where it is of another table.
    ///
    /// - Complexity: O(records), a copy each; O(bytes of a few records) for each that was blank.
    public init?(unpacking reader: inout PackedBytes.Reader, of table: Table, seed: UInt64, idColumn: String? = nil) {
        let count = table.rowCount
        guard let words = reader.numbers(UInt64.self, count: count * 2),
            let blank = Self.rows(reader.numbers(UInt64.self), below: count),
            let lengths = Self.rows(reader.numbers(UInt64.self), below: count + 1),
            let members = Self.rows(reader.numbers(UInt64.self), below: count),
            lengths.allSatisfy({ $0 >= 2 }), lengths.reduce(0, +) == members.count
        else { return nil }
        var groups: [[Int]] = []
        var start = 0
        for length in lengths {
            groups.append(Array(members[start..<start + length]))
            start += length
        }
        let copies = Copies(groups: groups)
        var ids = (0..<count).map {
            RecordID(high: UInt64(bigEndian: words[2 * $0]), low: UInt64(bigEndian: words[2 * $0 + 1]))
        }
        guard let made = try? Self.ids(of: blank, in: table, seed, idColumn, copies) else { return nil }
        for (row, id) in zip(blank, made) { ids[row] = id }
        self.init(ids: ids, copies: copies, areGiven: idColumn != nil, firstTestRow: table.firstTestRow)
    }

    /// The ids of single records, made anew on all processors.
    private static func ids(
        of rows: [Int], in table: Table, _ seed: UInt64, _ idColumn: String?, _ copies: Copies
    ) throws -> [RecordID] {
        if let column = try idColumn.map(table.index(of:)) {
            return Parallel.map(rows.count) { id(given: table.field(rows[$0], column), seed: seed) }
        }
        let content = content(of: table, seed: seed, idColumn)
        let first = table.firstTestRow ?? .max
        return Parallel.map(rows.count) { index in
            let row = rows[index]
            let side = copies.of(row).filter { ($0 < first) == (row < first) }
            let occurrence = (side.firstIndex(of: row) ?? 0) + 1
            let id = ids(of: row..<row + 1, in: table, content) { _ in occurrence }[0]
            return row < first ? id : testID(id)
        }
    }

    private static func rows(_ numbers: [UInt64]?, below limit: Int) -> [Int]? {
        guard let numbers, numbers.allSatisfy({ $0 < limit }) else { return nil }
        return numbers.map(Int.init)
    }
}
