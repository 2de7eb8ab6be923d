@testable import Fairness

/// One value of a report, whether it stands in its groups, its gaps or its figures.
struct Measure {
    let id: String
    let column: String?
    let group: String?
    let reference: String?
    let part: String?
    let stratum: Stratum?
    let value: Double?
    let interval: Interval?
    let method: String?
    let undefined: String?
    /// Nil of rates, which have none.
    let verdict: String?

    /// What tells it apart from every other one.
    var key: String {
        [
            id, column ?? "–", group ?? "–", reference ?? "–", part ?? "–", stratum?.column ?? "–",
            stratum?.value ?? "–",
        ].joined(separator: "|")
    }

    static func all(_ input: AuditInput) -> [Measure] {
        let report = FairnessReport(input)
        let strata = report.strata ?? []
        return ([report.overall] + report.groups + strata.flatMap(\.groups)).flatMap(rates)
            + (report.gaps + strata.flatMap(\.gaps)).map(gap)
            + (report.figures ?? []).map {
                Measure(
                    id: $0.metric, column: $0.column, group: $0.group, reference: $0.reference, part: $0.part,
                    stratum: $0.stratum, value: $0.value, interval: $0.interval, method: $0.intervalMethod,
                    undefined: $0.undefined, verdict: $0.verdict)
            }
    }

    private static func rates(_ group: GroupReport) -> [Measure] {
        Metric.all.compactMap { metric in
            group.metrics[metric.id].map {
                Measure(
                    id: metric.id, column: group.column.isEmpty ? nil : group.column,
                    group: group.column.isEmpty ? nil : group.value, reference: nil, part: nil, stratum: group.stratum,
                    value: $0.value, interval: $0.interval, method: "Wilson", undefined: $0.undefined, verdict: nil)
            }
        }
    }

    private static func gap(_ gap: Gap) -> Measure {
        let isPair = gap.kind == .pair
        return Measure(
            id: gap.metric, column: gap.column, group: isPair ? gap.groups[0] : nil,
            reference: isPair ? gap.groups[1] : nil, part: isPair ? "pair" : "all groups", stratum: gap.stratum,
            value: gap.value, interval: gap.interval, method: gap.intervalMethod, undefined: gap.undefined,
            verdict: gap.verdict)
    }
}
