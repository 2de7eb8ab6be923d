import Fairness

/// Records made by an integer hash: truth, prediction, score and three sensitive columns of six, two and three groups.
struct Rows {
    let truth: [Bool]
    let prediction: [Bool]
    let score: [Double]
    /// What another model says of the same records.
    let later: [Double]
    let groupings: [Grouping]

    init(_ count: Int) {
        let hashes = (0..<count).map { Self.hash(UInt64($0) &+ 5 << 32) }
        truth = hashes.map { ($0 >> 8) % 100 < 12 }
        score = zip(hashes, truth).map { hash, isPositive -> Double in
            let noise = Double((hash >> 16) & 0xf_ffff) / 0x1p20
            let lift = isPositive ? 0.35 : 0.0
            return (noise + lift + 0.03 * Double(hash % 6)) / 1.5
        }
        later = zip(hashes, score).map { hash, score -> Double in
            let change = Double(hash >> 54) / 0x1p13 - 0.06
            return min(1, max(0, score + change))
        }
        prediction = score.map { $0 > 0.66 }
        let columns: [(name: String, groups: UInt64, shift: UInt64)] = [
            ("six", 6, 0), ("two", 2, 40), ("three", 3, 44),
        ]
        groupings = columns.map { column -> Grouping in
            let names = (0..<column.groups).map { "group \($0)" }
            let texts = hashes.map { hash in names[Int((hash >> column.shift) % column.groups)] }
            return Grouping(column: column.name, texts: texts)
        }
    }

    var outcomes: Outcomes { Outcomes(truth: truth, prediction: prediction, score: score) }

    /// The finalizer of SplitMix64.
    private static func hash(_ value: UInt64) -> UInt64 {
        var z = value &* 0x9e37_79b9_7f4a_7c15
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}
