import Foundation

@testable import Fairness

/// Gaps, from the words of their definition lines and of their conventions' names.
struct GapDefinition {
    typealias Rates = [(_ records: [Ask.Record]) -> Double?]

    let how: String
    let rates: Rates

    /// Nil of a line that can't be read: "max − min over groups; …; of (false positive rate = FP / (FP + TN)) and (…)".
    init?(_ line: String) {
        guard let start = line.range(of: "; of (", options: .backwards) else { return nil }
        how = String(line[..<start.lowerBound])
        let list = String(line[line.index(start.lowerBound, offsetBy: 5)...])
        let formulas = list.components(separatedBy: ") and (").map { part -> String in
            var text = part
            if text.hasPrefix("(") { text.removeFirst() }
            let isWhole = text.filter { $0 == "(" }.count == text.filter { $0 == ")" }.count
            if !isWhole, text.hasSuffix(")") { text.removeLast() }
            return text.components(separatedBy: " = ").last ?? ""
        }
        rates = formulas.map { formula in { records in Formula.value(formula, Ask.cells(records)) } }
        guard rates.allSatisfy({ $0([]) == nil }), !rates.isEmpty else { return nil }
    }

    /// The rates themselves, for conventions of a single rate.
    init(rate formula: String) {
        how = ""
        rates = [{ records in Formula.value(formula, Ask.cells(records)) }]
    }

    /// Every part's rates of some groups; nil where one is undefined.
    private func rows(_ sides: [[Ask.Record]]) -> [[Double]] {
        rates.map { rate in sides.compactMap(rate) }
    }

    private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    private func range(_ row: [Double]) -> Double { (row.max() ?? 0) - (row.min() ?? 0) }
    private func quotient(_ row: [Double]) -> Double { (row.min() ?? 0) / (row.max() ?? 0) }

    /// Every group's mean over the parts.
    private func means(_ rows: [[Double]]) -> [Double] {
        guard let first = rows.first else { return [] }
        return first.indices.map { group in mean(rows.map { $0[group] }) }
    }

    /// Over all groups.
    func overall(_ ask: Ask) -> Double? {
        let rows = rows(ask.groups.map(ask.of))
        switch how.components(separatedBy: ";")[0] {
        case "max − min over groups": return range(rows[0])
        case "min / max over groups": return quotient(rows[0])
        case "the smaller of the parts' min / max": return rows.map(quotient).min()
        case "the larger of the parts' max − min": return rows.map(range).max()
        case "the mean of the parts' max − min": return mean(rows.map(range))
        case "max − min of the groups' means over the parts": return range(means(rows))
        default: return nil
        }
    }

    /// Of a group against its reference.
    func pair(_ a: [Ask.Record], _ b: [Ask.Record]) -> Double? {
        let pairs = rows([a, b])
        guard pairs.allSatisfy({ $0.count == 2 }), let words = how.components(separatedBy: "of a pair, ").last else {
            return nil
        }
        switch words {
        case "group − reference": return pairs[0][0] - pairs[0][1]
        case "group / reference": return pairs[0][0] / pairs[0][1]
        case "with the lower rate on top": return pairs.map(quotient).min()
        case "of |group − reference|":
            let distances = pairs.map { abs($0[0] - $0[1]) }
            return how.hasPrefix("the mean") ? mean(distances) : distances.max()
        case "mean of group − reference": return mean(pairs.map { $0[0] - $0[1] })
        default: return nil
        }
    }

    /// By a convention's name; nil where the name is not known.
    func convention(_ name: String, _ ask: Ask) -> Double?? {
        let rows = rows(ask.groups.map(ask.of))
        let whole = rates.map { $0(ask.all) ?? 0 }
        let pooled = self.rows([ask.side, ask.base])
        func distances(_ row: [Double], _ overall: Double) -> [Double] { row.map { abs($0 - overall) } }
        func ratios(_ row: [Double], _ overall: Double) -> [Double] { row.map { min($0, overall) / max($0, overall) } }
        let parts = rates.indices
        switch name {
        case "max − min (Fairlearn)": return range(rows[0])
        case "min ÷ max (Fairlearn)": return quotient(rows[0])
        case "largest distance to overall (Fairlearn)":
            return parts.compactMap { distances(rows[$0], whole[$0]).max() }.max()
        case "mean of the parts' largest distances to overall (Fairlearn, agg='mean')":
            return mean(parts.compactMap { distances(rows[$0], whole[$0]).max() })
        case "largest distance of a group's mean of the parts to overall":
            return distances(means(rows), mean(whole)).max()
        case "smallest ratio to overall (Fairlearn)":
            return parts.compactMap { ratios(rows[$0], whole[$0]).min() }.min()
        case "mean of the parts' min ÷ max (Fairlearn, agg='mean')": return mean(rows.map(quotient))
        case "mean of the parts' smallest ratios to overall (Fairlearn, agg='mean')":
            return mean(parts.compactMap { ratios(rows[$0], whole[$0]).min() })
        case "unprivileged pooled − privileged, signed (AIF360)": return mean(pooled.map { $0[0] - $0[1] })
        case "largest |unprivileged pooled − privileged| of the parts, unsigned (AIF360)":
            return pooled.map { abs($0[0] - $0[1]) }.max()
        case "mean |unprivileged pooled − privileged| of the parts, unsigned (AIF360)":
            return mean(pooled.map { abs($0[0] - $0[1]) })
        case "unprivileged pooled ÷ privileged (AIF360)", "group ÷ reference (Aequitas)":
            return pooled[0][0] / pooled[0][1]
        case "smallest lower ÷ higher of unprivileged pooled and privileged, of the parts":
            return pooled.map(quotient).min()
        default: return nil
        }
    }
}
