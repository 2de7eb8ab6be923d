/// A value of one group before it is known whose it is, with what stands against relying on it.
struct Estimate: Sendable {
    var value: Double?
    var numerator: Double?
    var denominator: Double?
    var interval: Interval?
    var method: String?
    /// Why there is no interval, where one might be looked for.
    var noInterval: String?
    /// What chance alone gives, on average.
    var byChance: Double?
    /// A test of the value.
    var test: PairedTest?
    /// Why there is no value.
    var undefined: String?
    /// Why there is too little evidence: "12 positives, fewer than 20".
    var shortage: String?

    static func undefined(_ reason: String, denominator: Double? = nil) -> Estimate {
        Estimate(denominator: denominator, undefined: reason)
    }

    /// "no positives", "12 positives, fewer than 20"; nil of enough.
    static func shortage(_ count: Int, _ what: String, minimum: Int) -> String? {
        if count == 0 { return "no \(what)" }
        return count < minimum ? "\(count) \(what), fewer than \(minimum)" : nil
    }

    /// A share of records with Wilson's interval.
    static func share(_ numerator: Int, of denominator: Int, called what: String, minimum: Int) -> Estimate {
        guard denominator > 0 else { return .undefined("no \(what)", denominator: 0) }
        return Estimate(
            value: Double(numerator) / Double(denominator), numerator: Double(numerator),
            denominator: Double(denominator), interval: Intervals.wilson(successes: numerator, of: denominator),
            method: "Wilson", shortage: shortage(denominator, what, minimum: minimum))
    }

    func leftOut(_ group: String) -> Gap.LeftOut? {
        guard let reason = undefined ?? shortage else { return nil }
        return Gap.LeftOut(group: group, reason: reason, isCounted: value != nil)
    }

    /// - Parameter group: nil for all records, or all groups of the column.
    func figure(
        _ metric: String, column: String? = nil, group: String? = nil, part: String? = nil,
        leftOut: [Gap.LeftOut]? = nil
    ) -> Figure {
        Figure(
            metric, column: column, group: group, part: part, value: value, numerator: numerator,
            denominator: denominator, interval: interval, intervalMethod: interval == nil ? nil : method,
            noInterval: noInterval, byChance: byChance, test: test,
            leftOut: leftOut ?? [self.leftOut(group ?? "all")].compactMap(\.self), undefined: undefined)
    }
}

/// Estimates of the groups of one column.
struct GroupEstimates: Sendable {
    let column: String
    let groups: [(name: String, estimate: Estimate)]

    /// The highest minus the lowest; groups without a value, or with too little evidence, are named.
    func spread(_ metric: String, part: String? = nil) -> Figure {
        let values = groups.compactMap(\.estimate.value)
        let leftOut = groups.compactMap { $0.estimate.leftOut($0.name) }
        guard values.count > 1, let highest = values.max(), let lowest = values.min() else {
            let only = groups.first { $0.estimate.value != nil }.map { "only '\($0.name)' has a value" }
            return Figure(
                metric, column: column, part: part, value: nil, leftOut: leftOut,
                undefined: "fewer than two groups have a value\(only.map { ": \($0)" } ?? "")")
        }
        return Figure(metric, column: column, part: part, value: highest - lowest, leftOut: leftOut)
    }

    func figures(_ metric: String, part: String? = nil) -> [Figure] {
        groups.map { $0.estimate.figure(metric, column: column, group: $0.name, part: part) }
    }
}
