import Records

extension TreeGrower {
    /// The split of a node, and where its statistics stand in the working memory.
    struct Choice {
        var split: TreeSplit
        var slot: Int
        var lane: Int
        /// Columns tried.
        var tried: Int
    }

    /// Whether a node is a leaf whatever its columns are: too few records for two sides, too deep, or of one class.
    func isLeaf(_ count: Int, level: Int) -> Bool {
        guard count >= 2 * settings.minimumLeaf, level < settings.depth else { return true }
        let counts = self.counts(level)
        return (0..<layout.classes).contains { Int(counts[$0]) == count }
    }

    /// Tries columns in the node's own order until F had at least two values; missing is a value of its own.
    ///
    /// - Returns: the purest split; nil for a leaf.
    func choose(_ low: Int, _ count: Int, level: Int, path: UInt64) -> Choice? {
        guard !isLeaf(count, level: level) else { return nil }
        visited += count
        let orderState = examples.hash.state(.order, tree: tree, path: path)
        for column in 0..<columnCount {
            (order + column).initialize(to: (TreeHash.mix(orderState ^ columnHashes[column]), Int32(column)))
        }
        // Ties by the column's place in the recipe.
        var tries = UnsafeMutableBufferPointer(start: order, count: columnCount)
        tries.sort { ($0.hash, $0.column) < ($1.hash, $1.column) }
        let sampleState = examples.hash.state(.sample, tree: tree, path: path)
        var found = 0
        for place in 0..<columnCount where found < wanted {
            let column = Int(order[place].column)
            let slot = TriedColumn(tried + found * layout.stride, lanes: layout.lanes)
            if look(column, low, count, level: level, state: sampleState, into: slot) { found += 1 }
        }
        return best(tried: found, count, level: level)
    }

    /// Samples the candidates of a column and counts how they split the node.
    ///
    /// - Returns: whether the column has at least two values.
    func look(
        _ column: Int, _ low: Int, _ count: Int, level: Int, state: UInt64, into slot: TriedColumn
    ) -> Bool {
        let (items, codes, stride) = (self.items + low, self.codes, columnCount)
        let ranks = self.ranks + column
        let first = ranks[Int(items[0].row) * stride]
        var difference: Int32 = 0
        for i in 0..<count {
            let rank = ranks[Int(items[i].row) * stride]
            codes[i] = rank
            difference |= rank ^ first
        }
        guard difference != 0 else { return false }
        // A twig is never asked what it drew.
        let drawn = min(count, count > twigSize ? layout.lanes : settings.candidates)
        let greatest = draw(drawn, low, count, TreeHash.salt(state, column: columnHashes[column]))
        let (rows, thresholds) = (slot.rows, slot.thresholds)
        for lane in 0..<layout.lanes {
            let rank = lane < drawn ? codes[sample[lane].index] : TriedColumn.none
            thresholds[lane] = rank == ColumnRanks.missing ? TriedColumn.none : rank
            rows[lane] = lane < drawn ? Int32(bitPattern: items[sample[lane].index].row) : TriedColumn.none
        }
        let sharing = count > twigSize ? records(sharing: first, count) : 0
        slot.setHeader(column: column, reference: first, sharing: sharing, greatestHash: greatest)
        countLeft(slot, level: level, isCategory: isCategory[column])
        return true
    }

    /// How many of the first `count` ranks in `codes` are `rank`.
    private func records(sharing rank: Int32, _ count: Int) -> Int {
        let wanted = SIMD4<Int32>(repeating: rank)
        var sums = SIMD4<Int32>.zero
        for i in stride(from: 0, to: count & ~3, by: 4) {
            let ranks = UnsafeRawPointer(codes + i).loadUnaligned(as: SIMD4<Int32>.self)
            sums &+= SIMD4<Int32>.zero.replacing(with: 1, where: ranks .== wanted)
        }
        return (count & ~3..<count).reduce(Int(sums.wrappedSum())) { codes[$1] == rank ? $0 + 1 : $0 }
    }

    /// The `size` records with the least hash, ties by id, in that order: a bottom-k sample.
    ///
    /// - Returns: the greatest hash among them; 0 where every record is drawn, in any order.
    private func draw(_ size: Int, _ low: Int, _ count: Int, _ salt: TreeHash.Salt) -> UInt64 {
        let (items, sample) = (self.items + low, self.sample)
        guard count > size else {
            for i in 0..<count { (sample + i).initialize(to: (0, i)) }
            return 0
        }
        var drawn = 0
        var greatest = UInt64.max
        for i in 0..<count {
            let hash = TreeHash.value(items[i].key, salt)
            guard hash <= greatest else { continue }
            var place = drawn
            while place > 0, hash <= sample[place - 1].hash {
                if hash == sample[place - 1].hash, !isLess(items[i].row, items[sample[place - 1].index].row) { break }
                (sample + place).initialize(to: sample[place - 1])
                place -= 1
            }
            (sample + place).initialize(to: (hash, i))
            drawn = min(drawn + 1, size)
            if drawn == size { greatest = sample[size - 1].hash }
        }
        return greatest
    }

    private func isLess(_ row: UInt32, _ other: UInt32) -> Bool {
        examples.source.ids[Int(row)] < examples.source.ids[Int(other)]
    }

    /// Counts, for each class and four candidates at a time, the records that go left. The ranks of the node stand in
    /// `codes`, a class after the other.
    private func countLeft(_ slot: TriedColumn, level: Int, isCategory: Bool) {
        let counts = self.counts(level)
        var start = codes
        for c in 0..<layout.classes {
            let count = Int(counts[c])
            for lane in stride(from: 0, to: layout.lanes, by: 4) {
                let thresholds = UnsafeRawPointer(slot.thresholds + lane).loadUnaligned(as: SIMD4<Int32>.self)
                var sum = SIMD4<Int32>.zero
                if isCategory {
                    for i in 0..<count {
                        let rank = SIMD4<Int32>(repeating: start[i])
                        sum &+= SIMD4<Int32>.zero.replacing(with: 1, where: rank .== thresholds)
                    }
                } else {
                    for i in 0..<count {
                        let rank = SIMD4<Int32>(repeating: start[i])
                        sum &+= SIMD4<Int32>.zero.replacing(with: 1, where: rank .<= thresholds)
                    }
                }
                UnsafeMutableRawPointer(slot.left(c) + lane).storeBytes(of: sum, as: SIMD4<Int32>.self)
            }
            start += count
        }
    }

    /// The purest split among the first `tried` columns of the working memory; ties by column, then by value.
    func best(tried: Int, _ count: Int, level: Int) -> Choice? {
        count <= PurityWidth.narrow
            ? best(UInt64.self, tried, count, level) : best(UInt128.self, tried, count, level)
    }

    @inline(__always)
    private func best<Word: FixedWidthInteger & UnsignedInteger>(
        _ word: Word.Type, _ tried: Int, _ count: Int, _ level: Int
    ) -> Choice? {
        let (classes, counts, minimum) = (layout.classes, self.counts(level), settings.minimumLeaf)
        var best: (choice: Choice, purity: Purity<Word>)?
        for slot in 0..<tried {
            let column = TriedColumn(self.tried + slot * layout.stride, lanes: layout.lanes)
            for lane in 0..<settings.candidates where column.thresholds[lane] != TriedColumn.none {
                var leftCount = 0
                var squares: (left: UInt64, right: UInt64) = (0, 0)
                for c in 0..<classes {
                    let left = Int(column.left(c)[lane])
                    let right = Int(counts[c]) &- left
                    leftCount &+= left
                    squares.left &+= UInt64(truncatingIfNeeded: left &* left)
                    squares.right &+= UInt64(truncatingIfNeeded: right &* right)
                }
                guard leftCount >= minimum, count - leftCount >= minimum else { continue }
                let purity = Purity<Word>(left: (squares.left, leftCount), right: (squares.right, count - leftCount))
                let split = TreeSplit(column: column.words[0], rank: column.thresholds[lane])
                if let (choice, other) = best, !(purity > other) {
                    guard purity == other, (split.column, split.rank) < (choice.split.column, choice.split.rank)
                    else { continue }
                }
                best = (Choice(split: split, slot: slot, lane: lane, tried: tried), purity)
            }
        }
        return best?.choice
    }
}
