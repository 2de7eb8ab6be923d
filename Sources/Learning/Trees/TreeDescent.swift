/// Sends many rows down a tree together, and adds what their leaves say.
struct TreeDescent {
    /// Places in `rows`, in the order that the last tree left them in.
    private var places: [Int]
    private let rows: [Int]
    private let ranked: RankedRows
    private let isCategory: [Bool]
    private let classes: Int
    private let positive: Int

    /// - Parameters:
    ///   - range: the part of `rows` that is sent.
    ///   - shareOf: the class whose share is added; nil: the positive one.
    init(rows: [Int], range: Range<Int>, ranked: RankedRows, ground: TreeExamples, shareOf wanted: Int? = nil) {
        places = Array(range)
        self.rows = rows
        self.ranked = ranked
        isCategory = ground.columns.map(\.isCategory)
        classes = ground.classNames.count
        positive = wanted ?? ground.positive
    }

    /// Adds the share of positive records in the leaf of each row to the row's place in `sums`.
    mutating func add(_ tree: TreeNode, to sums: UnsafeMutableBufferPointer<Double>) {
        var places = self.places
        places.withUnsafeMutableBufferPointer { descend(tree, $0, sums) }
        self.places = places
    }

    private func descend(
        _ node: TreeNode, _ places: UnsafeMutableBufferPointer<Int>, _ sums: UnsafeMutableBufferPointer<Double>
    ) {
        guard !places.isEmpty else { return }
        switch node {
        case .branch(let branch):
            var middle = 0
            for i in places.indices where goesLeft(places[i], Int(branch.split.column), branch.split.rank) {
                places.swapAt(i, middle)
                middle += 1
            }
            descend(branch.left, .init(rebasing: places[..<middle]), sums)
            descend(branch.right, .init(rebasing: places[middle...]), sums)
        case .twig(let twig):
            twig.words.withUnsafeBufferPointer { words in
                for place in places { sums[place] += share(in: words, from: twig.root, of: place) }
            }
        }
    }

    /// The share of positive records in the leaf below the node at `start`.
    private func share(in words: UnsafeBufferPointer<UInt32>, from start: Int, of place: Int) -> Double {
        var at = start
        while words[at] != Twig.leaf {
            let isLeft = goesLeft(place, Int(words[at]), Int32(bitPattern: words[at + 1]))
            at = isLeft ? at + 3 : Int(words[at + 2])
        }
        var count: UInt64 = 0
        for c in 0..<classes { count += UInt64(words[at + 1 + c]) }
        return Double(words[at + 1 + positive]) / Double(count)
    }

    private func goesLeft(_ place: Int, _ column: Int, _ rank: Int32) -> Bool {
        let own = ranked.ranks[rows[place] * ranked.columnCount + column]
        return isCategory[column] ? own == rank : own <= rank
    }
}
