/// Sorts hashes and drops repeated ones. They are spread evenly, so one pass puts each near its place: no comparison sort
/// is as fast.
struct HashOrder {
    private var starts: [UInt32] = []
    private var spread: [UInt64] = []

    /// - Complexity: O(n) for hashes of `bits` bits that are spread evenly; O(n log n) at worst.
    mutating func sort(_ hashes: inout [UInt64], bits: Int = 56) {
        let count = hashes.count
        if count < 2 { return }
        if count < 24 {
            hashes.withUnsafeMutableBufferPointer { Self.insert($0, 0..<count) }
        } else {
            distribute(&hashes, bits: bits)
        }
        dropRepeated(&hashes)
    }

    private mutating func distribute(_ hashes: inout [UInt64], bits: Int) {
        let count = hashes.count
        // About four to a bucket.
        let log = max(2, min(20, Int.bitWidth - 1 - count.leadingZeroBitCount - 1))
        let shift = UInt64(bits - log)
        starts.removeAll(keepingCapacity: true)
        starts.append(contentsOf: repeatElement(0, count: (1 << log) + 1))
        if spread.count < count { spread = [UInt64](repeating: 0, count: count * 2) }
        starts.withUnsafeMutableBufferPointer { starts in
            spread.withUnsafeMutableBufferPointer { spread in
                for hash in hashes { starts[Int(hash >> shift) + 1] += 1 }
                for bucket in 1..<starts.count { starts[bucket] += starts[bucket - 1] }
                for hash in hashes {
                    let bucket = Int(hash >> shift)
                    spread[Int(starts[bucket])] = hash
                    starts[bucket] += 1
                }
                // Each start is now the end of its bucket.
                var start = 0
                for bucket in 0..<starts.count - 1 {
                    let end = Int(starts[bucket])
                    if end - start > 32 {
                        spread[start..<end].sort()
                    } else if end - start > 1 {
                        Self.insert(spread, start..<end)
                    }
                    start = end
                }
                hashes.withUnsafeMutableBufferPointer { hashes in
                    for place in 0..<count { hashes[place] = spread[place] }
                }
            }
        }
    }

    private static func insert(_ hashes: UnsafeMutableBufferPointer<UInt64>, _ range: Range<Int>) {
        for place in range.dropFirst() {
            let hash = hashes[place]
            var free = place
            while free > range.lowerBound, hashes[free - 1] > hash {
                hashes[free] = hashes[free - 1]
                free -= 1
            }
            hashes[free] = hash
        }
    }

    private func dropRepeated(_ hashes: inout [UInt64]) {
        var kept = 1
        for place in 1..<hashes.count where hashes[place] != hashes[kept - 1] {
            hashes[kept] = hashes[place]
            kept += 1
        }
        hashes.removeLast(hashes.count - kept)
    }
}
