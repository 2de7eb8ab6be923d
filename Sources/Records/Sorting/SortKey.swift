/// What rows are sorted by: a column, a measure ("model.score"), a facet ("flag") or "row".
public struct SortKey: Hashable, Sendable {
    public var name: String
    public var descending: Bool

    public init(name: String, descending: Bool = false) {
        self.name = name
        self.descending = descending
    }
}
