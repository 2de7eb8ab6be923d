import Records

extension ExtraTrees.Fitted {
    /// Class names that have a record, in UTF-8 byte order; the names of the columns that are split by, in the order of the
    /// recipe; then each tree in preorder.
    ///
    /// A node is a byte and what follows: 0 an empty tree; 1 a leaf, with a count a class; 2 a split of numbers, with the
    /// column's place among the names and the bits of the threshold; 3 a split of categories, with the column and the
    /// text. Whole numbers are UInt32. There is nothing else: no row, rank or code.
    public func parameters(_ examples: Examples) -> [UInt8] {
        let names = ground.classNames
        let classes = members.classes.sorted { names[$0].utf8.lexicographicallyPrecedes(names[$1].utf8) }
        var isUsed = Array(repeating: false, count: ground.columns.count)
        for tree in trees { tree?.markColumns(&isUsed) }
        let used = ground.columns.indices.filter { isUsed[$0] }
        var writer = TreeWriter(columns: ground.columns, used: used, classes: classes)
        writer.parameters.append(UInt32(classes.count))
        for c in classes { writer.parameters.append(names[c]) }
        writer.parameters.append(UInt32(used.count))
        for column in used { writer.parameters.append(ground.columns[column].name) }
        writer.parameters.append(UInt32(trees.count))
        for tree in trees {
            if let tree { writer.write(tree) } else { writer.parameters.append(UInt8(0)) }
        }
        return writer.parameters.bytes
    }
}

extension TreeNode {
    /// Marks the columns that are split by.
    func markColumns(_ isUsed: inout [Bool]) {
        switch self {
        case .branch(let branch):
            isUsed[Int(branch.split.column)] = true
            branch.left.markColumns(&isUsed)
            branch.right.markColumns(&isUsed)
        case .twig(let twig):
            twig.markColumns(&isUsed, from: twig.root)
        }
    }
}

extension Twig {
    fileprivate func markColumns(_ isUsed: inout [Bool], from start: Int) {
        guard words[start] != Self.leaf else { return }
        isUsed[Int(words[start])] = true
        markColumns(&isUsed, from: start + 3)
        markColumns(&isUsed, from: Int(words[start + 2]))
    }
}

/// Writes trees with names and values in place of columns and ranks.
private struct TreeWriter {
    var parameters = ParameterWriter()
    private let columns: [ColumnRanks]
    private let places: [Int: UInt32]
    private let classes: [Int]

    init(columns: [ColumnRanks], used: [Int], classes: [Int]) {
        self.columns = columns
        self.classes = classes
        places = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($1, UInt32($0)) })
    }

    mutating func write(_ node: TreeNode) {
        switch node {
        case .branch(let branch):
            write(branch.split)
            write(branch.left)
            write(branch.right)
        case .twig(let twig):
            write(twig, from: twig.root)
        }
    }

    private mutating func write(_ twig: Twig, from start: Int) {
        let words = twig.words
        guard words[start] != Twig.leaf else {
            parameters.append(UInt8(1))
            for c in classes { parameters.append(words[start + 1 + c]) }
            return
        }
        write(TreeSplit(column: Int32(bitPattern: words[start]), rank: Int32(bitPattern: words[start + 1])))
        write(twig, from: start + 3)
        write(twig, from: Int(words[start + 2]))
    }

    private mutating func write(_ split: TreeSplit) {
        let column = Int(split.column)
        switch columns[column].values {
        case .numbers(let values):
            parameters.append(UInt8(2))
            parameters.append(places[column] ?? .max)
            parameters.append(values[Int(split.rank)])
        case .texts(let values):
            parameters.append(UInt8(3))
            parameters.append(places[column] ?? .max)
            parameters.append(values[Int(split.rank)])
        }
    }
}
