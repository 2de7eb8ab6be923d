import Records

/// Grows one tree at a time, and makes it forget; the working memory of one lane.
///
/// Records in work are items in a row, those of a class together, in the order of the classes. Nothing hangs on their
/// order but speed.
final class TreeGrower {
    /// A record in work.
    struct Item {
        var key: TreeHash.Key
        var row: UInt32
    }

    let settings: TreesRecipe
    let layout: TriedColumn.Layout
    let examples: TreeExamples
    let ranks: UnsafePointer<Int32>
    let columnCount: Int
    /// F.
    let wanted: Int
    /// Records up to which a subtree becomes a twig: growing it anew is no more work than looking through the statistics of a
    /// branch. It reaches no result.
    let twigSize: Int
    let isCategory: UnsafeMutablePointer<Bool>
    let columnHashes: UnsafeMutablePointer<UInt64>
    /// Rows that are to be forgotten.
    let isRemoved: [Bool]
    var tree = 0
    /// Records gone through, summed over the nodes that were looked at.
    var visited = 0

    // Working memory, as large as the largest node so far.
    var capacity = 0
    var items: UnsafeMutablePointer<Item>
    var spare: UnsafeMutablePointer<Item>
    var codes: UnsafeMutablePointer<Int32>
    var words: UnsafeMutablePointer<UInt32>
    /// The records of each class, a line for every level.
    let counts: UnsafeMutablePointer<Int32>
    let tried: UnsafeMutablePointer<Int32>
    let order: UnsafeMutablePointer<(hash: UInt64, column: Int32)>
    let sample: UnsafeMutablePointer<(hash: UInt64, index: Int)>

    init(_ examples: TreeExamples, settings: TreesRecipe, isRemoved: [Bool] = []) {
        self.settings = settings
        self.examples = examples
        self.isRemoved = isRemoved
        columnCount = examples.rows.columnCount
        ranks = examples.rows.ranks
        wanted = settings.tried(of: columnCount)
        layout = TriedColumn.Layout(candidates: settings.candidates, classes: examples.classNames.count)
        twigSize = max(layout.lanes, wanted * layout.stride / 16)
        isCategory = .allocate(capacity: max(1, columnCount))
        columnHashes = .allocate(capacity: max(1, columnCount))
        for (place, column) in examples.columns.enumerated() {
            (isCategory + place).initialize(to: column.isCategory)
            (columnHashes + place).initialize(to: column.hash)
        }
        items = .allocate(capacity: 1)
        spare = .allocate(capacity: 1)
        codes = .allocate(capacity: 1)
        words = .allocate(capacity: 1)
        counts = .allocate(capacity: (settings.depth + 2) * layout.classes)
        tried = .allocate(capacity: max(1, wanted * layout.stride))
        order = .allocate(capacity: max(1, columnCount))
        sample = .allocate(capacity: layout.lanes + 1)
    }

    deinit {
        isCategory.deallocate()
        columnHashes.deallocate()
        items.deallocate()
        spare.deallocate()
        codes.deallocate()
        words.deallocate()
        counts.deallocate()
        tried.deallocate()
        order.deallocate()
        sample.deallocate()
    }

    /// Makes room for a node of `count` records. What was there is lost.
    func reserve(_ count: Int) {
        guard count > capacity else { return }
        capacity = max(count, min(2 * capacity, examples.source.rowCount))
        items.deallocate()
        spare.deallocate()
        codes.deallocate()
        words.deallocate()
        items = .allocate(capacity: capacity)
        spare = .allocate(capacity: capacity)
        codes = .allocate(capacity: capacity)
        let small = min(capacity, twigSize)
        words = .allocate(capacity: 1 + capacity + (small + 1) * (4 + layout.classes))
    }

    /// The records of each class at `level` below the root.
    func counts(_ level: Int) -> UnsafeMutablePointer<Int32> { counts + level * layout.classes }

    /// Fills the items with `rows`, and the counts at `level` with their classes.
    func take(_ rows: UnsafeBufferPointer<UInt32>, level: Int) {
        let classes = examples.classes
        let keys = examples.keys
        let counts = self.counts(level)
        counts.update(repeating: 0, count: layout.classes)
        for row in rows { counts[Int(classes[Int(row)])] += 1 }
        // Where the next record of a class goes.
        withUnsafeTemporaryAllocation(of: Int.self, capacity: layout.classes) { next in
            var start = 0
            for c in 0..<layout.classes {
                next[c] = start
                start += Int(counts[c])
            }
            for row in rows {
                let c = Int(classes[Int(row)])
                (items + next[c]).initialize(to: Item(key: keys[Int(row)], row: row))
                next[c] += 1
            }
        }
    }
}

extension TreesRecipe {
    /// F for a table of `columns`.
    func tried(of columns: Int) -> Int { min(columns, features ?? (columns + 1) / 2) }
}
