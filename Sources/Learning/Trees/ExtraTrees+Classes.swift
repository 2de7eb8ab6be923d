extension ExtraTrees.Fitted {
    /// The class with the largest mean share in the leaves.
    ///
    /// - Complexity: O(classes × trees × depth) a row.
    public func predictedClasses(_ examples: Examples, rows: [Int]) -> [String]? {
        guard ground.classNames.count > 2 else { return nil }
        let ranked = ground.isMade(of: examples) ? ground.rows : RankedRows(examples, columns: ground.columns)
        let grown = trees.compactMap { $0 }
        var (best, most) = (Array(repeating: 0, count: rows.count), Array(repeating: -1.0, count: rows.count))
        for c in ground.classNames.indices {
            var sums = Array(repeating: 0.0, count: rows.count)
            sums.withUnsafeMutableBufferPointer { sums in
                var descent = TreeDescent(
                    rows: rows, range: 0..<rows.count, ranked: ranked, ground: ground, shareOf: c)
                for tree in grown { descent.add(tree, to: sums) }
            }
            for place in rows.indices where sums[place] > most[place] { (best[place], most[place]) = (c, sums[place]) }
        }
        return best.map { ground.classNames[$0] }
    }
}
