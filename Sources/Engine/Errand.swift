public import Records

/// Something that may take a look at every record, run beside the keys and given up when it is no longer wanted.
public enum Errand: Sendable {
    case seek(Seek)
    /// The shown records that have the same value in a column as `row`.
    case same(column: String, row: Int, shown: Filter)
    /// The records of `rows` whose labels are hardest to believe, at most `limit`.
    case review(rows: RowList, limit: Int)
}

/// What an errand brought back.
public enum ErrandResult: Sendable {
    /// A place in the list; `wrapped` where the search went on at the other end.
    case place(Int, wrapped: Bool)
    case nowhere
    case set(RowSet)
    case rows([Int])
}

/// The next record of a kind, among those that are shown.
public struct Seek: Sendable {
    public enum Goal: Sendable {
        /// Found in a field that is not veiled.
        case text(RecordSearch)
        case flagged
        case hit
        case row(Int)
        /// The id begins with these digits.
        case id(String)
    }

    public var goal: Goal
    public var rows: RowList
    /// The place that the search starts beside.
    public var from: Int
    /// 1 forward, −1 back.
    public var step: Int
    /// Whether it goes on at the other end of the list.
    public var wraps: Bool
    /// Records that were shown and covered again.
    public var coveredAgain: Set<Int>

    public init(
        _ goal: Goal, in rows: RowList, from: Int = -1, step: Int = 1, wraps: Bool = false,
        coveredAgain: Set<Int> = []
    ) {
        self.goal = goal
        self.rows = rows
        self.from = from
        self.step = step
        self.wraps = wraps
        self.coveredAgain = coveredAgain
    }
}

extension Snapshot {
    /// Runs an errand to its end.
    ///
    /// - Throws: `CancellationError`; `Refusal` or `FilterError` for a column that is not there.
    public func run(_ errand: Errand, cancellation: Cancellation) throws -> ErrandResult {
        switch errand {
        case .seek(let seek): return try place(of: seek, cancellation)
        case .same(let column, let row, let shown):
            return .set(try same(column, row, shown, cancellation))
        case .review(let rows, let limit): return .rows(try hardest(rows, limit, cancellation))
        }
    }

    private func same(_ name: String, _ row: Int, _ shown: Filter, _ cancellation: Cancellation) throws -> RowSet {
        var set = try found(Query(filter: shown), cancellation: cancellation).set
        let column = try table.typedColumn(named: name, cancellation)
        let same: RowSet
        switch column.storage {
        case .coded(let codes, _): same = RowSet(count: column.count) { codes[$0] == codes[row] }
        case .float32(let numbers): same = Self.equal(numbers, row)
        case .float64(let numbers): same = Self.equal(numbers, row)
        case .dates(let dates): same = RowSet(count: column.count) { dates[$0] == dates[row] }
        case .text:
            let wanted = Array(table.field(row, try table.index(of: name)).utf8)
            var rows = RowSet.none(column.count)
            try table.forEachText(of: name, in: 0..<column.count) { row, bytes in
                if row % 4096 == 0 { try cancellation.check() }
                if bytes.elementsEqual(wanted) { rows.insert(row) }
            }
            same = rows
        }
        set.formIntersection(same.resized(to: set.count))
        return set
    }

    /// Missing numbers are the same too.
    private static func equal<Number: BinaryFloatingPoint>(_ numbers: [Number], _ row: Int) -> RowSet {
        let wanted = numbers[row]
        return RowSet(count: numbers.count) { numbers[$0] == wanted || (wanted.isNaN && numbers[$0].isNaN) }
    }

    /// The largest out-of-fold losses first; held-out records have none.
    private func hardest(_ rows: RowList, _ limit: Int, _ cancellation: Cancellation) throws -> [Int] {
        guard let losses = overlay.numbers["model.disagreement"] else { return [] }
        let known = rows.filter { !losses[$0].isNaN }
        try cancellation.check()
        return Array(known.sorted { (losses[$0], $1) > (losses[$1], $0) }.prefix(limit))
    }
}
