/// A node of a grown tree. Nodes never change: a tree that forgot shares all that stayed with the tree before.
enum TreeNode: Sendable {
    case branch(Branch)
    case twig(Twig)

    /// A split with many records below, and what is needed to tell whether it still wins after a deletion.
    final class Branch: Sendable {
        let split: TreeSplit
        /// The records of each class, then the columns that were tried as `TriedColumn` lays them out.
        let statistics: [Int32]
        let left: TreeNode
        let right: TreeNode

        init(split: TreeSplit, statistics: [Int32], left: TreeNode, right: TreeNode) {
            self.split = split
            self.statistics = statistics
            self.left = left
            self.right = right
        }
    }
}

/// Which records go left: those of at most a number, or of one category. Missing goes right.
struct TreeSplit: Hashable, Sendable {
    var column: Int32
    /// The rank of the threshold or category.
    var rank: Int32
}

/// A whole subtree of few records, or one leaf of any number, in one piece of memory. It is grown anew when one of its
/// records goes.
///
/// Words: the number of records; their rows; then nodes in preorder. A split is (column, rank, where its right child
/// begins), a leaf is `Twig.leaf` and a count a class.
struct Twig: Sendable {
    static let leaf = UInt32.max

    let words: [UInt32]

    var rowCount: Int { Int(words[0]) }
    var rows: ArraySlice<UInt32> { words[1..<(1 + rowCount)] }
    /// Where the root begins.
    var root: Int { 1 + rowCount }
}

/// One column that a node tried: where its candidates come from and how they split the node.
///
/// Words: column; records that share the value of the first sampled record; that value's rank; the greatest hash in the
/// sample (two words); the threshold of each candidate, in lanes of four, −1 where there is none; for each class how many
/// records go left at each candidate.
struct TriedColumn {
    /// The sizes that all tried columns of a forest share.
    struct Layout: Sendable {
        let candidates: Int
        let classes: Int

        /// Candidates, rounded up to whole vectors.
        var lanes: Int { (candidates + 3) / 4 * 4 }
        var stride: Int { 5 + lanes * (1 + classes) }
    }

    static let none = Int32(-1)

    let words: UnsafeMutablePointer<Int32>
    let lanes: Int

    @inline(__always)
    init(_ words: UnsafeMutablePointer<Int32>, lanes: Int) {
        self.words = words
        self.lanes = lanes
    }

    var column: Int { Int(words[0]) }
    var thresholds: UnsafeMutablePointer<Int32> { words + 5 }

    @inline(__always)
    func left(_ class: Int) -> UnsafeMutablePointer<Int32> { words + 5 + lanes * (1 + `class`) }

    var greatestHash: UInt64 {
        UInt64(UInt32(bitPattern: words[3])) | UInt64(UInt32(bitPattern: words[4])) << 32
    }

    func setHeader(column: Int, equal: Int, first: Int32, greatestHash: UInt64) {
        words[0] = Int32(column)
        words[1] = Int32(equal)
        words[2] = first
        words[3] = Int32(bitPattern: UInt32(truncatingIfNeeded: greatestHash))
        words[4] = Int32(bitPattern: UInt32(truncatingIfNeeded: greatestHash >> 32))
    }

    /// Takes away a record of `class` whose rank in the column is `rank`; it is not in the sample.
    func remove(_ class: Int, rank: Int32, isCategory: Bool) {
        if rank == words[2] { words[1] -= 1 }
        let left = self.left(`class`)
        for lane in 0..<lanes where isCategory ? rank == thresholds[lane] : rank <= thresholds[lane] {
            left[lane] -= 1
        }
    }
}
