/// A record and how similar it is.
public struct Neighbour: Hashable, Sendable {
    public let row: Int
    /// Cosine: 1 for the same direction, 0 for nothing in common.
    public let similarity: Float

    /// The most similar first; ties by row.
    static func isBefore(_ first: Neighbour, _ second: Neighbour) -> Bool {
        first.similarity != second.similarity ? first.similarity > second.similarity : first.row < second.row
    }
}
