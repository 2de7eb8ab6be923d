import Learning
import Records

extension Workspace {
    /// What applying the queue would take and change. Ranked proposals, not measurements: `preview` measures.
    ///
    /// - Complexity: O(staged), and once for every assignment O(records × group columns).
    func predictRemoval() -> RemovalPrediction? {
        guard !staged.isEmpty else { return nil }
        let rows = staged.keys.sorted()
        let going = going(rows)
        let training = going.filter { assignment.parts[$0] == .train }
        let heldOut = going.count { assignment.parts[$0] == .selection || assignment.parts[$0] == .test }
        var twins: [Int] = []
        for row in rows {
            twins += dataset.identities.twins(of: row).filter { staged[$0] == nil && !forgotten[$0] }
        }
        let cold = learned?.fitted.passes ?? 0
        let passes = lastRemoval?.cost.passes ?? max(3, cold / 3)
        let perPass = (lastTraining?.seconds["solve"]).map { $0 / Double(max(1, cold)) } ?? 0
        let effects = findings.map { findings in training.map { findings.gapEffect[$0] }.filter { !$0.isNaN } }
        return RemovalPrediction(
            training: training.count, heldOut: heldOut, passes: passes, seconds: perPass * Double(passes),
            gapChange: findings?.focus == nil ? nil : effects?.reduce(0, +), gapNow: findings?.focus?.gap,
            twinsLeft: Array(Set(twins)).sorted(), erodedGroups: erodedGroups(training))
    }

    /// The rows whose learning ids go when `rows` are forgotten: of identical records those of the last occurrences,
    /// whichever of them are staged.
    private func going(_ rows: [Int]) -> [Int] {
        var count: [Int: Int] = [:]
        for row in rows { count[dataset.identities.twins(of: row)[0], default: 0] += 1 }
        return count.keys.sorted().flatMap { first in
            dataset.identities.twins(of: first).filter { !forgotten[$0] }.suffix(count[first] ?? 0)
        }
    }

    /// Read from the file once: big tables keep no whole columns.
    private func groupColumn(_ name: String) -> Column? {
        if let known = groupColumns[name] { return known }
        let column = try? dataset.table.column(named: name)
        groupColumns[name] = column
        return column
    }

    /// Counted once for every assignment.
    private func trainingSizes(of column: Column) -> [Int] {
        if let known = trainingSizes[column.name] { return known }
        var sizes = Array(repeating: 0, count: column.distinct.count)
        for row in assignment.training { sizes[Int(column.codes[row])] += 1 }
        trainingSizes[column.name] = sizes
        return sizes
    }

    private func erodedGroups(_ removed: [Int]) -> [String] {
        dataset.schema.groups.flatMap { name -> [String] in
            guard let column = groupColumn(name) else { return [] }
            let before = trainingSizes(of: column)
            var gone = Array(repeating: 0, count: column.distinct.count)
            for row in removed { gone[Int(column.codes[row])] += 1 }
            return before.indices.filter { before[$0] > 0 && Double(gone[$0]) >= 0.3 * Double(before[$0]) }.map {
                "removes \(Int((100 * Double(gone[$0]) / Double(before[$0])).rounded())) % of \(name)=\(column.distinct[$0])"
            }
        }
    }
}
