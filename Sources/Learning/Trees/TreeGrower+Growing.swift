extension TreeGrower {
    /// The whole tree of `rows`; nil for none.
    func grow(_ rows: [UInt32]) -> TreeNode? {
        guard !rows.isEmpty else { return nil }
        reserve(rows.count)
        rows.withUnsafeBufferPointer { take($0, level: 0) }
        return grow(0, rows.count, level: 0, path: 1)
    }

    /// The subtree of the items from `low` on, whose classes are counted at `level`.
    ///
    /// - Complexity: O(records × F) a level, plus O(columns × log columns) a node.
    func grow(_ low: Int, _ count: Int, level: Int, path: UInt64) -> TreeNode {
        guard count > twigSize, let choice = choose(low, count, level: level, path: path) else {
            return .twig(twig(low, count, level: level, path: path))
        }
        let statistics = self.statistics(level, tried: choice.tried)
        let leftCount = part(low, count, by: choice, level: level)
        let left = grow(low, leftCount, level: level + 1, path: path << 1)
        turnRight(level)
        let right = grow(low + leftCount, count - leftCount, level: level + 1, path: path << 1 | 1)
        return .branch(.init(split: choice.split, statistics: statistics, left: left, right: right))
    }

    /// What a branch keeps: the counts at `level`, and the columns tried.
    func statistics(_ level: Int, tried count: Int) -> [Int32] {
        let (classes, words) = (layout.classes, count * layout.stride)
        return Array(unsafeUninitializedCapacity: classes + words) { buffer, written in
            guard let base = buffer.baseAddress else { return }
            base.initialize(from: counts(level), count: classes)
            (base + classes).initialize(from: tried, count: words)
            written = classes + words
        }
    }

    private func twig(_ low: Int, _ count: Int, level: Int, path: UInt64) -> Twig {
        words[0] = UInt32(count)
        for i in 0..<count { words[1 + i] = items[low + i].row }
        var end = 1 + count
        write(low, count, level: level, path: path, end: &end)
        return Twig(words: Array(UnsafeBufferPointer(start: words, count: end)))
    }

    /// Appends a subtree in preorder.
    private func write(_ low: Int, _ count: Int, level: Int, path: UInt64, end: inout Int) {
        // A big twig is a leaf: its columns have been tried.
        guard count <= twigSize, let choice = choose(low, count, level: level, path: path) else {
            words[end] = Twig.leaf
            let counts = self.counts(level)
            for c in 0..<layout.classes { words[end + 1 + c] = UInt32(bitPattern: counts[c]) }
            end += 1 + layout.classes
            return
        }
        let start = end
        words[start] = UInt32(bitPattern: choice.split.column)
        words[start + 1] = UInt32(bitPattern: choice.split.rank)
        end += 3
        let leftCount = part(low, count, by: choice, level: level)
        write(low, leftCount, level: level + 1, path: path << 1, end: &end)
        words[start + 2] = UInt32(end)
        turnRight(level)
        write(low + leftCount, count - leftCount, level: level + 1, path: path << 1 | 1, end: &end)
    }

    /// Moves the items that go left to the front, keeping their order, and counts their classes at the next level.
    private func part(_ low: Int, _ count: Int, by choice: Choice, level: Int) -> Int {
        let leftCounts = counts(level + 1)
        let column = TriedColumn(tried + choice.slot * layout.stride, lanes: layout.lanes)
        for c in 0..<layout.classes { leftCounts[c] = column.left(c)[choice.lane] }
        let (items, spare) = (self.items, self.spare)
        let ranks = self.ranks + Int(choice.split.column)
        let (stride, rank, isEqual) = (columnCount, choice.split.rank, isCategory[Int(choice.split.column)])
        var (left, right) = (low, 0)
        for i in low..<(low + count) {
            let item = items[i]
            let own = ranks[Int(item.row) * stride]
            // Written to both ends, so that there is no branch to mispredict.
            let goesLeft = (isEqual ? own == rank : own <= rank) ? 1 : 0
            items[left] = item
            (spare + right).initialize(to: item)
            left += goesLeft
            right += 1 - goesLeft
        }
        (items + left).update(from: spare, count: right)
        return left - low
    }

    /// Turns the counts of a left child into those of its sibling.
    private func turnRight(_ level: Int) {
        let (parent, child) = (counts(level), counts(level + 1))
        for c in 0..<layout.classes { child[c] = parent[c] - child[c] }
    }
}
