/// The nearest neighbours of rows by Euclidean distance, exactly; of equal distances the first row is nearer.
///
/// A k-d tree split at the median of the widest side: Bentley (1975), doi:10.1145/361002.361007.
struct Neighbours {
    private static let leafSize = 16
    private let width: Int
    private let values: [Double]
    /// The rows, leaf by leaf.
    private var order: [Int]
    /// Of every node: which of `order` it holds,
    private var ranges: [Range<Int>] = []
    /// the smallest and the largest value of every feature there,
    private var bounds: [Double] = []
    /// and its two halves; nil of a leaf.
    private var splits: [Split?] = []

    private struct Split {
        let feature: Int
        let value: Double
        let lower: Int
        let upper: Int
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
        width = rows.width
        values = rows.values
        order = Array(0..<rows.values.count / rows.width)
        if !order.isEmpty { _ = build(order.indices) }
    }

    private mutating func build(_ range: Range<Int>) -> Int {
        let index = ranges.count
        ranges.append(range)
        splits.append(nil)
        var widest = (feature: 0, extent: 0.0)
        for feature in 0..<width {
            var (low, high) = (Double.infinity, -Double.infinity)
            for row in order[range] {
                let value = values[row * width + feature]
                if value < low { low = value }
                if value > high { high = value }
            }
            bounds += [low, high]
            if high - low > widest.extent { widest = (feature, high - low) }
        }
        guard range.count > Self.leafSize, widest.extent > 0 else { return index }
        let feature = widest.feature
        let sorted = order[range].sorted {
            let (a, b) = (values[$0 * width + feature], values[$1 * width + feature])
            return a != b ? a < b : $0 < $1
        }
        order.replaceSubrange(range, with: sorted)
        let middle = range.lowerBound + range.count / 2
        let value = values[order[middle] * width + feature]
        let lower = build(range.lowerBound..<middle)
        let upper = build(middle..<range.upperBound)
        splits[index] = Split(feature: feature, value: value, lower: lower, upper: upper)
        return index
    }

    /// The `count` nearest other rows, nearest first; fewer where there are no more.
    ///
    /// - Complexity: O(width × n) at worst, near O(width × log n) for few features
    func nearest(_ count: Int, to row: Int) -> [Neighbour] {
        var found: [Neighbour] = []
        if count > 0, !ranges.isEmpty { visit(0, row, count, &found) }
        return found
    }

    private func visit(_ node: Int, _ row: Int, _ count: Int, _ found: inout [Neighbour]) {
        guard let split = splits[node] else {
            consider(ranges[node], row, count, &found)
            return
        }
        let isLower = values[row * width + split.feature] <= split.value
        visit(isLower ? split.lower : split.upper, row, count, &found)
        let other = isLower ? split.upper : split.lower
        if found.count == count, let last = found.last, distance(to: other, row) > last.squaredDistance { return }
        visit(other, row, count, &found)
    }

    private func consider(_ range: Range<Int>, _ row: Int, _ count: Int, _ found: inout [Neighbour]) {
        var place = range.lowerBound
        while place < range.upperBound {
            let other = order[place]
            place += 1
            let limit = found.count == count ? found[count - 1].squaredDistance : .infinity
            var (mine, theirs) = (row * width, other * width)
            let end = mine + width
            var distance = 0.0
            while mine < end, distance <= limit {
                let difference = values[mine] - values[theirs]
                distance += difference * difference
                mine += 1
                theirs += 1
            }
            if distance <= limit, other != row {
                insert(Neighbour(squaredDistance: distance, row: other), count, &found)
            }
        }
    }

    private func insert(_ neighbour: Neighbour, _ count: Int, _ found: inout [Neighbour]) {
        if found.count == count {
            guard neighbour < found[count - 1] else { return }
            found.removeLast()
        }
        var place = found.count
        while place > 0, neighbour < found[place - 1] { place -= 1 }
        found.insert(neighbour, at: place)
    }

    /// The squared distance of a row to the box around a node's rows, summed as distances are: never above any of them.
    private func distance(to node: Int, _ row: Int) -> Double {
        var distance = 0.0
        var feature = 0
        while feature < width {
            let value = values[row * width + feature]
            let (low, high) = (bounds[2 * (node * width + feature)], bounds[2 * (node * width + feature) + 1])
            let outside = value < low ? low - value : value > high ? value - high : 0
            distance += outside * outside
            feature += 1
        }
        return distance
    }
}
