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

extension Snapshot {
    /// The rows that a query asks for, in its order. Forgotten records are left out unless the filter names their state.
    ///
    /// - Throws: `FilterError` with the offending token, `Refusal` for an unknown sort column, or `CancellationError`.
    public func list(
        _ query: Query, cancellation: Cancellation? = nil, progress: RowProgress? = nil
    ) throws -> RowList {
        var rows = try query.filter.rows(in: table, overlay: overlay, cancellation: cancellation, progress: progress)
        if !query.filter.asks(about: "state"), let state = overlay.facets["state"] {
            rows.subtract(RowSet(count: rows.count) { $0 < state.masks.count && state.masks[$0] & 2 != 0 })
        }
        return try Sorting.sort(
            rows.list, by: query.sort, in: table, overlay: overlay, cancellation: cancellation)
    }

    /// The rows of `list(_:)` as an array.
    public func rows(_ query: Query) throws -> [Int] { Array(try list(query)) }
}
