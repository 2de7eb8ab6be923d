import Foundation

/// Random numbers of a seed: what simulated data are made of, in tests and in fairness-bench.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: Int, _ purpose: String) {
        state = purpose.utf8.reduce(UInt64(bitPattern: Int64(seed)) &* 0x9e37_79b9_7f4a_7c15) {
            ($0 ^ UInt64($1)) &* 0x100_0000_01b3
        }
    }

    /// SplitMix64 (Steele, Lea & Flood 2014).
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    mutating func normal() -> Double { (-2 * log(1 - uniform())).squareRoot() * cos(2 * .pi * uniform()) }

    mutating func exponential() -> Double { -log(1 - uniform()) }

    /// Of the beta distribution (Jöhnk 1964 below 1, else by two gamma numbers of whole or half shapes).
    mutating func beta(_ a: Double, _ b: Double) -> Double {
        if a < 1, b < 1 {
            while true {
                let (x, y) = (pow(1 - uniform(), 1 / a), pow(1 - uniform(), 1 / b))
                if x + y <= 1 { return x / (x + y) }
            }
        }
        let (x, y) = (gamma(a), gamma(b))
        return x / (x + y)
    }

    /// Of a whole shape: a sum of exponential numbers.
    private mutating func gamma(_ shape: Double) -> Double {
        (0..<Int(shape)).reduce(0) { sum, _ in sum + exponential() }
    }

    /// How many of `n` records fall into each cell.
    mutating func cells(_ n: Int, _ shares: [Double]) -> [Int] {
        let total = shares.reduce(0, +)
        var bounds: [Double] = []
        for share in shares { bounds.append((bounds.last ?? 0) + share / total) }
        var counts = Array(repeating: 0, count: shares.count)
        for _ in 0..<n {
            let u = uniform()
            var place = 0
            while place < shares.count - 1, u >= bounds[place] { place += 1 }
            counts[place] += 1
        }
        return counts
    }
}
