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
    /// The rows that a query asks for. Forgotten records are left out unless the filter names their state.
    ///
    /// - Throws: `FilterError` with the offending token, or `Refusal` for an unknown sort column.
    public func rows(_ query: Query) throws -> [Int] {
        var rows = try query.filter.rows(in: table, overlay: overlay)
        if !query.filter.asks(about: "state"), let state = overlay.facets["state"] {
            rows = rows.filter { state.masks[$0] & 2 == 0 }
        }
        return query.sort.isEmpty ? rows : try Sorting.sort(rows, by: query.sort, in: table, overlay: overlay)
    }
}
