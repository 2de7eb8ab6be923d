/// Counts out candidates until one of each cluster is found: any one puts the set into it.
struct ClusterVisitor: CandidateVisitor {
    private let set: Int
    private let union: RowUnion
    private var texts: SetReader
    private var joined: [UInt32]
    private var failed: Set<Int> = []
    /// One similar set of each cluster that has one.
    private(set) var found: [Int] = []

    init(_ set: Int, _ union: RowUnion, _ texts: SetReader) {
        (self.set, self.union, self.texts) = (set, union, texts)
        joined = [union.root(UInt32(set))]
    }

    var isDone: Bool { false }
    mutating func isSettled(_ root: UInt32) -> Bool { joined.contains(union.root(root)) }

    mutating func take(_ other: Int, least: Int) throws {
        let root = union.root(UInt32(other))
        if joined.contains(root) || failed.contains(other) { return }
        if try texts.shared(set, other, least: least) > 0 {
            joined.append(root)
            found.append(other)
        } else {
            failed.insert(other)
        }
    }
}
