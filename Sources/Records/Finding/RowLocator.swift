/// Where a person wants to go in a list of rows: "612", "50%" or "id:7f3a".
public enum RowLocator: Hashable, Sendable {
    /// Counted from 1, in the file.
    case row(Int)
    /// Of the way through the list, 0 to 100.
    case percent(Double)
    /// An id begins with these lower-case hexadecimal digits.
    case id(String)

    /// - Throws: `Refusal` for anything else.
    public init(_ text: String) throws(Refusal) {
        let text = text.trimmingBlanks()
        if text.hasPrefix("id:") {
            let digits = String(text.dropFirst(3)).lowercased().filter { $0 != "…" }
            guard RecordID.range(startingWith: digits) != nil else {
                throw Refusal(.usage, "'\(text)' is no id.", next: "An id begins with 1 to 32 hexadecimal digits.")
            }
            self = .id(digits)
        } else if text.hasSuffix("%"), let percent = FilterNumber.parse(String(text.dropLast())) {
            guard (0...100).contains(percent) else {
                throw Refusal(.usage, "\(text) is not in the list.", next: "Write 0% for its start, 100% for its end.")
            }
            self = .percent(percent)
        } else if let row = Int(text.filter { $0 != "," && $0 != "_" }), !text.hasPrefix("-"), !text.hasPrefix("+") {
            guard row >= 1 else { throw Refusal(.usage, "There is no row 0.", next: "Rows are counted from 1.") }
            self = .row(row)
        } else {
            throw Refusal(.usage, "'\(text)' is no place to go to.", next: "Write 612, 50% or id:7f3a.")
        }
    }

    /// The place in the list.
    ///
    /// - Parameters:
    ///   - rowCount: of the whole table.
    ///   - ids: one a row; empty where there are none yet.
    /// - Throws: `Refusal` that says why the row is not there.
    /// - Complexity: O(rows) for an id and in a sorted list, else O(log rows).
    public func place(in rows: RowList, rowCount: Int, ids: [RecordID] = []) throws(Refusal) -> Int {
        guard !rows.isEmpty else {
            throw Refusal(.usage, "No row is shown.", next: "Change the filter.")
        }
        switch self {
        case .percent(let percent): return Int((Double(rows.count - 1) * percent / 100).rounded())
        case .row(let row):
            guard row <= rowCount else {
                throw Refusal(
                    .usage, "There is no row \(row).", next: "The last one is \(rowCount).")
            }
            if let place = rows.place(of: row - 1) { return place }
            throw Refusal(
                .usage, "Row \(row) is not among the \(rows.count) shown.", next: Self.nearest(to: row, in: rows))
        case .id(let digits): return try place(ofID: digits, in: rows, ids)
        }
    }

    private func place(ofID digits: String, in rows: RowList, _ ids: [RecordID]) throws(Refusal) -> Int {
        guard let range = RecordID.range(startingWith: digits), !ids.isEmpty else {
            throw Refusal(.usage, "The records have no ids yet.", next: "Go to a row by its number.")
        }
        if let place = rows.firstIndex(where: { range.contains(ids[$0]) }) { return place }
        guard let row = ids.firstIndex(where: range.contains) else {
            throw Refusal(.usage, "No record's id begins with \(digits).", next: "Check the id.")
        }
        throw Refusal(
            .usage, "Row \(row + 1), whose id begins with \(digits), is not among the \(rows.count) shown.",
            next: "Switch the filter off to go there.")
    }

    /// In the file's order the nearest row that is shown can be told at once.
    private static func nearest(to row: Int, in rows: RowList) -> String {
        guard rows.isAscending else { return "Switch the filter off to go there." }
        var low = 0
        var high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if rows[middle] < row - 1 { low = middle + 1 } else { high = middle }
        }
        let neighbours = [low - 1, low].filter(rows.indices.contains).map { rows[$0] + 1 }
        let nearest = neighbours.min { abs($0 - row) < abs($1 - row) } ?? row
        return "The nearest that is shown is row \(nearest)."
    }
}
