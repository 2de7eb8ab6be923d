import Canvas
import Engine
import Fairness
import Records

/// A value of a chart and, where known, its interval.
struct FairnessValue: Sendable, Hashable {
    var value: Double?
    var interval: Interval?

    init(_ value: Double?, _ interval: Interval? = nil) {
        self.value = value
        self.interval = interval
    }

    init(_ value: MetricValue) { self.init(value.value, value.interval) }
    init(_ gap: Gap) { self.init(gap.value, gap.interval) }
    init(_ figure: Figure) { self.init(figure.value, figure.interval) }
}

/// What became of a value.
struct FairnessChange: Sendable, Hashable {
    var difference: Double?
    var interval: Interval?
    var isClear: Bool
    /// Why nothing can be said of the change.
    var insufficient: String?

    /// The reason why nothing can be said, or as `change(difference:interval:isClear:)`.
    var shown: (text: String, style: Style) {
        if let insufficient { return (insufficient, Style(.dim)) }
        return change(difference: difference, interval: interval, isClear: isClear)
    }
}

/// One line of a chart: a group, a group beside its reference, or whatever else a figure is of.
struct FairnessLine: Sendable, Hashable {
    /// "Belmar", "Belmar − Arden", "all records"
    let title: String
    /// The group that it is about; nil where it is about no single one.
    let group: String?
    /// Nil where the figure has none.
    let denominator: Int?
    let before: FairnessValue?
    let after: FairnessValue
    let change: FairnessChange?
    /// "2 negatives, 20 needed", or the reason why it is undefined.
    let insufficient: String?
}

extension FairnessFigures {
    /// The lines of the charts for a metric and a group column: rates with the largest denominators first, anything else in
    /// the report's order.
    func lines(_ metric: String, by column: String, within stratum: Stratum?) -> [FairnessLine] {
        if let rate = Metric.all.first(where: { $0.id == metric }) { return lines(rate, column, stratum) }
        if let gap = GapMetric.all.first(where: { $0.id == metric }) {
            let old = gapsBefore(metric, in: column, within: stratum)
            return gaps(metric, in: column, within: stratum).filter { $0.kind == .pair && $0.groups.count == 2 }.map {
                line(gap, $0, old)
            }
        }
        return (report.figures ?? []).filter {
            $0.metric == metric && $0.stratum == stratum && ($0.column == column || $0.column == nil)
        }.map(line)
    }

    private func lines(_ metric: Metric, _ column: String, _ stratum: Stratum?) -> [FairnessLine] {
        let rows = (comparison?.rows ?? []).filter { stratum == nil && $0.column == column && $0.metric == metric.id }
        let changes = Dictionary(rows.map { ($0.group, $0.change) }) { first, _ in first }
        let old = Dictionary(groupsBefore(of: column, within: stratum).map { ($0.value, $0) }) { first, _ in first }
        return groups(of: column, within: stratum).compactMap { group in
            group.metrics[metric.id].map { line(metric, group.value, old[group.value], $0, changes[group.value]) }
        }
        .sorted { ($1.denominator ?? 0, $0.title) < ($0.denominator ?? 0, $1.title) }
    }

    private func line(
        _ metric: Metric, _ group: String, _ before: GroupReport?, _ after: MetricValue, _ change: Change?
    ) -> FairnessLine {
        let few =
            after.denominator < minimumDenominator
            ? "\(after.denominator.grouped) \(metric.denominatorName), \(minimumDenominator) needed" : nil
        return FairnessLine(
            title: group, group: group, denominator: after.denominator,
            before: before?.metrics[metric.id].map { FairnessValue($0) }, after: FairnessValue(after),
            change: change.map {
                FairnessChange(difference: $0.difference, interval: $0.interval, isClear: $0.isClear)
            },
            insufficient: after.undefined ?? few)
    }

    private func line(_ metric: GapMetric, _ gap: Gap, _ old: [Gap]) -> FairnessLine {
        let sign = metric.rule == .ratio ? "÷" : "−"
        let missing = gap.leftOut.map { "\($0.group): \($0.reason)" }.joined(separator: "; ")
        return FairnessLine(
            title: gap.groups.joined(separator: " \(sign) "), group: gap.groups.first, denominator: nil,
            before: old.first { $0.kind == .pair && $0.groups == gap.groups }.map { FairnessValue($0) },
            after: FairnessValue(gap), change: nil, insufficient: gap.undefined ?? (missing.isEmpty ? nil : missing))
    }

    private func line(_ figure: Figure) -> FairnessLine {
        let old = before?.figures?.first {
            $0.metric == figure.metric && $0.column == figure.column && $0.group == figure.group
                && $0.reference == figure.reference && $0.part == figure.part && $0.stratum == figure.stratum
        }
        let scored = comparison?.scores?.first {
            $0.metric == figure.metric && $0.column == (figure.column ?? "") && $0.group == (figure.group ?? "all")
        }
        let missing = figure.leftOut.map { "\($0.group): \($0.reason)" }.joined(separator: "; ")
        return FairnessLine(
            title: Self.title(figure), group: figure.group,
            denominator: figure.denominator.flatMap { Int(exactly: $0.rounded()) },
            before: old.map { FairnessValue($0) }, after: FairnessValue(figure),
            change: scored.map {
                FairnessChange(
                    difference: $0.difference, interval: $0.interval, isClear: $0.isClear,
                    insufficient: $0.insufficient)
            },
            insufficient: figure.undefined
                ?? (figure.value == nil ? (missing.isEmpty ? "no value" : missing) : nil))
    }

    private static func title(_ figure: Figure) -> String {
        let whose = figure.group ?? (figure.column == nil ? "all records" : "all groups")
        let pair = figure.reference.map { "\(whose) to \($0)" } ?? whose
        return figure.part.map { "\(pair) · \($0)" } ?? pair
    }

    /// The value that the lines are read against: what all records have, or what would be no difference.
    func reference(_ metric: String, within stratum: Stratum?) -> Double? {
        if let gap = GapMetric.all.first(where: { $0.id == metric }) { return gap.rule == .ratio ? 1 : 0 }
        if Metric.all.contains(where: { $0.id == metric }) {
            return stratum == nil ? report.overall.metrics[metric]?.value : nil
        }
        switch Catalogue.all.first(where: { $0.id == metric })?.direction {
        case .nearZero: return 0
        case .nearOne: return 1
        default: return nil
        }
    }
}

/// "−.136 ± .021 ▼", or "no clear change".
func change(difference: Double?, interval: Interval?, isClear: Bool) -> (text: String, style: Style) {
    guard let difference, isClear else { return ("no clear change", Style(.dim)) }
    let half = interval.map { " ± \((($0.upper - $0.lower) / 2).short)" } ?? ""
    return (
        "\(difference < 0 ? "−" : "+")\(difference.magnitude.short)\(half) \(difference < 0 ? "▼" : "▲")",
        Style(.normal, bold: true)
    )
}

extension Double {
    /// Three decimals without the leading zero: ".448", "−1.500".
    var short: String {
        let text = fixed(3)
        let number = text.hasPrefix("-") ? text.dropFirst() : text[...]
        let shown = number.hasPrefix("0.") ? number.dropFirst() : number
        return (text.hasPrefix("-") ? "−" : "") + shown
    }
}
