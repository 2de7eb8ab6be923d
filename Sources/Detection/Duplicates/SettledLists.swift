/// Long lists of an index as runs of sets that are known to belong together: a million texts of one template are one step and
/// not a million. Short lists are not kept.
struct SettledLists: Sendable {
    struct Runs: Sendable {
        /// Where each run begins in the index's entries; roots as they were when it was made.
        fileprivate var starts: [UInt32]
        fileprivate var roots: [UInt32]
        fileprivate(set) var end: Int
        fileprivate var compacted = 0

        /// The runs that some entries are in.
        ///
        /// - Complexity: O(log runs).
        func runs(holding entries: Range<Int>) -> Range<Int> {
            if entries.lowerBound >= end { return starts.count..<starts.count }
            return max(0, runs(before: entries.lowerBound + 1) - 1)..<runs(before: entries.upperBound)
        }

        /// How many begin before an entry.
        private func runs(before entry: Int) -> Int {
            var (low, high) = (0, starts.count)
            while low < high {
                let middle = (low + high) / 2
                if Int(starts[middle]) < entry { low = middle + 1 } else { high = middle }
            }
            return low
        }

        /// Whether runs are worth stepping through, rather than their sets all in one go.
        var areLong: Bool { Int(starts.first ?? 0) + 8 * starts.count < end }

        func root(of run: Int) -> UInt32 { roots[run] }
        func start(of run: Int) -> Int { Int(starts[run]) }
        func end(of run: Int) -> Int { run + 1 < starts.count ? Int(starts[run + 1]) : end }

        fileprivate mutating func append(_ set: UInt32, _ union: RowUnion) {
            let root = union.root(set)
            if let last = roots.last, union.root(last) == root {
                end += 1
            } else {
                starts.append(UInt32(end))
                roots.append(root)
                end += 1
            }
            if roots.count > 2 * compacted + 64 { compact(union) }
        }

        /// Runs beside each other that have come together become one.
        private mutating func compact(_ union: RowUnion) {
            var kept = 0
            for run in roots.indices {
                let root = union.root(roots[run])
                if kept > 0, roots[kept - 1] == root { continue }
                starts[kept] = starts[run]
                roots[kept] = root
                kept += 1
            }
            starts.removeLast(starts.count - kept)
            roots.removeLast(roots.count - kept)
            compacted = kept
        }
    }

    private static let longList = 64
    private var lists: [Int: Runs] = [:]

    /// The runs of a list; nil of one that is short, or that nothing was put into yet.
    @inline(__always)
    func runs(of bucket: Int) -> Runs? { lists.isEmpty ? nil : lists[bucket] }

    /// The entries of these sets are behind us: sets come one after the other.
    mutating func append(_ sets: Range<Int>, _ join: SimilarityJoin, _ union: RowUnion) {
        for set in sets {
            let count = join.threshold.entries(Int(join.shingled.sizes[set]))
            for key in join.prefixes.keys(of: set).prefix(count) {
                let bucket = join.index.bucket(key)
                let list = join.index.list(bucket)
                guard list.count > Self.longList else { continue }
                lists[bucket, default: Runs(starts: [], roots: [], end: list.lowerBound)].append(UInt32(set), union)
            }
        }
    }
}
