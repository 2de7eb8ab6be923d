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
