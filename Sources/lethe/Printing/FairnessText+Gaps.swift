import Engine
import Fairness

extension FairnessText {
    /// Every gap over all groups, then against the reference.
    func gaps(_ column: String) -> [String] {
        let all = report.gaps.filter { $0.column == column && $0.stratum == nil }
        let widest = all.filter { $0.kind == .maxMin }
        guard !widest.isEmpty else { return [] }
        var table = TextTable(
            header: ["gap over groups with enough records", "value", "by chance", "p", "p adjusted"],
            right: [1, 2, 3, 4])
        for gap in widest {
            table.rows.append([
                gap.metric, gap.value?.fixed(6) ?? "undefined", gap.byChance?.fixed(3) ?? "", probability(gap.p),
                probability(gap.adjusted?.p),
            ])
        }
        let rows = table.lines()
        var lines = rows.prefix(1).map { $0 }
        for (gap, row) in zip(widest, rows.dropFirst()) { lines += [row] + remarks(gap) }
        lines += ["max − min; ratios min ÷ max; by permutation of the groups"]
        lines += families(widest)
        return indented(lines, by: 2) + [""] + pairs(all.filter { $0.kind == .pair })
    }

    /// Between whom the gap is, and what it lacks.
    private func remarks(_ gap: Gap) -> [String] {
        var remarks: [String] = []
        if let highest = gap.highest, let lowest = gap.lowest, highest != lowest {
            remarks.append("highest \(highest), lowest \(lowest)")
        }
        if gap.verdict == Gap.measured, !gap.leftOut.isEmpty {
            let left = gap.leftOut.map { "\($0.group) (\($0.reason))" }.joined(separator: ", ")
            let all = gap.ofAll.map { "; with them \($0.value.fixed(6))" } ?? ""
            remarks.append("without \(left)\(all)")
        }
        if gap.verdict != Gap.measured {
            let left = gap.leftOut.map { "\($0.group) (\($0.reason))" }.joined(separator: ", ")
            let why = [gap.undefined, left.isEmpty ? nil : left].compactMap(\.self).joined(separator: "; ")
            remarks.append("\(gap.verdict)\(why.isEmpty ? "" : ": \(why)")")
        }
        return remarks.flatMap { wrapped($0, to: 72, indent: 2) }.map { "    " + $0 }
    }

    /// "p adjusted: Benjamini–Hochberg, 18 tests"
    private func families(_ gaps: [Gap]) -> [String] {
        var seen: [AdjustedP.Method: Int] = [:]
        for adjusted in gaps.compactMap(\.adjusted) { seen[adjusted.method] = adjusted.family }
        return [
            (AdjustedP.Method.holm, "Holm, declared"), (.westfallYoung, "Westfall–Young, declared"),
            (.benjaminiHochberg, "Benjamini–Hochberg, a scan"),
        ]
        .compactMap {
            method, name in seen[method].map { "p adjusted: \(name), \($0.counted("test"))" }
        }
    }

    /// Of pairs, the gaps that are asked for most; --json has all.
    private func pairs(_ gaps: [Gap]) -> [String] {
        let asked = [
            "demographicParityDifference", "demographicParityRatio", "equalOpportunityDifference",
            "falsePositiveRateDifference", "equalizedOddsDifference", "averageAbsoluteOddsDifference",
        ]
        return asked.flatMap { metric -> [String] in
            let of = gaps.filter { $0.metric == metric }
            guard !of.isEmpty else { return [] }
            var table = TextTable(header: ["against the reference", "value", "95 % interval", ""], right: [1])
            for gap in of {
                let (between, value, interval) = oriented(gap)
                let short = gap.verdict == Gap.measured ? "" : "insufficient"
                table.rows.append([between, value?.fixed(6) ?? "undefined", interval?.text ?? "", short])
            }
            let isShort = of.contains { $0.verdict != Gap.measured }
            let legend = isShort ? ["insufficient: fewer than \(report.minimumDenominator) records behind a rate"] : []
            return ["  \(metric)"] + indented(table.lines() + legend, by: 4) + [""]
        }
    }

    /// A pair's difference is printed from the higher group to the lower, and says so; a ratio as group ÷ reference;
    /// what has no sign (the worst or the mean of two differences) names both.
    private func oriented(_ gap: Gap) -> (between: String, value: Double?, interval: Interval?) {
        if gap.metric.hasSuffix("Ratio") { return (gap.groups.joined(separator: " ÷ "), gap.value, gap.interval) }
        let rule = GapMetric.all.first { $0.id == gap.metric }?.rule
        guard rule == .difference || rule == .balance else {
            return (gap.groups.joined(separator: " and "), gap.value, nil)
        }
        guard let value = gap.value, value < 0 else {
            return (gap.groups.joined(separator: " − "), gap.value, gap.interval)
        }
        let mirrored = gap.interval.map { Interval(lower: -$0.upper, upper: -$0.lower) }
        return (gap.groups.reversed().joined(separator: " − "), -value, mirrored)
    }

    /// The four-fifths rule, with what it says by chance alone.
    func fourFifths(_ column: String) -> [String] {
        let rows = (report.fourFifths ?? []).filter { $0.column == column }
        guard let reference = rows.first?.reference else { return [] }
        if report.overall.effectiveN != nil { return weightedFourFifths(rows, reference) }
        var table = TextTable(
            header: ["four-fifths", "ratio", "95 % interval", "z", "Fisher p", "flips"], right: [1, 3, 4, 5])
        for row in rows {
            table.rows.append([
                row.group, row.ratio?.fixed(3) ?? "undefined", row.interval?.short ?? "", row.z?.fixed(2) ?? "",
                probability(row.fisher) + (row.prefersFisher ? "*" : ""), row.flips.map { "\($0)" } ?? "",
            ])
        }
        let legend =
            "selection rate ÷ that of \(reference), the highest; * few records: go by Fisher; flips: decisions that would turn "
            + "the verdict at 0.8"
        return lines(table, legend, rows)
    }

    /// Of weighted records: z, Fisher's test and flips are of records that count the same.
    private func weightedFourFifths(_ rows: [FourFifths], _ reference: String) -> [String] {
        var table = TextTable(header: ["four-fifths", "ratio", "95 % interval", "p"], right: [1, 3])
        for row in rows {
            table.rows.append([
                row.group, row.ratio?.fixed(3) ?? "undefined", row.interval?.short ?? "", probability(row.weighted?.p),
            ])
        }
        let legend =
            "weighted selection rate ÷ that of \(reference), the highest; p by dealing out decisions with their weights"
        return lines(table, legend, rows)
    }

    private func lines(_ table: TextTable, _ legend: String, _ rows: [FourFifths]) -> [String] {
        let short = rows.compactMap { row in row.insufficient.map { "\(row.group): insufficient evidence, \($0)" } }
        return indented(table.lines() + ([legend] + short).flatMap { wrapped($0, to: 76, indent: 2) }, by: 2) + [""]
    }
}
