import Records

extension ExtraTrees.Fitted {
    /// Looks only at what the trees of both do not share.
    public func marginChanges(since before: any FittedModel, _ examples: Examples, rows: [Int]) -> [Double] {
        guard let before = before as? Self, before.ground === ground, before.trees.count == trees.count,
            // Trees without records are left out of the mean.
            before.trees.count(where: { $0 != nil }) == trees.count(where: { $0 != nil })
        else {
            return zip(margins(examples, rows: rows), before.margins(examples, rows: rows)).map { $0 - $1 }
        }
        let ranked = ground.isMade(of: examples) ? ground.rows : RankedRows(examples, columns: ground.columns)
        let difference = TreeDifference(rows: rows, ranked: ranked, ground: ground)
        var sums = Array(repeating: 0.0, count: rows.count)
        for (old, new) in zip(before.trees, trees) { difference.add(old, new, to: &sums) }
        let count = Double(max(1, trees.count(where: { $0 != nil })))
        return sums.map { $0 / count }
    }
}

extension ExtraTrees.Fitted: Explaining {
    /// By the path of the row through every tree: each split adds to its column by how much the share of the class is another
    /// below it than above (Saabas 2014). The steps of a path add up to the leaf less the root, so the parts to the margin.
    public func scoreParts(_ examples: Examples, row: Int) -> ScoreParts {
        let ranked = ground.isMade(of: examples) ? ground.rows : RankedRows(examples, columns: ground.columns)
        guard ground.classNames.count > 2 else {
            let (base, parts) = paths(ranked, row) { $0 == ground.positive ? 1 : 0 }
            return ScoreParts(base: base - 0.5, parts: parts)
        }
        let shares = ground.classNames.indices.map { c in
            let (base, parts) = paths(ranked, row) { $0 == c ? 1 : 0 }
            return parts.reduce(base) { $0 + $1.value }
        }
        let best = shares.indices.reduce(0) { shares[$1] > shares[$0] ? $1 : $0 }
        let second = shares.indices.reduce(best == 0 ? 1 : 0) { $1 != best && shares[$1] > shares[$0] ? $1 : $0 }
        let (base, parts) = paths(ranked, row) { $0 == best ? 1 : $0 == second ? -1 : 0 }
        return ScoreParts(
            classes: (ground.classNames[best], ground.classNames[second]), base: base, parts: parts)
    }

    /// - Parameter weight: what a record of a class counts.
    private func paths(_ ranked: RankedRows, _ row: Int, _ weight: (Int) -> Double) -> (Double, [ScoreParts.Part]) {
        var sums = Array(repeating: 0.0, count: ground.columns.count)
        var base = 0.0
        func value(_ counts: [Int]) -> Double {
            var sum = 0.0
            for (c, count) in counts.enumerated() { sum += weight(c) * Double(count) }
            return sum / Double(max(1, counts.reduce(0, +)))
        }
        let grown = trees.compactMap { $0 }
        for tree in grown {
            let path = path(tree, ranked, row)
            var above = value(path.counts[0])
            base += above
            for (column, counts) in zip(path.columns, path.counts.dropFirst()) {
                let below = value(counts)
                sums[column] += below - above
                above = below
            }
        }
        let count = Double(max(1, grown.count))
        let parts = sums.indices.map {
            ScoreParts.Part(source: .column(ground.columns[$0].name), value: sums[$0] / count)
        }
        return (base / count, parts)
    }

    /// The columns that a row's path splits by, and the records of each class at its nodes, one more.
    private func path(_ tree: TreeNode, _ ranked: RankedRows, _ row: Int) -> (columns: [Int], counts: [[Int]]) {
        let classes = ground.classNames.count
        func goesLeft(_ split: TreeSplit) -> Bool {
            ranked.goesLeft(row, split, isCategory: ground.columns[Int(split.column)].isCategory)
        }
        var (columns, counts) = ([Int](), [[Int]]())
        var node = tree
        while case .branch(let branch) = node {
            counts.append(branch.statistics.prefix(classes).map { Int($0) })
            columns.append(Int(branch.split.column))
            node = goesLeft(branch.split) ? branch.left : branch.right
        }
        guard case .twig(let twig) = node else { return (columns, counts) }
        var at = twig.root
        counts.append(twig.counts(at: at, classes: classes))
        while twig.words[at] != Twig.leaf {
            let split = twig.split(at: at)
            columns.append(Int(split.column))
            at = goesLeft(split) ? at + 3 : Int(twig.words[at + 2])
            counts.append(twig.counts(at: at, classes: classes))
        }
        return (columns, counts)
    }
}
