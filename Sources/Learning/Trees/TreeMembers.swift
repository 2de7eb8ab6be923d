/// The records that a forest was fitted to, and how many there are of each class.
struct TreeMembers: Sendable {
    private var holds: [Bool]
    private var counts: ClassCounts
    private let ground: TreeExamples

    init(_ rows: [Int], of ground: TreeExamples, counts: ClassCounts) {
        self.ground = ground
        holds = Array(repeating: false, count: ground.source.rowCount)
        for row in rows { holds[row] = true }
        self.counts = counts
    }

    var count: Int { counts.total }
    /// Classes that have a record.
    var classes: [Int] { counts.present }

    /// Takes away `rows`.
    ///
    /// - Returns: those that were there.
    mutating func remove(_ rows: [Int]) -> [Int] {
        var gone: [Int] = []
        for row in rows where holds[row] {
            holds[row] = false
            counts.remove(ground.classes[row])
            gone.append(row)
        }
        return gone
    }

    /// Whether these are `rows`, which are distinct.
    func isEqual(to rows: [Int]) -> Bool {
        guard count == rows.count else { return false }
        return holds.withUnsafeBufferPointer { holds in
            rows.withUnsafeBufferPointer { rows in rows.allSatisfy { holds[$0] } }
        }
    }

    /// A flag a row of the table.
    func mask(of rows: [Int]) -> [Bool] {
        var mask = Array(repeating: false, count: holds.count)
        for row in rows { mask[row] = true }
        return mask
    }

    /// - Throws: `Refusal` where these can't be learned from, or a class of `before` is gone.
    func check(since before: TreeMembers? = nil) throws { try counts.check(since: before?.counts) }
}
