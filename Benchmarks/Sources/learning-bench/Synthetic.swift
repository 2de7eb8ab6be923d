import Learning

/// Zipf-like sparse rows of 2¹⁸ columns from whole numbers alone, the same in every language: a column 0 that is always 1,
/// and a set of about 40 others of equal weight. Its optimum at C = 1 and a million rows is known.
enum Synthetic {
    /// J* of a million rows at C = 1 before values were rounded to 2⁻¹⁴, by several solvers.
    static let optimum = 172492.55241200008

    private static let seed: UInt64 = 20_240_901

    static func mix(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// - Parameter bits: columns are 2^bits, those beyond folded onto the first; 18 is the known problem.
    static func make(rows: Int, bits: Int = 18) -> (features: Features, labels: [Bool]) {
        var starts = [0]
        var columns: [UInt32] = []
        var values: [Double] = []
        var labels: [Bool] = []
        columns.reserveCapacity(rows * 42)
        values.reserveCapacity(rows * 42)
        for row in 0..<UInt64(rows) {
            var slots: [(column: UInt32, rank: UInt64)] = []
            for slot in 0..<44 as Range<UInt64> {
                let u = mix((seed << 40) &+ row &* 64 &+ slot)
                let power: UInt64 = 1 << ((u >> 48) % 18)
                let rank = power + (u & (power - 1))
                slots.append((UInt32(truncatingIfNeeded: rank &* 2_654_435_761) & UInt32((1 << bits) - 1), rank))
            }
            slots.sort { $0.column < $1.column }
            var score: Int64 = 0
            columns.append(0)
            values.append(1)
            let first = columns.count
            for slot in slots where columns.last != slot.column || columns.count == first {
                columns.append(slot.column)
                score += Int64(mix(slot.rank ^ 0xA5A5_A5A5) >> 43) - (1 << 20)
            }
            // On the grid that recipes round to.
            let weight = (0x1p14 / Double(columns.count - first).squareRoot()).rounded() / 0x1p14
            for _ in first..<columns.count { values.append(weight) }
            starts.append(columns.count)
            var noise: Int64 = -4 * (5 << 19)
            for draw in 0..<4 as Range<UInt64> {
                noise += Int64((mix((seed << 41) &+ row &* 4 &+ draw) >> 32) % (5 << 20))
            }
            labels.append(score + noise > 6 << 20)
        }
        return (Features(rowStart: starts, columns: columns, values: values, dimension: 1 << bits), labels)
    }
}
