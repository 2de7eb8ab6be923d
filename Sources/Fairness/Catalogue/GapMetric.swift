import Records

/// How far apart groups are in one rate or several: "demographic parity difference", "equalized odds difference".
///
/// Between all groups a gap is unsigned (max − min or min/max, Fairlearn's convention); between a group and its
/// reference it is signed, group − reference or group / reference (AIF360's and Aequitas's).
public struct GapMetric: Sendable, Identifiable {
    /// How the rates of the parts become one number.
    public enum Rule: Sendable {
        /// One part: max − min; of a pair, a − b.
        case difference
        /// One part: min / max; of a pair, a / b. Of several parts the smallest, of a pair with the lower rate on top.
        case ratio
        /// The largest of the parts' spreads; of a pair, the largest |a − b|.
        case worst
        /// The mean of the parts' spreads; of a pair, the mean |a − b|.
        case mean
        /// The spread of every group's mean over the parts, so that opposite signs cancel; of a pair, a − b.
        case balance
    }

    /// The name in commands and JSON, such as "equalizedOddsDifference".
    public let id: String
    /// "equalized odds difference"
    public let title: String
    public let rule: Rule
    public let parts: [Metric]
    /// The id of the gap that is the same number of the complementary rate; a family of tests counts the two once.
    public let restates: String?
    /// Who defined it, with a DOI.
    public let source: String
    /// What the libraries make of the name, where they disagree.
    public let convention: String?
    /// One sentence for someone who meets the metric for the first time.
    public let explanation: String

    public init(
        _ id: String, _ title: String, _ rule: Rule, of parts: [Metric], restates: String? = nil, source: String = "",
        convention: String? = nil, _ explanation: String
    ) {
        self.id = id
        self.title = title
        self.rule = rule
        self.parts = parts
        self.restates = restates
        self.source = source
        self.convention = convention
        self.explanation = explanation
    }

    /// Whether one rate in one pair of groups makes the value, so that its change can be followed there.
    public var followsOnePair: Bool {
        switch rule {
        case .difference, .ratio, .worst: true
        case .mean, .balance: false
        }
    }

    /// Finds a gap metric by its id or title in any spelling, or by a name that it has elsewhere; "Difference" may be left
    /// out.
    ///
    /// - Throws: `Refusal` when there is none; it says which one may have been meant.
    public static func named(_ name: String) throws -> GapMetric {
        let id = Catalogue.id(of: name, among: all.map { ($0.id, $0.title) })
        if let metric = all.first(where: { $0.id == id }) { return metric }
        throw Refusal.unknown("gap metric", name, among: all.map(\.id))
    }
}

/// The largest distance between groups, and whose it is.
struct Spread {
    let value: Double
    /// Which part made the value; nil where all did.
    let part: Int?
    let highest: Int?
    let lowest: Int?
}

extension GapMetric {
    /// The rates of every part in every group, weighted where records are; nil where undefined.
    func rates(_ tallies: [Tally]) -> [[Double?]] {
        parts.map { part in tallies.map { $0.share(part).value } }
    }

    /// The rates of every part in every group; nil where undefined.
    func rates(_ counts: [ConfusionCounts]) -> [[Double?]] {
        parts.map { part in
            counts.map {
                let (numerator, denominator) = part.counts($0)
                return denominator > 0 ? Double(numerator) / Double(denominator) : nil
            }
        }
    }

    /// The distance over all groups with a rate, part by part; nil where a part has fewer than two, or for 0/0.
    ///
    /// A group without a rate for one part still counts for the others, so the value is never less for its absence.
    func spread(_ rates: [[Double?]]) -> Spread? {
        let scored = rule == .balance ? [balance(rates)] : rates
        var spreads: [Spread] = []
        for (part, row) in scored.enumerated() {
            guard let ends = Self.extremes(row) else { return nil }
            if rule == .ratio, ends.high <= 0 { return nil }
            let value = rule == .ratio ? ends.low / ends.high : ends.high - ends.low
            let single = rule == .balance ? nil : part
            spreads.append(Spread(value: value, part: single, highest: ends.highest, lowest: ends.lowest))
        }
        if rule == .mean {
            let mean = spreads.reduce(0) { $0 + $1.value } / Double(spreads.count)
            return Spread(value: mean, part: nil, highest: nil, lowest: nil)
        }
        return spreads.dropFirst().reduce(spreads.first) { best, next in
            guard let best else { return next }
            return (rule == .ratio ? next.value < best.value : next.value > best.value) ? next : best
        }
    }

    /// The distance of group `a` from group `b`; nil where a part is undefined in either, or the ratio is x/0.
    func distance(_ rates: [[Double?]], _ a: Int, from b: Int) -> Double? {
        var pairs: [(a: Double, b: Double)] = []
        for row in rates {
            guard let ofA = row[a], let ofB = row[b] else { return nil }
            pairs.append((ofA, ofB))
        }
        let n = Double(pairs.count)
        switch rule {
        case .difference, .balance: return pairs.reduce(0) { $0 + ($1.a - $1.b) } / n
        case .ratio where pairs.count == 1: return pairs[0].b > 0 ? pairs[0].a / pairs[0].b : nil
        case .ratio:
            guard pairs.allSatisfy({ max($0.a, $0.b) > 0 }) else { return nil }
            return pairs.map { min($0.a, $0.b) / max($0.a, $0.b) }.min()
        case .worst: return pairs.map { abs($0.a - $0.b) }.max()
        case .mean: return pairs.reduce(0) { $0 + abs($1.a - $1.b) } / n
        }
    }

    /// The interval of that distance, where it is a sum or a ratio of independent rates and there are records enough; nil
    /// otherwise.
    func interval(_ a: Tally, from b: Tally) -> Interval? {
        let pairs = parts.map { (a: a.share($0), b: b.share($0)) }
        switch rule {
        case .difference, .balance:
            let weight = 1 / Double(parts.count)
            return Share.combination(pairs.flatMap { [(weight, $0.a), (-weight, $0.b)] })
        case .ratio: return pairs.count == 1 ? Share.ratio(pairs[0].a, over: pairs[0].b) : nil
        case .worst, .mean: return nil
        }
    }

    /// The interval of the distance that a spread is, between its highest and its lowest group: of the rate that makes it;
    /// nil where several rates do.
    func interval(_ spread: Spread, _ high: Tally, _ low: Tally) -> Interval? {
        guard let part = spread.part else { return rule == .balance ? interval(high, from: low) : nil }
        let (a, b) = (high.share(parts[part]), low.share(parts[part]))
        return rule == .ratio ? Share.ratio(b, over: a) : Share.combination([(1, a), (-1, b)])
    }

    /// Whether it is undefined where nobody knows what was true.
    public var needsTruth: Bool { parts.contains(where: \.needsTruth) }

    /// Why that distance has no interval; nil where it has one.
    func noInterval(_ a: Tally, from b: Tally) -> String? {
        guard intervalMethod(isWeighted: false) != nil else { return Self.unsigned }
        let shortages = parts.flatMap { part in
            [a, b].compactMap { $0.share(part).combinableShortage(part.denominatorName) }
        }
        if let first = shortages.first { return first }
        return interval(a, from: b) == nil ? "a ratio to a rate of 0" : nil
    }

    /// Of what is never below 0, or never above 1.
    static let unsigned = "no interval of an unsigned distance of two rates holds where they are equal"

    /// How that interval is computed: "Newcombe"; nil where there is none.
    func intervalMethod(isWeighted: Bool) -> String? {
        let effective = isWeighted ? Share.weighted : ""
        switch rule {
        case .difference: return "Newcombe" + effective
        case .balance: return "Zou & Donner" + effective
        case .ratio: return parts.count == 1 ? "MOVER-R" + effective : nil
        case .worst, .mean: return nil
        }
    }

    /// Every group's mean over the parts; nil where one is undefined.
    private func balance(_ rates: [[Double?]]) -> [Double?] {
        rates[0].indices.map { group in
            var sum = 0.0
            for row in rates {
                guard let rate = row[group] else { return nil }
                sum += rate
            }
            return sum / Double(rates.count)
        }
    }

    /// The first highest and the first lowest of the rates there are; nil for fewer than two.
    private static func extremes(_ row: [Double?]) -> (low: Double, lowest: Int, high: Double, highest: Int)? {
        var (low, lowest, high, highest, defined) = (Double.infinity, 0, -Double.infinity, 0, 0)
        for (group, rate) in row.enumerated() {
            guard let rate else { continue }
            defined += 1
            if rate < low { (low, lowest) = (rate, group) }
            if rate > high { (high, highest) = (rate, group) }
        }
        return defined < 2 ? nil : (low, lowest, high, highest)
    }
}
