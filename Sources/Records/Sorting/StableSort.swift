internal import Dispatch

/// Sorts rows by whole numbers, four bytes at a time, on all cores: a radix sort from the least byte to the greatest.
///
/// Rows of equal keys stay in the order they came. A byte that is the same in every key costs nothing. The temporary
/// memory is twelve bytes a row.
struct StableSort {
    /// The rows in their order so far.
    private(set) var rows: [UInt32]
    private var otherRows: [UInt32]
    private var keys: [UInt32]
    private var otherKeys: [UInt32]
    private let parts: Int
    private let cancellation: Cancellation?

    private static let smallestPart = 1 << 14

    /// - Parameter parts: how many threads work; nil: as many as there are cores. The result is the same.
    init(_ rows: [UInt32], parts: Int? = nil, cancellation: Cancellation?) {
        self.rows = rows
        self.cancellation = cancellation
        let cores = max(1, min(64, DispatchQueue.cores))
        self.parts = parts ?? max(1, min(cores, rows.count / Self.smallestPart))
        otherRows = Array(repeating: 0, count: rows.count)
        keys = otherRows
        otherKeys = otherRows
    }

    /// Sorts by a number a row; rows of equal ones keep their order.
    ///
    /// - Throws: `CancellationError`.
    /// - Complexity: O(rows) a byte.
    mutating func sort(by key: @Sendable (Int) -> UInt32) throws {
        let varying = try readKeys(key)
        for shift in [0, 8, 16, 24] where varying >> UInt32(shift) & 0xFF != 0 {
            try cancellation?.check()
            pass(UInt32(shift))
            swap(&rows, &otherRows)
            swap(&keys, &otherKeys)
        }
    }

    /// Sorts by eight bytes.
    mutating func sort(by key: @Sendable (Int) -> UInt64) throws {
        try sort { UInt32(truncatingIfNeeded: key($0)) }
        try sort { UInt32(truncatingIfNeeded: key($0) >> 32) }
    }

    /// Bits in which keys differ.
    private mutating func readKeys(_ key: @Sendable (Int) -> UInt32) throws -> UInt32 {
        try cancellation?.check()
        guard !rows.isEmpty else { return 0 }
        let ranges = ranges
        var varying = [UInt32](repeating: 0, count: parts)
        let first = key(Int(rows[0]))
        rows.withUnsafeMutableBufferPointer { rows in
            keys.withUnsafeMutableBufferPointer { keys in
                varying.withUnsafeMutableBufferPointer { varying in
                    let (rows, keys, varying) = (SharedBuffer(rows), SharedBuffer(keys), SharedBuffer(varying))
                    DispatchQueue.concurrentPerform(iterations: parts) { part in
                        var bits: UInt32 = 0
                        for place in ranges[part] {
                            let number = key(Int(rows[place]))
                            keys[place] = number
                            bits |= number ^ first
                        }
                        varying[part] = bits
                    }
                }
            }
        }
        return varying.reduce(0, |)
    }

    /// Moves rows and keys into the order of one byte: every part counts, then every part moves.
    private mutating func pass(_ shift: UInt32) {
        let ranges = ranges
        var starts = [Int](repeating: 0, count: parts * 256)
        rows.withUnsafeMutableBufferPointer { rows in
            otherRows.withUnsafeMutableBufferPointer { otherRows in
                keys.withUnsafeMutableBufferPointer { keys in
                    otherKeys.withUnsafeMutableBufferPointer { otherKeys in
                        starts.withUnsafeMutableBufferPointer { starts in
                            let (rows, keys, starts) = (SharedBuffer(rows), SharedBuffer(keys), SharedBuffer(starts))
                            let (otherRows, otherKeys) = (SharedBuffer(otherRows), SharedBuffer(otherKeys))
                            DispatchQueue.concurrentPerform(iterations: ranges.count) { part in
                                let counts = starts.slice(part * 256..<part * 256 + 256)
                                for place in ranges[part] { counts[Int(keys[place] >> shift & 0xFF)] += 1 }
                            }
                            Self.sum(starts.base, parts: ranges.count)
                            DispatchQueue.concurrentPerform(iterations: ranges.count) { part in
                                let next = starts.slice(part * 256..<part * 256 + 256)
                                for place in ranges[part] {
                                    let key = keys[place]
                                    let byte = Int(key >> shift & 0xFF)
                                    let target = next[byte]
                                    next[byte] = target + 1
                                    otherRows[target] = rows[place]
                                    otherKeys[target] = key
                                }
                            }
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

    private var ranges: [Range<Int>] {
        (0..<parts).map { rows.count * $0 / parts..<rows.count * ($0 + 1) / parts }
    }
}
