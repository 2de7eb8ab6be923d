/// A condition that is ready to be tested on the rows of one table: names are found, texts are judged, patterns compiled.
///
/// Tests work on segments of rows. They are told which rows still matter, so that what is slow is asked of few.
protocol RowTest: Sendable {
    var cost: TestCost { get }
    /// The rows of `alive` on which the condition holds.
    func rows(of alive: AliveRows) throws -> [UInt64]
}

/// How long a test takes a row, from nothing to most.
enum TestCost: Int, Comparable, Sendable {
    case nothing, memory, text, search, pattern

    static func < (a: TestCost, b: TestCost) -> Bool { a.rawValue < b.rawValue }
}

/// The rows of a segment that a test is asked about: from `first`, a multiple of 64, 64 rows a word.
struct AliveRows {
    let first: Int
    let words: [UInt64]

    var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    func with(_ words: [UInt64]) -> AliveRows { AliveRows(first: first, words: words) }

    /// Those that `holds` says.
    @inline(__always)
    func rows(where holds: (Int) -> Bool) -> [UInt64] {
        var result = words
        for (index, alive) in words.enumerated() where alive != 0 {
            let base = first + index * 64
            var bits: UInt64 = 0
            if alive == .max {
                for bit in 0..<64 { bits |= (holds(base + bit) ? 1 : 0) << UInt64(bit) }
            } else {
                var left = alive
                while left != 0 {
                    let bit = left.trailingZeroBitCount
                    if holds(base + bit) { bits |= 1 << UInt64(bit) }
                    left &= left - 1
                }
            }
            result[index] = bits
        }
        return result
    }

    /// Runs of rows with at most `gap` dead ones between two alive.
    func forEachRun(gap: Int = 8, _ body: (Range<Int>) throws -> Void) rethrows {
        var run: Range<Int>?
        for (index, word) in words.enumerated() {
            var left = word
            while left != 0 {
                let start = left.trailingZeroBitCount
                let length = (~(left >> UInt64(start))).trailingZeroBitCount
                let rows = first + index * 64 + start..<first + index * 64 + min(64, start + length)
                if let open = run, rows.lowerBound - open.upperBound <= gap {
                    run = open.lowerBound..<rows.upperBound
                } else {
                    if let run { try body(run) }
                    run = rows
                }
                left = start + length >= 64 ? 0 : left & (UInt64.max << UInt64(start + length))
            }
        }
        if let run { try body(run) }
    }

    func contains(_ row: Int) -> Bool { words[(row - first) / 64] >> UInt64((row - first) % 64) & 1 == 1 }
}

extension RowSet {
    /// The rows of a segment that are in the set.
    func alive(in segment: Range<Int>) -> AliveRows {
        AliveRows(
            first: segment.lowerBound, words: Array(words[segment.lowerBound / 64..<(segment.upperBound + 63) / 64]))
    }
}
