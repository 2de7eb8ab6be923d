import Records

extension ExtraTrees {
    /// A grown forest.
    public struct Fitted: FittedModel {
        let ground: TreeExamples
        let members: TreeMembers
        /// Nil where a tree holds no record.
        let trees: [TreeNode?]
        /// Records gone through, summed over the nodes that were looked at.
        package let visited: Int
    }
}

extension ExtraTrees.Fitted {
    public var records: Int { members.count }

    /// Records gone through in all nodes that were looked at, per record that is left, rounded up.
    public var passes: Int { (visited + records - 1) / max(1, records) }

    /// The mean over the trees of the share of positive records in the leaf, less ½. Trees without records are left out.
    ///
    /// - Complexity: O(trees × depth) a row.
    public func margins(_ examples: Examples, rows: [Int]) -> [Double] {
        let ranked = ground.isMade(of: examples) ? ground.rows : RankedRows(examples, columns: ground.columns)
        let grown = trees.compactMap { $0 }
        var sums = Array(repeating: 0.0, count: rows.count)
        // Each row is summed in the order of the trees, whichever lane it is in.
        let lanes = Parallel.lanes(rows.count, isWorthwhile: rows.count >= 512)
        sums.withUnsafeMutableBufferPointer { sums in
            nonisolated(unsafe) let sums = sums
            Parallel.each(lanes) { lane in
                let range = (rows.count * lane / lanes)..<(rows.count * (lane + 1) / lanes)
                var descent = TreeDescent(rows: rows, range: range, ranked: ranked, ground: ground)
                for tree in grown { descent.add(tree, to: sums) }
            }
        }
        let count = Double(max(1, grown.count))
        return sums.map { $0 / count - 0.5 }
    }

    public func probability(ofMargin margin: Double) -> Double { min(max(margin + 0.5, 0), 1) }

    /// Equal by construction: the digest of a cold fit is the same.
    public func guarantee(_ examples: Examples, digest: String, rows: [Int]) -> Guarantee {
        Guarantee(kind: .bitIdentical, digest: digest, certifiedShare: rows.isEmpty ? nil : 1)
    }
}
