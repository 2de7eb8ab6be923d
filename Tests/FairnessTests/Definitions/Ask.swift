@testable import Fairness

/// What a figure is of: the records it may look at, and its place among the others of its name.
struct Ask {
    typealias Record = SampleInputs.Record

    /// All records of the stratum.
    let all: [Record]
    let group: String?
    let reference: String?
    let part: String?

    var known: [Record] { all.filter { $0.group != nil } }
    var groups: [String] { Set(known.compactMap(\.group)).sorted() }
    func of(_ group: String) -> [Record] { all.filter { $0.group == group } }

    /// The records of the group, or all.
    var records: [Record] { group.map(of) ?? all }
    /// The records of the group, or of every group but the reference.
    var side: [Record] { group.map(of) ?? known.filter { $0.group != reference } }
    var base: [Record] { reference.map(of) ?? [] }
    /// Those of known group that are not of the group.
    var background: [Record] { known.filter { $0.group != group } }

    static func share(_ records: [Record], _ holds: (Record) -> Bool) -> Double? {
        records.isEmpty ? nil : Double(records.filter(holds).count) / Double(records.count)
    }

    static func mean(_ values: [Double]) -> Double? {
        values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }

    /// TP, FP, TN and FN.
    static func cells(_ records: [Record]) -> [String: Double] {
        func count(_ truth: Bool, _ prediction: Bool) -> Double {
            Double(records.filter { $0.truth == truth && $0.prediction == prediction }.count)
        }
        return [
            "TP": count(true, true), "FP": count(false, true), "TN": count(false, false), "FN": count(true, false),
        ]
    }

    /// P(a score of the first > one of the second), ties ½, pair by pair.
    static func above(_ first: [Record], _ second: [Record]) -> Double? {
        guard !first.isEmpty, !second.isEmpty else { return nil }
        var wins = 0.0
        for a in first {
            for b in second { wins += a.score > b.score ? 1 : a.score == b.score ? 0.5 : 0 }
        }
        return wins / Double(first.count * second.count)
    }

    static func area(_ records: [Record]) -> Double? {
        above(records.filter(\.truth), records.filter { !$0.truth })
    }

    static func difference(_ a: Double?, _ b: Double?) -> Double? { a.flatMap { a in b.map { a - $0 } } }

    /// The highest less the lowest over the groups that have a value.
    func spread(_ value: ([Record]) -> Double?) -> Double? {
        let values = groups.compactMap { value(of($0)) }
        guard values.count > 1, let high = values.max(), let low = values.min() else { return nil }
        return high - low
    }
}
