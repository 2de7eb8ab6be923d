import Engine
import Fairness
import Foundation
import Records

/// A test of a metric that a pipeline fails on: "equalizedOddsDifference>0.1", "truePositiveRate<=0.6".
struct Limit {
    let metric: MetricDescription
    let comparison: String
    let value: Double
    /// Whether a group with too few records for the gap fails it, too.
    let isStrict: Bool

    /// What a report says to the test: what fails it, and what should be known though it doesn't.
    struct Findings {
        var crossed: [String] = []
        var remarks: [String] = []
    }

    /// - Throws: `Refusal` (64) for what is no test, or a metric that there is not, with the one that may have been meant.
    init(_ text: String, isStrict: Bool = false) throws {
        guard let place = text.firstIndex(where: { $0 == ">" || $0 == "<" }) else { throw Self.unreadable(text) }
        let rest = text[text.index(after: place)...]
        let isInclusive = rest.hasPrefix("=")
        guard let value = Double(rest.dropFirst(isInclusive ? 1 : 0).trimmingCharacters(in: .whitespaces)),
            value.isFinite
        else { throw Self.unreadable(text) }
        metric = try Catalogue.named(text[..<place].trimmingCharacters(in: .whitespaces))
        comparison = "\(text[place])\(isInclusive ? "=" : "")"
        self.value = value
        self.isStrict = isStrict
    }

    private static func unreadable(_ text: String) -> Refusal {
        Refusal(.usage, "Can't read the test '\(text)'.", next: "Write it as 'equalizedOddsDifference>0.1'.")
    }

    /// A sentence for every value that is across the limit, for every one that there is too little evidence for, and for
    /// groups that a gap is measured without.
    func findings(in report: FairnessReport) -> Findings {
        let found =
            switch metric.kind {
            case .rate: rates(report)
            case .gap: gaps(report)
            default: figures(report)
            }
        if found.isEmpty {
            let why =
                report.overall.knowsTruth ? "this audit has nothing to measure it by" : "it needs truth: --truth COL"
            return Findings(crossed: ["\(metric.id) is undefined: \(why)."])
        }
        let left = metric.kind == .gap ? leftOut(report) : []
        let crossed = found.compactMap(\.self)
        return isStrict ? Findings(crossed: crossed + left) : Findings(crossed: crossed, remarks: left)
    }

    /// The groups that a gap which was measured is measured without.
    private func leftOut(_ report: FairnessReport) -> [String] {
        report.gaps.filter { $0.metric == metric.id && $0.kind == .maxMin && $0.verdict == Gap.measured }
            .filter { !$0.leftOut.isEmpty }.map { gap in
                let names = gap.leftOut.map { "\($0.group) (\($0.reason))" }.joined(separator: ", ")
                let all = gap.ofAll.map { "; with them it is \($0.value.fixed(6))" } ?? ""
                let rule = isStrict ? "fails under --strict" : "--strict fails on them"
                return
                    "\(metric.id) by \(gap.column)\(within(gap.stratum)) is of the groups with enough records, without "
                    + "\(names)\(all); \(rule)."
            }
    }

    private func sentence(_ what: String, _ measured: Double?, _ undefined: String?, _ insufficient: String?) -> String?
    {
        guard let measured else { return "\(what) is undefined: \(undefined ?? insufficient ?? "no value")" }
        if let insufficient { return "\(what) is \(measured.fixed(6)) on insufficient evidence: \(insufficient)" }
        let isCrossed: Bool
        switch comparison {
        case ">": isCrossed = measured > value
        case ">=": isCrossed = measured >= value
        case "<": isCrossed = measured < value
        default: isCrossed = measured <= value
        }
        return isCrossed ? "\(what) is \(measured.fixed(6)), \(comparison) \(value)" : nil
    }

    /// Over all groups, max − min; what other conventions make of it is not tested.
    private func gaps(_ report: FairnessReport) -> [String?] {
        report.gaps.filter { $0.metric == metric.id && $0.kind == .maxMin }.map { gap in
            let left = gap.leftOut.map { "\($0.group) (\($0.reason))" }.joined(separator: ", ")
            return sentence(
                "\(metric.id) by \(gap.column)\(within(gap.stratum))", gap.value, gap.undefined,
                gap.verdict == Gap.measured ? nil : left)
        }
    }

    /// The rate itself, of all records and of every group.
    private func rates(_ report: FairnessReport) -> [String?] {
        ([report.overall] + report.groups).compactMap { group -> String?? in
            guard let rate = group.metrics[metric.id] else { return nil }
            let whose = group.column.isEmpty ? "of all records" : "of \(group.column)=\(group.value)"
            let short = rate.denominator < report.minimumDenominator
            return .some(
                sentence(
                    "\(metric.id) \(whose)\(within(group.stratum))", rate.value, rate.undefined,
                    short ? "\(rate.denominator) in its denominator, fewer than \(report.minimumDenominator)" : nil))
        }
    }

    private func figures(_ report: FairnessReport) -> [String?] {
        (report.figures ?? []).filter { $0.metric == metric.id }.map { figure in
            let whose = [
                figure.group.map { "of \(figure.column ?? "")=\($0)" } ?? figure.column.map { "by \($0)" },
                figure.part,
            ]
            let left = figure.leftOut.map { "\($0.group) (\($0.reason))" }.joined(separator: ", ")
            return sentence(
                ([metric.id] + whose.compactMap(\.self)).joined(separator: " ") + within(figure.stratum), figure.value,
                figure.undefined, figure.verdict == Gap.measured ? nil : left)
        }
    }

    private func within(_ stratum: Stratum?) -> String {
        stratum.map { " within \($0.column)=\($0.value)" } ?? ""
    }
}
