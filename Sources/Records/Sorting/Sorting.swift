/// Sorts rows without ever comparing two of them: each key gives a row a whole number, and numbers are sorted by bytes.
public enum Sorting {
    /// The rows in the order of the keys, the first one first; rows with equal keys stay as they were.
    ///
    /// Columns of numbers and measures sort by number, of dates by date, other columns by UTF-8 bytes, a facet by the
    /// first of its values that holds. Missing values come last, descending or not. A name of a measure's form is a
    /// measure; any other is a column if there is one, then "row", then a facet.
    ///
    /// - Throws: `Refusal` for a name that is none of these; `CancellationError`.
    /// - Complexity: O(rows) a key, at most eight passes; for texts in the file O(bytes) that are read to tell them apart.
    public static func sort(
        _ rows: RowList, by keys: [SortKey], in table: some ColumnSource, overlay: Overlay = Overlay(),
        cancellation: Cancellation? = nil
    ) throws -> RowList {
        if keys.isEmpty || rows.count < 2 && keys.allSatisfy({ table.columnNames.contains($0.name) }) { return rows }
        let values = try keys.map { try SortValues($0.name, in: table, overlay: overlay, cancellation) }
        var sort = StableSort(rows, cancellation: cancellation)
        for (key, values) in zip(keys, values).reversed() {
            try values.sort(&sort, descending: key.descending, in: table, cancellation)
        }
        let sorted = sort.rows
        return RowList(sorted, isAscending: zip(sorted, sorted.dropFirst()).allSatisfy { $0 < $1 })
    }
}

/// What rows are sorted by.
private enum SortValues {
    case ranks(TypedColumn.Codes, Ranks)
    case float32([Float])
    case float64([Double])
    case dates([Int64])
    case text(column: String, missing: RowSet)
    case facet(Overlay.Facet)
    case row

    init(_ name: String, in table: some ColumnSource, overlay: Overlay, _ cancellation: Cancellation?) throws {
        if Overlay.isMeasure(name), let numbers = overlay.numbers[name] {
            self = .float64(numbers.filled(to: table.rowCount, with: .nan))
        } else if table.columnNames.contains(name) {
            let column = try table.typedColumn(named: name, cancellation)
            self =
                switch column.storage {
                case .coded(let codes, let dictionary): .ranks(codes, Ranks(dictionary, kind: column.kind))
                case .float32(let numbers): .float32(numbers)
                case .float64(let numbers): .float64(numbers)
                case .dates(let seconds): .dates(seconds)
                case .text(let missing): .text(column: name, missing: missing)
                }
        } else if name == "row" {
            self = .row
        } else if let facet = overlay.facets[name] {
            self = .facet(facet)
        } else {
            let names = table.columnNames + overlay.numbers.keys.sorted() + ["row"] + overlay.facets.keys.sorted()
            throw Refusal.unknown("column", name, among: names)
        }
    }

    func sort(
        _ sort: inout StableSort, descending: Bool, in table: some ColumnSource, _ cancellation: Cancellation?
    ) throws {
        switch self {
        case .ranks(let codes, let ranks):
            let ofCode = ranks.ofCode.map { OrderKey.of(rank: $0, of: ranks.count, descending: descending) }
            switch codes {
            case .narrow(let codes): try sort.sort { ofCode[Int(codes[$0])] }
            case .wide(let codes): try sort.sort { ofCode[Int(codes[$0])] }
            }
        case .float32(let numbers): try sort.sort { OrderKey.of(numbers[$0], descending: descending) }
        case .float64(let numbers): try sort.sort { OrderKey.of(numbers[$0], descending: descending) }
        case .dates(let seconds): try sort.sort { OrderKey.of(seconds[$0], descending: descending) }
        case .facet(let facet):
            let masks = facet.masks.filled(to: table.rowCount, with: 0)
            let count = UInt32(facet.values.count)
            let firsts = facet.combinations?.map { $0.first.map { UInt32($0) } ?? count }
            try sort.sort { row in
                let mask = masks[row]
                let first = firsts?[Int(mask)] ?? min(UInt32(mask.trailingZeroBitCount), count)
                return OrderKey.of(rank: first, of: count, descending: descending)
            }
        case .row: try sort.sort { descending ? ~UInt32($0) : UInt32($0) }
        case .text(let column, let missing):
            var present = RowSet.none(missing.count)
            for row in sort.rows { present.insert(Int(row)) }
            present.subtract(missing)
            let ranks = try TextRanks(of: column, for: present, in: table, cancellation: cancellation)
            try sort.sort { OrderKey.of(rank: ranks.ofRow[$0], of: ranks.count, descending: descending) }
        }
    }
}
