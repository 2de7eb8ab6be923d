import Records

/// The records that are marked, a bit each, however many rows there come to be.
struct MarkedRows: Sendable, Hashable {
    private var bits: RowSet
    /// How many are marked.
    private(set) var count: Int

    init() { self.init(.none(0)) }

    init(_ set: RowSet) {
        bits = set
        count = set.cardinality
    }

    var isEmpty: Bool { count == 0 }

    /// In the file's order.
    var list: RowList { bits.list }

    func contains(_ row: Int) -> Bool { count > 0 && bits.contains(row) }

    mutating func insert(_ row: Int) {
        if row >= bits.count { bits = bits.resized(to: max(row + 1, 2 * bits.count)) }
        if !bits.contains(row) { count += 1 }
        bits.insert(row)
    }

    mutating func remove(_ row: Int) {
        guard contains(row) else { return }
        bits.remove(row)
        count -= 1
    }

    mutating func toggle(_ row: Int) { if contains(row) { remove(row) } else { insert(row) } }

    mutating func formUnion(_ other: RowSet) {
        let size = max(bits.count, other.count)
        var union = bits.resized(to: size)
        union.formUnion(other.resized(to: size))
        self = MarkedRows(union)
    }

    /// Lets go of what is not among `shown`.
    mutating func formIntersection(_ shown: RowSet) {
        guard !isEmpty else { return }
        var common = bits.resized(to: shown.count)
        common.formIntersection(shown)
        self = MarkedRows(common)
    }

    /// Marks those of `shown` that were not marked.
    mutating func invert(in shown: RowSet) {
        var others = shown
        others.subtract(bits.resized(to: shown.count))
        self = MarkedRows(others)
    }

    /// Whether exactly the records of `shown` are marked.
    func isAll(of shown: RowSet) -> Bool { count == shown.cardinality && bits.resized(to: shown.count) == shown }
}
