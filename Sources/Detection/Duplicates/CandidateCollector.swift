/// Keeps candidates of other clusters to be counted out later, one after the other.
struct CandidateCollector: CandidateVisitor {
    private let root: UInt32
    private let union: RowUnion
    private(set) var found: [(set: Int, least: Int)] = []

    init(_ set: Int, _ union: RowUnion) {
        self.union = union
        root = union.root(UInt32(set))
    }

    var isDone: Bool { false }
    mutating func isSettled(_ root: UInt32) -> Bool { false }

    mutating func take(_ other: Int, least: Int) {
        if union.root(UInt32(other)) != root { found.append((other, least)) }
    }
}
