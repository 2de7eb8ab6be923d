internal import Learning

/// How many of some drawn records are marked, by chance alone: exactly, from logarithms of factorials.
struct Hypergeometric: Sendable {
    private let all: Int
    private let marked: Int
    /// log n! up to `all`.
    private let factorials: [Double]

    init(all: Int, marked: Int) {
        (self.all, self.marked) = (all, marked)
        var factorials = [0.0]
        factorials.reserveCapacity(all + 1)
        for number in 0..<all { factorials.append(factorials[number] + Elementary.log(Double(number + 1))) }
        self.factorials = factorials
    }

    /// The probability of at least `least` marked ones among `drawn`.
    ///
    /// - Complexity: O(drawn) at worst; terms that no longer count end it.
    func atLeast(_ least: Int, among drawn: Int) -> Double {
        let most = min(drawn, marked)
        if least <= max(0, drawn - (all - marked)) { return 1 }
        if least > most { return 0 }
        let first =
            choose(marked, least) + choose(all - marked, drawn - least) - choose(all, drawn)
        var term = 1.0
        var sum = 1.0
        var hits = least
        while hits < most {
            term *= Double(marked - hits) * Double(drawn - hits)
            term /= Double(hits + 1) * Double(all - marked - drawn + hits + 1)
            sum += term
            hits += 1
            if term < sum * 1e-17 { break }
        }
        return min(1, Elementary.exp(nonPositive: min(0, first)) * sum)
    }

    private func choose(_ n: Int, _ k: Int) -> Double { factorials[n] - factorials[k] - factorials[n - k] }
}
