public import Records

/// Which records to show, and in what order.
public struct Query: Sendable, Hashable {
    public var filter: Filter
    public var sort: [SortKey]

    public init(filter: Filter = .all, sort: [SortKey] = []) {
        self.filter = filter
        self.sort = sort
    }
}

/// What a query found, with all that the screen would otherwise have to look for among the rows.
public struct FoundRows: Sendable {
    /// In the order that was asked for.
    public var rows: RowList
    /// The same rows, a bit each.
    public var set: RowSet
    /// Where the record to stay on stands now; nil where it was filtered out, or none was named.
    public var place: Int?

    public init(rows: RowList, set: RowSet, place: Int? = nil) {
        self.rows = rows
        self.set = set
        self.place = place
    }
}

extension Snapshot {
    /// The rows that a query asks for. Forgotten records are left out unless the filter names their state.
    ///
    /// - Throws: `FilterError` with the offending token, or `Refusal` for an unknown sort column; `CancellationError`.
    public func rows(_ query: Query, cancellation: Cancellation? = nil) throws -> RowList {
        try found(query, cancellation: cancellation).rows
    }

    /// The rows that a query asks for, and where among them `row` stands.
    ///
    /// - Throws: as `rows(_:cancellation:)`.
    public func found(
        _ query: Query, keeping row: Int? = nil, cancellation: Cancellation? = nil
    ) throws -> FoundRows {
        var set = try query.filter.rows(in: table, overlay: overlay, cancellation: cancellation)
        if !query.filter.asks(about: "state"), counts.forgotten > 0, let state = overlay.facets["state"] {
            set.formIntersection(RowSet(count: set.count) { $0 >= state.masks.count || state.masks[$0] & 2 == 0 })
        }
        try cancellation?.check()
        let list = try Sorting.sort(
            set.list, by: query.sort, in: table, overlay: overlay, cancellation: cancellation)
        try cancellation?.check()
        return FoundRows(rows: list, set: set, place: row.flatMap(list.place))
    }
}
