/// Sorts rows by whole numbers, four bytes at a time, on all cores: a radix sort from the least byte to the greatest.
///
/// Rows of equal keys stay in the order they came. A byte that is the same in every key costs nothing. The temporary
/// memory is sixteen bytes a row.
struct StableSort {
    /// A key in the upper half, the row in the lower one: they move together.
    private var pairs: [UInt64]
    private var otherPairs: [UInt64]
    private let parts: Int
    private let cancellation: Cancellation?

    private static let smallestPart = 1 << 14

    /// - Parameter parts: how many threads work; nil: as many as there are cores. The result is the same.
    init(_ rows: some Collection<Int>, parts: Int? = nil, cancellation: Cancellation?) {
        pairs = rows.map { UInt64(UInt32($0)) }
        otherPairs = Array(repeating: 0, count: pairs.count)
        self.cancellation = cancellation
        self.parts = parts ?? max(1, min(Parallel.width, 64, pairs.count / Self.smallestPart))
    }

    /// The rows in their order so far.
    var rows: [UInt32] { pairs.map { UInt32(truncatingIfNeeded: $0) } }

    /// Sorts by a number a row; rows of equal ones keep their order.
    ///
    /// - Throws: `CancellationError`.
    /// - Complexity: O(rows) a byte.
    @inline(__always)
    mutating func sort(by key: @Sendable (Int) -> UInt32) throws {
        let varying = try readKeys(key)
        for shift in [32, 40, 48, 56] as [UInt64] where varying >> shift & 0xFF != 0 {
            try cancellation?.check()
            pass(shift)
            swap(&pairs, &otherPairs)
        }
    }

    /// Sorts by eight bytes.
    @inline(__always)
    mutating func sort(by key: @Sendable (Int) -> UInt64) throws {
        try sort { UInt32(truncatingIfNeeded: key($0)) }
        try sort { UInt32(truncatingIfNeeded: key($0) >> 32) }
    }

    /// Bits in which keys differ, where the keys stand.
    @inline(__always)
    private mutating func readKeys(_ key: @Sendable (Int) -> UInt32) throws -> UInt64 {
        try cancellation?.check()
        guard !pairs.isEmpty else { return 0 }
        let ranges = ranges
        let first = UInt64(key(Self.row(pairs[0]))) << 32
        var varying = [UInt64](repeating: 0, count: parts)
        pairs.withUnsafeMutableBufferPointer { pairs in
            varying.withUnsafeMutableBufferPointer { varying in
                let (pairs, varying) = (SharedBuffer(pairs), SharedBuffer(varying))
                Parallel.each(ranges.count) { part in
                    var bits: UInt64 = 0
                    for place in ranges[part] {
                        let row = Self.row(pairs[place])
                        let pair = UInt64(key(row)) << 32 | UInt64(row)
                        pairs[place] = pair
                        bits |= pair ^ first
                    }
                    varying[part] = bits
                }
            }
        }
        return varying.reduce(0, |)
    }

    /// Moves pairs into the order of one byte: every part counts, then every part moves.
    private mutating func pass(_ shift: UInt64) {
        let ranges = ranges
        var starts = [Int](repeating: 0, count: parts * 256)
        pairs.withUnsafeMutableBufferPointer { pairs in
            otherPairs.withUnsafeMutableBufferPointer { otherPairs in
                starts.withUnsafeMutableBufferPointer { starts in
                    let (pairs, otherPairs) = (SharedBuffer(pairs), SharedBuffer(otherPairs))
                    let starts = SharedBuffer(starts)
                    Parallel.each(ranges.count) { part in
                        let counts = starts.slice(part * 256..<part * 256 + 256)
                        for place in ranges[part] { counts[Int(pairs[place] >> shift & 0xFF)] += 1 }
                    }
                    Self.sum(starts.base, parts: ranges.count)
                    Parallel.each(ranges.count) { part in
                        let next = starts.slice(part * 256..<part * 256 + 256)
                        for place in ranges[part] {
                            let pair = pairs[place]
                            let byte = Int(pair >> shift & 0xFF)
                            otherPairs[next[byte]] = pair
                            next[byte] += 1
                        }
                    }
                }
            }
        }
    }

    /// Turns counts, 256 a part, into where each part puts its first row of each byte.
    private static func sum(_ counts: UnsafeMutableBufferPointer<Int>, parts: Int) {
        var total = 0
        for byte in 0..<256 {
            for part in 0..<parts {
                let count = counts[part * 256 + byte]
                counts[part * 256 + byte] = total
                total += count
            }
        }
    }

    @inline(__always)
    private static func row(_ pair: UInt64) -> Int { Int(UInt32(truncatingIfNeeded: pair)) }

    private var ranges: [Range<Int>] {
        (0..<parts).map { pairs.count * $0 / parts..<pairs.count * ($0 + 1) / parts }
    }
}
