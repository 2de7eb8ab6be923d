/// How often the intervals of one figure held the truth, over data sets of one truth.
struct Finding: Sendable {
    let figure: String
    /// The records of the figure's own denominator; of an area, of both classes; of gaps, of each group.
    let n: Int
    let truth: String
    /// Data sets in which the figure had an interval, and of these those in which it held the truth.
    var shown = 0
    var covered = 0
    var width = 0.0
    /// How many changes are expected; nil of a figure of one model.
    var changes: Double?

    var coverage: Double { shown > 0 ? Double(covered) / Double(shown) : 1 }

    mutating func add(_ lower: Double, _ upper: Double, holds value: Double) {
        shown += 1
        width += upper - lower
        if lower <= value + 1e-9, upper >= value - 1e-9 { covered += 1 }
    }
}

/// What was found of one figure at one size, over all truths.
struct CoverageRow: Sendable {
    let figure: String
    let n: Int
    let truths: Int
    let mean: Double
    let least: Double
    let leastTruth: String
    /// Over the truths with at least three expected changes; nil where there is none such.
    let meanOfMany: Double?

    /// The rows of some findings, by figure and size; truths that were seen in fewer than `atLeast` data sets are left out.
    static func all(_ findings: [Finding], atLeast: Int) -> [CoverageRow] {
        var order: [String] = []
        var grouped: [String: [Finding]] = [:]
        for finding in findings where finding.shown >= atLeast {
            let key = "\(finding.figure) \(finding.n)"
            if grouped[key] == nil { order.append(key) }
            grouped[key, default: []].append(finding)
        }
        return order.compactMap { key in
            guard let all = grouped[key], let first = all.first,
                let least = all.min(by: { $0.coverage < $1.coverage })
            else { return nil }
            func mean(_ of: [Finding]) -> Double? {
                of.isEmpty ? nil : of.reduce(0) { $0 + $1.coverage } / Double(of.count)
            }
            return CoverageRow(
                figure: first.figure, n: first.n, truths: all.count, mean: mean(all) ?? 1, least: least.coverage,
                leastTruth: least.truth, meanOfMany: mean(all.filter { $0.changes ?? 3 >= 3 }))
        }
    }
}
