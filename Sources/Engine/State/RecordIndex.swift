import Records

/// The records of a table by row and by id.
struct RecordIndex: Sendable, Equatable {
    /// One a row.
    let ids: [RecordID]
    private let rowOf: [RecordID: Int]

    /// - Complexity: O(ids).
    init(_ ids: [RecordID]) {
        self.ids = ids
        var rowOf: [RecordID: Int] = Dictionary(minimumCapacity: ids.count)
        for (row, id) in ids.enumerated() { rowOf[id] = row }
        self.rowOf = rowOf
    }

    var count: Int { ids.count }

    /// Nil for a record that the table does not have.
    func row(of id: RecordID) -> Int? { rowOf[id] }

    func rows(of ids: [RecordID]) -> [Int] { ids.compactMap { rowOf[$0] } }

    func ids(of rows: some Sequence<Int>) -> [RecordID] { rows.map { ids[$0] } }

    static func == (one: RecordIndex, other: RecordIndex) -> Bool { one.ids == other.ids }
}
