/// How many of some records are positive, where each is with a chance of its own: exact but for roundings and for outcomes of
/// less than 10⁻¹⁸.
///
/// Hong (2013), "On computing the distribution function for the Poisson binomial distribution",
/// doi:10.1016/j.csda.2012.10.006.
struct PoissonBinomial: Sendable {
    private static let least = 1e-18

    /// The fewest positives of any weight.
    private let lowest: Int
    /// The chances of `lowest` positives, of one more at most, and so on.
    private let cumulative: [Double]

    /// - Parameter members: chances, each with how many records have it.
    /// - Complexity: O(records × deviations), whatever the draws.
    init(_ members: [(score: Double, records: Int)]) {
        // The chances of lowest + i are in chances[first + i].
        var (lowest, first) = (0, 0)
        var chances = [1.0]
        for member in members {
            let (hit, miss) = (member.score, 1 - member.score)
            if hit >= 1 { lowest += member.records }
            guard hit > 0, hit < 1 else { continue }
            for _ in 0..<member.records {
                let top = chances[chances.count - 1] * hit
                var place = chances.count - 1
                while place > first {
                    chances[place] = chances[place] * miss + chances[place - 1] * hit
                    place -= 1
                }
                chances[first] *= miss
                if top >= Self.least { chances.append(top) }
                while chances[first] < Self.least {
                    first += 1
                    lowest += 1
                }
            }
        }
        self.lowest = lowest
        var sum = 0.0
        cumulative = chances[first...].map {
            sum += $0
            return sum
        }
    }

    /// Draws a count, by inversion.
    ///
    /// - Complexity: O(log deviations)
    func draw(using random: inout SplitMix64) -> Int {
        let sought = random.uniform() * cumulative[cumulative.count - 1]
        var (low, high) = (0, cumulative.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if cumulative[middle] <= sought { low = middle + 1 } else { high = middle }
        }
        return lowest + low
    }

    /// The chance of a count.
    func probability(of count: Int) -> Double {
        let place = count - lowest
        guard cumulative.indices.contains(place) else { return 0 }
        return cumulative[place] - (place > 0 ? cumulative[place - 1] : 0)
    }
}
