import Records

/// Records of two files that are the same, by an id column.
struct RecordPairing {
    /// (row of the first, row of the second), in the order of the first.
    let pairs: [(first: Int, second: Int)]
    /// Records of each file whose id the other doesn't have.
    let unmatched: (first: Int, second: Int)

    /// - Throws: `Refusal`: 64 for a column that is not there; 65, with file and lines, for an id that is missing or not
    ///   unique, and where no record is in both.
    init(_ first: Table, _ second: Table, by name: String) throws {
        let ofFirst = try Self.rows(of: first, by: name)
        let ofSecond = try Self.rows(of: second, by: name)
        var pairs: [(first: Int, second: Int)] = []
        for (id, row) in ofFirst {
            if let other = ofSecond[id] { pairs.append((row, other)) }
        }
        guard !pairs.isEmpty else {
            throw Refusal(
                .badData, "No '\(name)' of \(first.fileName) is in \(second.fileName), so nothing can be paired.",
                next: "Name the column that identifies a record in both files: --id COL")
        }
        self.pairs = pairs.sorted { $0.first < $1.first }
        unmatched = (ofFirst.count - pairs.count, ofSecond.count - pairs.count)
    }

    /// What stayed without a partner, in one sentence; nil where nothing did.
    func sentence(_ first: Table, _ second: Table) -> String? {
        guard unmatched.first + unmatched.second > 0 else { return nil }
        return "Compared are the \(pairs.count.counted("record")) of both files; only in \(first.fileName): "
            + "\(unmatched.first.grouped), only in \(second.fileName): \(unmatched.second.grouped)."
    }

    private static func rows(of table: Table, by name: String) throws -> [String: Int] {
        let column: Column
        do { column = try table.column(named: name) } catch let refusal as Refusal {
            throw Refusal(refusal.kind, "\(table.fileName): \(refusal.sentence)", next: refusal.next)
        }
        var rows: [String: Int] = Dictionary(minimumCapacity: column.count)
        for row in 0..<column.count {
            if column.isMissing(row) {
                throw Refusal(
                    .badData, "\(table.fileName(of: row)) line \(table.line(row)): '\(name)' is missing.",
                    next: "Every record needs an id to be paired by.")
            }
            if let earlier = rows.updateValue(row, forKey: column.text(row)) {
                throw Refusal(
                    .badData,
                    "\(table.fileName(of: row)) line \(table.line(row)): '\(name)' is '\(column.text(row))', as on line "
                        + "\(table.line(earlier))\(table.fileName(of: earlier) == table.fileName(of: row) ? "" : " of \(table.fileName(of: earlier))").",
                    next: "Every record needs an id of its own to be paired by.")
            }
        }
        return rows
    }
}
