/// What differs between a tree before and after it forgot. Nodes that both share are the same object: below them nothing has
/// changed, and no record is sent there.
struct TreeDifference {
    private let rows: [Int]
    private let ranked: RankedRows
    private let ground: TreeExamples

    init(rows: [Int], ranked: RankedRows, ground: TreeExamples) {
        (self.rows, self.ranked, self.ground) = (rows, ranked, ground)
    }

    /// Adds to `sums` the share of positive records after less that before, of each row.
    ///
    /// - Complexity: O(rows) a level of the path that changed.
    func add(_ before: TreeNode?, _ after: TreeNode?, to sums: inout [Double]) {
        add(before, after, Array(rows.indices), to: &sums)
    }

    private func add(_ before: TreeNode?, _ after: TreeNode?, _ places: [Int], to sums: inout [Double]) {
        guard !places.isEmpty else { return }
        if case .branch(let old) = before, case .branch(let new) = after {
            if old === new { return }
            if old.split == new.split {
                let (left, right) = parted(places, by: old.split)
                add(old.left, new.left, left, to: &sums)
                add(old.right, new.right, right, to: &sums)
                return
            }
        }
        if case .twig(let old) = before, case .twig(let new) = after, old.isSame(as: new) { return }
        for (tree, sign) in [(before, -1.0), (after, 1.0)] {
            guard let tree else { continue }
            for place in places { sums[place] += sign * share(tree, of: place) }
        }
    }

    private func parted(_ places: [Int], by split: TreeSplit) -> (left: [Int], right: [Int]) {
        var (left, right) = ([Int](), [Int]())
        for place in places { if goesLeft(place, split) { left.append(place) } else { right.append(place) } }
        return (left, right)
    }

    private func goesLeft(_ place: Int, _ split: TreeSplit) -> Bool {
        ranked.goesLeft(rows[place], split, isCategory: ground.columns[Int(split.column)].isCategory)
    }

    private func share(_ tree: TreeNode, of place: Int) -> Double {
        var node = tree
        while true {
            switch node {
            case .branch(let branch): node = goesLeft(place, branch.split) ? branch.left : branch.right
            case .twig(let twig):
                var at = twig.root
                while twig.words[at] != Twig.leaf {
                    at = goesLeft(place, twig.split(at: at)) ? at + 3 : Int(twig.words[at + 2])
                }
                return twig.share(at: at, of: ground.positive, classes: ground.classNames.count)
            }
        }
    }
}

extension Twig {
    /// Whether these are the same, for sure: their memory is.
    func isSame(as other: Twig) -> Bool {
        words.withUnsafeBufferPointer { mine in
            other.words.withUnsafeBufferPointer { mine.baseAddress == $0.baseAddress && mine.count == $0.count }
        }
    }

    /// - Precondition: no leaf.
    func split(at start: Int) -> TreeSplit {
        TreeSplit(column: Int32(bitPattern: words[start]), rank: Int32(bitPattern: words[start + 1]))
    }

    /// The records of each class below a node.
    func counts(at start: Int, classes: Int) -> [Int] {
        if words[start] == Self.leaf { return (0..<classes).map { Int(words[start + 1 + $0]) } }
        let right = counts(at: Int(words[start + 2]), classes: classes)
        return zip(counts(at: start + 3, classes: classes), right).map { $0 + $1 }
    }

    /// The share of one class in a leaf.
    func share(at leaf: Int, of wanted: Int, classes: Int) -> Double {
        var count: UInt64 = 0
        for c in 0..<classes { count += UInt64(words[leaf + 1 + c]) }
        return Double(words[leaf + 1 + wanted]) / Double(count)
    }
}

extension RankedRows {
    @inline(__always)
    func goesLeft(_ row: Int, _ split: TreeSplit, isCategory: Bool) -> Bool {
        let own = ranks[row * columnCount + Int(split.column)]
        return isCategory ? own == split.rank : own <= split.rank
    }
}
