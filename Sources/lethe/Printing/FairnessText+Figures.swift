import Engine
import Fairness

extension FairnessText {
    /// How scores rank and how well they are calibrated, group by group.
    var scores: [String] {
        guard let curves = report.curves, !curves.isEmpty else { return [] }
        var ranking = TextTable(header: ["scores", "n", "AUC", "95 % interval", "Brier"], right: [1, 2, 4])
        var calibration = TextTable(
            header: ["calibration error", "mean square", "95 % interval", "ECE", "by chance"], right: [1, 3, 4])
        for curve in curves {
            let name = curve.column.isEmpty ? "all" : "\(curve.column)=\(curve.group)"
            ranking.rows.append([
                name, "\(curve.n)", text(curve.auc), curve.auc.interval?.short ?? curve.auc.undefined ?? "",
                text(curve.brier),
            ])
            calibration.rows.append([
                name, curve.squaredError.map(text) ?? "–", curve.squaredError?.interval?.short ?? "", text(curve.ece),
                curve.ece.byChance?.fixed(4) ?? "",
            ])
        }
        return ranking.lines() + [""] + calibration.lines()
            + [
                "mean square: the root of it, without what noise adds. ECE has that, and stands",
                "beside what chance gives where every score is right.", "",
            ]
    }

    /// How often each class was taken for each, of all records.
    var confusion: [String] {
        guard let matrix = report.confusion?.first else { return [] }
        var table = TextTable(
            header: ["truly ↓ predicted →"] + matrix.classes + ["all", "recall"],
            right: Set(1...(matrix.classes.count + 2)))
        for (place, row) in matrix.counts.enumerated() {
            let all = row.reduce(0, +)
            let recall = all > 0 ? (Double(row[place]) / Double(all)).fixed(3) : "–"
            table.rows.append([matrix.classes[place]] + row.map { "\($0)" } + ["\(all)", recall])
        }
        let columns = matrix.classes.indices.map { place in matrix.counts.reduce(0) { $0 + $1[place] } }
        table.rows.append(["all"] + columns.map { "\($0)" } + ["\(columns.reduce(0, +))", ""])
        let lines = table.lines()
        guard lines.allSatisfy({ $0.count <= 80 }) else { return ["classes"] + listed(matrix) + [""] }
        return ["classes"] + indented(lines, by: 2) + [""]
    }

    /// The same, a line a pair, where the matrix is too wide.
    private func listed(_ matrix: ClassConfusion) -> [String] {
        matrix.counts.enumerated().flatMap { row, counts in
            counts.enumerated().filter { $0.element > 0 }.flatMap { column, count in
                wrapped(
                    "truly \(matrix.classes[row]), predicted \(matrix.classes[column]): \(count)", to: 78, indent: 2
                ).map { "  " + $0 }
            }
        }
    }

    private func text(_ figure: Figure) -> String { figure.value?.fixed(4) ?? "–" }

    /// Everything else that is measured of all records and of whole columns; --json has the groups, and rates and gaps by
    /// every convention, too.
    var figures: [String] {
        let kinds = Dictionary(uniqueKeysWithValues: Catalogue.all.map { ($0.id, $0.kind) })
        let shown = (report.figures ?? []).filter { $0.group == nil && $0.stratum == nil }
        let others = MetricDescription.Kind.allCases.filter { $0 != .rate && $0 != .gap }
        return others.flatMap { kind -> [String] in
            let of = shown.filter { kinds[$0.metric] == kind }
            guard !of.isEmpty else { return [] }
            var lines = ["\(kind.rawValue) metrics"]
            for figure in of { lines += line(figure) }
            return lines + [""]
        }
    }

    private func line(_ figure: Figure) -> [String] {
        let of = [figure.column.map { "by \($0)" }, figure.part].compactMap(\.self).joined(separator: ", ")
        let value = figure.value?.fixed(6) ?? "undefined"
        let name = "\(figure.metric)\(of.isEmpty ? "" : " (\(of))")"
        let rest = [value, figure.interval?.short].compactMap(\.self).joined(separator: " ")
        let fits = name.count <= 54 && rest.count <= 22
        var lines =
            fits
            ? ["  " + name + String(repeating: " ", count: 56 - name.count) + rest]
            : wrapped(name, to: 76, indent: 4).map { "  " + $0 } + ["      " + rest]
        if figure.verdict != Gap.measured {
            let left = figure.leftOut.map { "\($0.group) (\($0.reason))" }.joined(separator: ", ")
            let why = [figure.undefined, left.isEmpty ? nil : left].compactMap(\.self).joined(separator: "; ")
            lines += wrapped("\(figure.verdict): \(why)", to: 74, indent: 2).map { "    " + $0 }
        }
        return lines
    }

    /// Within every group of the control columns: its size and its gaps.
    var strata: [String] {
        (report.strata ?? []).flatMap { stratum -> [String] in
            let title = "within \(stratum.stratum.column)=\(stratum.stratum.value), \(stratum.n.counted("record"))"
            return [title]
                + columns.flatMap { column -> [String] in
                    var table = TextTable(
                        header: ["gap by \(column)", "value", "p", "p adjusted", ""], right: [1, 2, 3])
                    for gap in stratum.gaps where gap.kind == .maxMin && gap.column == column {
                        let ends =
                            gap.highest.flatMap { high in
                                gap.lowest.flatMap { high == $0 ? nil : "\(high) over \($0)" }
                            } ?? ""
                        let value = (gap.value?.fixed(6) ?? "undefined") + (gap.verdict == Gap.measured ? " " : "*")
                        table.rows.append([gap.metric, value, probability(gap.p), probability(gap.adjusted?.p), ends])
                    }
                    return indented(table.lines() + ["* insufficient evidence"], by: 2) + [""]
                }
        }
    }
}
