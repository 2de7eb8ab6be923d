import Foundation

/// Whether a sum of changes, one a record, is more than chance makes: swapped predictions turn a record's change round.
///
/// Fisher (1935), "The Design of Experiments", section 21.
public enum SignFlips {
    /// Few changes are summed exactly, over all their signs; many by the normal limit of their sum, whose variance is
    /// known; between them signs are drawn.
    ///
    /// - Complexity: O(n + draws × changes that are not 0)
    public static func test(_ changes: [Double], draws: Int, seed: UInt64) -> PairedTest {
        let moved = changes.filter { $0 != 0 }
        let sum = abs(moved.reduce(0, +))
        let squares = moved.reduce(0) { $0 + $1 * $1 }
        let largest = moved.reduce(0) { max($0, abs($1)) }
        let observed = sum - 1e-12 * Double(max(1, moved.count)) * largest
        if moved.isEmpty { return .swaps(exact: 1) }
        if moved.count <= 12 { return .swaps(exact: exact(moved, observed)) }
        if moved.count >= 4000, largest * largest * 400 < squares {
            return PairedTest("swaps, normal limit", p: erfc(sum / (2 * squares).squareRoot()))
        }
        let fours = sums(ofFour: moved)
        let extremes = Draws.extremes(draws, seed: seed) { count, random in
            (0..<count).reduce(0) { found, _ in abs(drawn(fours, &random)) >= observed ? found + 1 : found }
        }
        return PairedTest(drawn: draws, asExtreme: extremes)
    }

    private static func exact(_ changes: [Double], _ observed: Double) -> Double {
        let signs = 1 << changes.count
        let extreme = (0..<signs).count { pattern in
            let sum = changes.indices.reduce(0.0) { $0 + (pattern >> $1 & 1 == 0 ? changes[$1] : -changes[$1]) }
            return abs(sum) >= observed
        }
        return Double(extreme) / Double(signs)
    }

    /// Of every four changes in turn, their sum under each of the 16 patterns of signs.
    private static func sums(ofFour changes: [Double]) -> [Double] {
        var sums: [Double] = []
        sums.reserveCapacity((changes.count + 3) / 4 * 16)
        for start in stride(from: 0, to: changes.count, by: 4) {
            let four = (0..<4).map { start + $0 < changes.count ? changes[start + $0] : 0 }
            for pattern in 0..<16 {
                sums.append(four.indices.reduce(0) { $0 + (pattern >> $1 & 1 == 0 ? four[$1] : -four[$1]) })
            }
        }
        return sums
    }

    private static func drawn(_ fours: [Double], _ random: inout SplitMix64) -> Double {
        var sum = 0.0
        var bits: UInt64 = 0
        for (four, start) in stride(from: 0, to: fours.count, by: 16).enumerated() {
            if four & 15 == 0 { bits = random.next() }
            sum += fours[start + Int(bits & 15)]
            bits >>= 4
        }
        return sum
    }
}
