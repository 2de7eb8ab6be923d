/// Columns that were built, the least recently used forgotten first.
struct ColumnCache: Sendable {
    private struct Entry: Sendable {
        let column: TypedColumn
        var lastUse: Int
    }

    private var entries: [Int: Entry] = [:]
    private var uses = 0

    /// The column at `index`, where it was built of `rowCount` rows.
    mutating func column(_ index: Int, rowCount: Int) -> TypedColumn? {
        guard let entry = entries[index], entry.column.count == rowCount else { return nil }
        uses += 1
        entries[index]?.lastUse = uses
        return entry.column
    }

    /// Keeps a column, and forgets others until all take no more than `limit` bytes.
    mutating func keep(_ column: TypedColumn, at index: Int, limit: Int) {
        uses += 1
        entries[index] = Entry(column: column, lastUse: uses)
        var total = entries.values.reduce(0) { $0 + $1.column.byteCount }
        while total > limit, entries.count > 1, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            total -= oldest.value.column.byteCount
            entries[oldest.key] = nil
        }
    }

    mutating func removeAll() { entries = [:] }
}
