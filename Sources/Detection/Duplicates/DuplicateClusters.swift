/// Rows that are near-duplicates of each other, directly or through others: each in one cluster or in none.
///
/// Clusters are in the order of their first rows, rows within one ascending; the first row stands for the cluster.
public struct DuplicateClusters: Hashable, Sendable, RandomAccessCollection {
    private let rows: [UInt32]
    /// Where each cluster begins in `rows`, and their end.
    private let starts: [UInt32]
    /// The cluster of every row; `UInt32.max` where it is alone.
    private let clusterOfRow: [UInt32]

    /// - Complexity: O(n log n).
    init(_ union: RowUnion) {
        let count = union.count
        let roots = (0..<UInt32(count)).map(union.root)
        var sizes = [UInt32](repeating: 0, count: count)
        for root in roots { sizes[Int(root)] += 1 }
        var clusters = [UInt32](repeating: .max, count: count)
        var starts: [UInt32] = [0]
        for root in roots where sizes[Int(root)] > 1 && clusters[Int(root)] == .max {
            clusters[Int(root)] = UInt32(starts.count - 1)
            starts.append((starts.last ?? 0) + sizes[Int(root)])
        }
        var rows = [UInt32](repeating: 0, count: Int(starts.last ?? 0))
        var free = starts
        var clusterOfRow = [UInt32](repeating: .max, count: count)
        for (row, root) in roots.enumerated() where clusters[Int(root)] != .max {
            let cluster = Int(clusters[Int(root)])
            rows[Int(free[cluster])] = UInt32(row)
            free[cluster] += 1
            clusterOfRow[row] = UInt32(cluster)
        }
        (self.rows, self.starts, self.clusterOfRow) = (rows, starts, clusterOfRow)
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { starts.count - 1 }

    /// The rows of a cluster, ascending.
    public subscript(cluster: Int) -> [Int] {
        rows[Int(starts[cluster])..<Int(starts[cluster + 1])].map { Int($0) }
    }

    /// How many rows are in some cluster.
    public var rowCount: Int { rows.count }

    /// Which cluster a row is in; nil where nothing resembles it.
    public func cluster(of row: Int) -> Int? { clusterOfRow[row] == .max ? nil : Int(clusterOfRow[row]) }

    /// Rows that are in a cluster without being its first: what is left out where one of each is kept; ascending.
    ///
    /// - Complexity: O(n).
    public var repeatedRows: [Int] {
        clusterOfRow.indices.filter { row in cluster(of: row).map { rows[Int(starts[$0])] != UInt32(row) } ?? false }
    }

    /// Clusters with rows on both sides of a split: what was learned from is then tested on.
    ///
    /// - Complexity: O(n).
    public func leaking(isHeldOut: (Int) -> Bool) -> [Int] {
        indices.filter { cluster in
            let range = Int(starts[cluster])..<Int(starts[cluster + 1])
            let held = range.count { isHeldOut(Int(rows[$0])) }
            return held > 0 && held < range.count
        }
    }
}
