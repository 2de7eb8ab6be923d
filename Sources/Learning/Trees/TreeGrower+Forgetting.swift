extension TreeGrower {
    /// The whole tree without `rows`, which it holds; nil where none is left.
    func forget(_ rows: [UInt32], in root: TreeNode) -> TreeNode? {
        var rows = rows
        return rows.withUnsafeMutableBufferPointer { forget(root, $0, level: 0, path: 1) }
    }

    /// The subtree without the removed records that it holds.
    ///
    /// A branch updates its counts, draws a sample again where a removed record was in it, and keeps its children where
    /// the same split still wins. Everything else is grown from the records that stay.
    /// - Parameter gone: the removed rows below `node`, at least one; comes back in another order.
    /// - Returns: nil where no record is left.
    func forget(
        _ node: TreeNode, _ gone: UnsafeMutableBufferPointer<UInt32>, level: Int, path: UInt64
    ) -> TreeNode? {
        let branch: TreeNode.Branch
        switch node {
        case .branch(let inner): branch = inner
        case .twig(let twig): return leaf(twig, without: gone, level: level) ?? regrow(node, level: level, path: path)
        }
        let (classes, counts) = (layout.classes, self.counts(level))
        let kept = branch.statistics.withUnsafeBufferPointer { statistics in
            guard let base = statistics.baseAddress else { return 0 }
            counts.update(from: base, count: classes)
            tried.update(from: base + classes, count: statistics.count - classes)
            return (statistics.count - classes) / layout.stride
        }
        for row in gone { counts[Int(examples.classes[Int(row)])] -= 1 }
        let count = (0..<classes).reduce(0) { $0 + Int(counts[$1]) }
        guard count > twigSize, !isLeaf(count, level: level) else { return regrow(node, level: level, path: path) }
        var isGathered = false
        let choice: Choice?
        if update(branch, tried: kept, gone, count, level: level, path: path, &isGathered) {
            choice = best(tried: kept, count, level: level)
        } else {
            // A column that had two values has one: another takes its place.
            if !isGathered { gather(node, level: level) }
            isGathered = true
            choice = choose(0, count, level: level, path: path)
        }
        guard let choice, choice.split == branch.split else {
            if !isGathered { gather(node, level: level) }
            return grow(0, count, level: level, path: path)
        }
        let statistics = self.statistics(level, tried: choice.tried)
        let middle = part(gone, by: branch.split)
        guard let left = child(branch.left, gone, 0..<middle, level: level + 1, path: path << 1),
            let right = child(branch.right, gone, middle..<gone.count, level: level + 1, path: path << 1 | 1)
        else { preconditionFailure("a split with an empty side") }
        return .branch(.init(split: branch.split, statistics: statistics, left: left, right: right))
    }

    /// A twig of one leaf without the removed rows, where it is a leaf whatever its columns are.
    private func leaf(_ twig: Twig, without gone: UnsafeMutableBufferPointer<UInt32>, level: Int) -> TreeNode? {
        guard twig.words[twig.root] == Twig.leaf else { return nil }
        let counts = self.counts(level)
        for c in 0..<layout.classes { counts[c] = Int32(bitPattern: twig.words[twig.root + 1 + c]) }
        for row in gone { counts[Int(examples.classes[Int(row)])] -= 1 }
        let count = twig.rowCount - gone.count
        guard count > 0, isLeaf(count, level: level) else { return nil }
        var words = [UInt32(count)]
        words.reserveCapacity(2 + count + layout.classes)
        for row in twig.rows where !isRemoved[Int(row)] { words.append(row) }
        words.append(Twig.leaf)
        for c in 0..<layout.classes { words.append(UInt32(bitPattern: counts[c])) }
        return .twig(Twig(words: words))
    }

    private func child(
        _ node: TreeNode, _ gone: UnsafeMutableBufferPointer<UInt32>, _ range: Range<Int>, level: Int, path: UInt64
    ) -> TreeNode? {
        range.isEmpty ? node : forget(node, .init(rebasing: gone[range]), level: level, path: path)
    }

    /// Brings the statistics of the tried columns up to date, in the working memory.
    ///
    /// - Returns: false where a column has one value left.
    private func update(
        _ branch: TreeNode.Branch, tried count: Int, _ gone: UnsafeMutableBufferPointer<UInt32>, _ records: Int,
        level: Int, path: UInt64, _ isGathered: inout Bool
    ) -> Bool {
        let state = examples.hash.state(.sample, tree: tree, path: path)
        for slot in 0..<count {
            let column = TriedColumn(tried + slot * layout.stride, lanes: layout.lanes)
            let place = column.column
            let salt = TreeHash.salt(state, column: columnHashes[place])
            let greatest = column.greatestHash
            let isEqual = isCategory[place]
            for row in gone {
                column.remove(
                    Int(examples.classes[Int(row)]), rank: ranks[Int(row) * columnCount + place], isCategory: isEqual)
                if TreeHash.value(examples.keys[Int(row)], salt) <= greatest {
                    column.undraw(row, classes: layout.classes)
                }
            }
            if column.sharing == records { return false }
            // Too few to choose from, or no longer known to have two values.
            if column.rows[settings.candidates - 1] == TriedColumn.none || column.sharing == 0 {
                if !isGathered { gather(.branch(branch), level: level) }
                isGathered = true
                visited += records
                guard look(place, 0, records, level: level, state: state, into: column) else { return false }
            }
        }
        return true
    }

    /// Grows what is left of a subtree.
    private func regrow(_ node: TreeNode, level: Int, path: UInt64) -> TreeNode? {
        let count = gather(node, level: level)
        return count == 0 ? nil : grow(0, count, level: level, path: path)
    }

    /// Makes items of all records below `node` that stay, and counts their classes at `level`.
    @discardableResult
    private func gather(_ node: TreeNode, level: Int) -> Int {
        var rows: [UInt32] = []
        collect(node, into: &rows)
        reserve(rows.count)
        rows.withUnsafeBufferPointer { take($0, level: level) }
        return rows.count
    }

    private func collect(_ node: TreeNode, into rows: inout [UInt32]) {
        switch node {
        case .branch(let branch):
            collect(branch.left, into: &rows)
            collect(branch.right, into: &rows)
        case .twig(let twig):
            for row in twig.rows where !isRemoved[Int(row)] { rows.append(row) }
        }
    }

    /// Moves the rows that go left to the front.
    private func part(_ gone: UnsafeMutableBufferPointer<UInt32>, by split: TreeSplit) -> Int {
        var middle = 0
        for i in gone.indices where goesLeft(Int(gone[i]), split) {
            gone.swapAt(i, middle)
            middle += 1
        }
        return middle
    }

    private func goesLeft(_ row: Int, _ split: TreeSplit) -> Bool {
        let rank = ranks[row * columnCount + Int(split.column)]
        return isCategory[Int(split.column)] ? rank == split.rank : rank <= split.rank
    }
}
