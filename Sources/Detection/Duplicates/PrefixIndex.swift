internal import CScan

/// Finds sets by the keys that they share: lists of sets, ascending, by bucket of the key.
struct PrefixIndex: Sendable {
    /// `place` 65,535 stands for that or more: a place that is too early rules out less.
    typealias Entry = near_entry

    private let shift: UInt32
    private let starts: [UInt32]
    let entries: [Entry]

    /// - Parameters:
    ///   - isListed: whether a set can be found at all.
    ///   - length: by how many of its keys a set is found.
    /// - Complexity: O(entries), 8 bytes each, and 4 to 8 for the buckets.
    init(_ prefixes: Prefixes, isListed: (Int) -> Bool = { _ in true }, length: (Int) -> Int) {
        let total = (0..<prefixes.count).reduce(0) { $0 + (isListed($1) ? length($1) : 0) }
        let log = min(26, max(8, Int.bitWidth - max(1, total).leadingZeroBitCount))
        shift = UInt32(32 - log)
        var starts = [UInt32](repeating: 0, count: (1 << log) + 1)
        for set in 0..<prefixes.count where isListed(set) {
            for key in prefixes.keys(of: set).prefix(length(set)) { starts[Int(key >> shift) + 1] += 1 }
        }
        for bucket in 1..<starts.count { starts[bucket] += starts[bucket - 1] }
        var entries = [Entry](repeating: Entry(set: 0, tag: 0, place: 0), count: total)
        for set in 0..<prefixes.count where isListed(set) {
            for (place, key) in prefixes.keys(of: set).prefix(length(set)).enumerated() {
                let bucket = Int(key >> shift)
                entries[Int(starts[bucket])] = Entry(
                    set: UInt32(set), tag: Self.tag(key), place: UInt16(min(place, 65_535)))
                starts[bucket] += 1
            }
        }
        // Each start became the end of its bucket: moved on by one.
        for bucket in stride(from: starts.count - 1, to: 0, by: -1) { starts[bucket] = starts[bucket - 1] }
        starts[0] = 0
        (self.starts, self.entries) = (starts, entries)
    }

    @inline(__always)
    static func tag(_ key: UInt32) -> UInt16 { UInt16(truncatingIfNeeded: key) }

    @inline(__always)
    func bucket(_ key: UInt32) -> Int { Int(key >> shift) }

    @inline(__always)
    func list(_ bucket: Int) -> Range<Int> { Int(starts[bucket])..<Int(starts[bucket + 1]) }

    /// The first entry of a list with a set from `set` on.
    ///
    /// - Complexity: O(log list).
    @inline(__always)
    func first(_ list: Range<Int>, from set: Int) -> Int {
        var (low, high) = (list.lowerBound, list.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if Int(entries[middle].set) < set { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
