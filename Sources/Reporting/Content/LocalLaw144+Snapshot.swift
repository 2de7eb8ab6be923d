import Engine
public import Fairness
import Records

extension LocalLaw144 {
    /// The tables of a project, from its records where predictions are there, else from the report's counts; nil where
    /// no column of sex or race is known.
    ///
    /// - Throws: `Refusal` for a named column that the table doesn't have.
    init?(_ snapshot: Snapshot, _ report: FairnessReport, _ options: Reporting.Options) throws {
        let found = Self.columns(among: snapshot.schema.groups)
        let names = [options.sexColumn ?? found.sex, options.raceColumn ?? found.race].compactMap(\.self)
        guard !names.isEmpty else { return nil }
        let table = snapshot.table
        let columns = try names.map { try table.column(named: $0) }
        let rows = Self.auditedRows(snapshot)
        // What records weigh, and how many a row stands for, the report's counts have and a snapshot hasn't.
        guard rows.count == report.n, report.overall.effectiveN == nil,
            let predictions = snapshot.overlay.numbers["model.prediction"]
        else {
            self.init(report, columns: names)
            return
        }
        let scores = snapshot.overlay.numbers["model.score"].map { all in rows.map { all[$0] } }
        let isScored = scores?.allSatisfy(\.isFinite) ?? false
        let groupings = columns.map { Grouping($0, rows: rows) }
        self.init(
            outcomes: Outcomes(
                truth: Array(repeating: false, count: rows.count), prediction: rows.map { predictions[$0] > 0.5 },
                score: isScored ? scores : nil),
            groupings: Self.crossed(groupings))
    }

    /// The tables that a report's counts allow: selection rates alone.
    init(_ report: FairnessReport, columns: [String]) {
        let crossing = columns.joined(separator: " × ")
        let wanted = columns.count > 1 ? columns + [crossing] : columns
        func mass(_ group: GroupReport) -> Double {
            group.metrics["selectionRate"]?.weights?.denominator ?? Double(group.n)
        }
        let least = Self.leastShare * mass(report.overall)
        tables = wanted.compactMap { column in
            let groups = report.groups.filter { $0.column == column && $0.stratum == nil }
            guard !groups.isEmpty else { return nil }
            let rates = groups.map { $0.metrics["selectionRate"]?.value }
            let highest = groups.indices.filter { mass(groups[$0]) >= least }.compactMap { rates[$0] }.max() ?? 0
            let categories = groups.indices.map { index in
                let isLeftOut = mass(groups[index]) < least
                return Category(
                    name: groups[index].value, n: groups[index].n, selected: groups[index].tp + groups[index].fp,
                    rate: rates[index],
                    impactRatio: isLeftOut || highest <= 0 ? nil : rates[index].map { $0 / highest },
                    isLeftOut: isLeftOut, weights: groups[index].metrics["selectionRate"]?.weights)
            }
            let unknown = report.unknown.first { $0.column == column }?.count ?? 0
            return Table(measure: .selection, column: column, categories: categories, unknown: unknown)
        }
    }

    /// Each grouping, and the first two crossed.
    public static func crossed(_ groupings: [Grouping]) -> [Grouping] {
        groupings.count > 1 ? groupings + [groupings[0].crossed(with: groupings[1])] : groupings
    }

    /// Records that were held out to test, or that your own model predicts, and that are still there.
    private static func auditedRows(_ snapshot: Snapshot) -> [Int] {
        let facets = snapshot.overlay.facets
        func rows(of name: String, _ value: String) -> [Bool]? {
            guard let facet = facets[name], let bit = facet.values.firstIndex(of: value) else { return nil }
            return facet.masks.map { $0 & (1 << UInt32(bit)) != 0 }
        }
        let isGone = rows(of: "state", "forgotten")
        let isPredicted = snapshot.overlay.numbers["model.prediction"]?.map(\.isFinite)
        guard let isAudited = snapshot.subject.holdsOut ? rows(of: "split", "test") : isPredicted else { return [] }
        let chosen = snapshot.chosen?.rows
        return isAudited.indices.filter { isAudited[$0] && isGone?[$0] != true && chosen?.contains($0) != false }
    }
}
