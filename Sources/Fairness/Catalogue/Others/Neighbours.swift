/// The nearest neighbours of rows by Euclidean distance, exactly; of equal distances the first row is nearer.
///
/// A k-d tree split at the median of the widest side: Bentley (1975), doi:10.1145/361002.361007.
struct Neighbours {
    private static let leafSize = 16
    private let rows: FeatureRows
    /// The rows, leaf by leaf.
    private var order: [Int]
    private var nodes: [Node] = []

    private struct Node {
        let range: Range<Int>
        /// The smallest and largest value of every feature among the rows.
        let low: [Double]
        let high: [Double]
        var children: (lower: Int, upper: Int)?
    }

    /// One neighbour; nearer ones are smaller.
    struct Neighbour: Comparable {
        let squaredDistance: Double
        let row: Int

        static func < (a: Neighbour, b: Neighbour) -> Bool {
            a.squaredDistance != b.squaredDistance ? a.squaredDistance < b.squaredDistance : a.row < b.row
        }
    }

    /// - Precondition: the features are finite.
    /// - Complexity: O(width × n log² n)
    init(_ rows: FeatureRows) {
        self.rows = rows
        order = Array(0..<rows.values.count / rows.width)
        if !order.isEmpty { _ = build(order.indices) }
    }

    private mutating func build(_ range: Range<Int>) -> Int {
        var low = Array(repeating: Double.infinity, count: rows.width)
        var high = Array(repeating: -Double.infinity, count: rows.width)
        for row in order[range] {
            for feature in 0..<rows.width {
                let value = rows.values[row * rows.width + feature]
                low[feature] = min(low[feature], value)
                high[feature] = max(high[feature], value)
            }
        }
        let index = nodes.count
        nodes.append(Node(range: range, low: low, high: high))
        var widest = 0
        for feature in 0..<rows.width where high[feature] - low[feature] > high[widest] - low[widest] {
            widest = feature
        }
        guard range.count > Self.leafSize, high[widest] > low[widest] else { return index }
        let sorted = order[range].sorted {
            let (a, b) = (rows.values[$0 * rows.width + widest], rows.values[$1 * rows.width + widest])
            return a != b ? a < b : $0 < $1
        }
        order.replaceSubrange(range, with: sorted)
        let middle = range.lowerBound + range.count / 2
        let lower = build(range.lowerBound..<middle)
        let upper = build(middle..<range.upperBound)
        nodes[index].children = (lower, upper)
        return index
    }

    /// The `count` nearest other rows, nearest first; fewer where there are no more.
    ///
    /// - Complexity: O(width × n) at worst, near O(width × log n) for few features
    func nearest(_ count: Int, to row: Int) -> [Neighbour] {
        var found: [Neighbour] = []
        if count > 0, !nodes.isEmpty { visit(0, row, count, &found) }
        return found
    }

    private func visit(_ node: Int, _ row: Int, _ count: Int, _ found: inout [Neighbour]) {
        if found.count == count, let last = found.last, distance(to: node, row) > last.squaredDistance { return }
        guard let children = nodes[node].children else {
            for other in order[nodes[node].range] where other != row { consider(other, row, count, &found) }
            return
        }
        let isLowerNearer = distance(to: children.lower, row) <= distance(to: children.upper, row)
        visit(isLowerNearer ? children.lower : children.upper, row, count, &found)
        visit(isLowerNearer ? children.upper : children.lower, row, count, &found)
    }

    private func consider(_ other: Int, _ row: Int, _ count: Int, _ found: inout [Neighbour]) {
        let limit = found.count == count ? found.last?.squaredDistance ?? .infinity : .infinity
        var distance = 0.0
        for feature in 0..<rows.width {
            let difference = rows.values[row * rows.width + feature] - rows.values[other * rows.width + feature]
            distance += difference * difference
            if distance > limit { return }
        }
        let neighbour = Neighbour(squaredDistance: distance, row: other)
        if found.count == count {
            guard let last = found.last, neighbour < last else { return }
            found.removeLast()
        }
        var place = found.count
        while place > 0, neighbour < found[place - 1] { place -= 1 }
        found.insert(neighbour, at: place)
    }

    /// The squared distance of a row to the box around a node's rows, summed as distances are: never above any of them.
    private func distance(to node: Int, _ row: Int) -> Double {
        var distance = 0.0
        for feature in 0..<rows.width {
            let value = rows.values[row * rows.width + feature]
            let outside = max(nodes[node].low[feature] - value, value - nodes[node].high[feature], 0)
            distance += outside * outside
        }
        return distance
    }
}
