/// One identity against everyone else of known group: what the subgroup metrics are about.
struct Identity: Sendable {
    let column: String
    let group: String
    let subgroup: ScoreDistribution
    /// The subgroup and its background.
    let known: ScoreDistribution

    static let convention =
        "A column with two values, one of them 0 or false, is one identity, and its subgroup the other value; every "
        + "other column is an identity a group. The background is all other records whose group is known."

    private func total(_ label: ScoreDistribution.Label) -> (inside: Double, outside: Double) {
        let (inside, all) = (subgroup.total(label), known.total(label))
        return (inside.weight, all.count > inside.count ? all.weight - inside.weight : 0)
    }

    /// Why a comparison of the subgroup's records of one label with the background's of another is not possible.
    private func shortage(
        _ label: ScoreDistribution.Label, against other: ScoreDistribution.Label, minimum: Int
    ) -> String? {
        func name(_ label: ScoreDistribution.Label) -> String { label == .positive ? "positives" : "negatives" }
        let outside = known.total(other).count - subgroup.total(other).count
        let reasons = [
            Estimate.shortage(subgroup.total(label).count, name(label), minimum: minimum),
            Estimate.shortage(outside, "\(name(other)) in the background", minimum: minimum),
        ]
        .compactMap(\.self)
        return reasons.isEmpty ? nil : reasons.joined(separator: " and ")
    }

    /// P(a record of the subgroup labelled `label` is scored above one of the background labelled `other`), ties ½.
    ///
    /// - Complexity: O(m log(n / m)) for a subgroup of m records among n.
    func chance(
        _ label: ScoreDistribution.Label, above other: ScoreDistribution.Label, minimum: Int
    ) -> Estimate {
        if let reason = shortage(label, against: other, minimum: 1) { return .undefined(reason, denominator: 0) }
        let pairs = total(label).inside * total(other).outside
        let wins =
            subgroup.wins(label, over: other, of: known) - subgroup.wins(label, over: other)
        let chance = min(1, max(0, wins / pairs))
        return Estimate(
            value: chance, numerator: wins, denominator: pairs,
            shortage: shortage(label, against: other, minimum: minimum))
    }

    func subgroupAUC(minimum: Int) -> Estimate { subgroup.auc(minimum: minimum) }

    /// Background positives above subgroup negatives.
    func bpsn(minimum: Int) -> Estimate {
        chance(.negative, above: .positive, minimum: minimum).map(numerator: { $1 - $0 }) { 1 - $0 }
    }

    /// Subgroup positives above background negatives.
    func bnsp(minimum: Int) -> Estimate { chance(.positive, above: .negative, minimum: minimum) }
}

extension Estimate {
    /// The same evidence for a function of the value; it has no interval.
    func map(
        numerator: (_ numerator: Double, _ denominator: Double) -> Double, _ transform: (Double) -> Double
    ) -> Estimate {
        var result = self
        result.value = value.map(transform)
        if let above = self.numerator, let pairs = denominator { result.numerator = numerator(above, pairs) }
        result.interval = nil
        result.method = nil
        result.noInterval = nil
        return result
    }
}

extension ScoreRanking.Column {
    /// Whether the column says of every record whether it has one identity.
    var isFlag: Bool { groups.count <= 2 && groups.contains { Self.isNo($0.name) } }

    /// "0", "false", "no"
    private static func isNo(_ name: String) -> Bool { ["0", "false", "no"].contains(name.lowercased()) }

    var identities: [Identity] {
        groups.filter { !isFlag || !Self.isNo($0.name) }
            .map { Identity(column: name, group: $0.name, subgroup: $0.scores, known: known) }
    }
}

extension ScoreFigures {
    /// A figure for every identity.
    func identities(part: String? = nil, _ estimate: (Identity) -> Estimate) -> [Figure] {
        ranking(part: part) { ranking in
            ranking.columns.flatMap(\.identities)
                .map { estimate($0).figure(metric, column: $0.column, group: $0.group, part: part) }
        }
    }
}
