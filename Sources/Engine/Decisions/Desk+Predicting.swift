import Attribution
import Learning
import Records

extension Desk {
    /// What applying the queue would take and change. Ranked proposals, not measurements: `preview` measures.
    ///
    /// - Complexity: O(staged), and once for every assignment O(records × group columns).
    func predictedRemoval() -> RemovalPrediction? {
        state.staged.isEmpty || !subject.trains ? nil : prediction(of: plan(Array(state.staged.keys), erase: false))
    }

    func prediction(of plan: RemovalPlan) -> RemovalPrediction {
        let asked = Set(plan.rows)
        func stays(_ row: Int) -> Bool { !asked.contains(row) && state.staged[row] == nil && !state.forgotten[row] }
        var twins: Set<Int> = []
        for row in plan.rows { twins.formUnion(dataset.identities.copies.of(row).filter(stays)) }
        return RemovalPrediction(
            training: plan.unlearned.count, heldOut: plan.untrained, heldOutErased: plan.untrainedErased,
            copies: plan.copies,
            passes: expectedPasses, seconds: expectedSeconds(plan) ?? 0,
            twinsLeft: twins.sorted(), subjectLeft: othersOfTheSameSubjects(plan.rows).filter(stays),
            erodedGroups: erodedGroups(plan.unlearned))
    }

    /// Passes of a removal: as many as the last one took; before the first a third of what a fit took where weights are
    /// solved for, and one where sums are taken apart.
    private var expectedPasses: Int {
        if let last = knowledge.lastRemoval { return last.cost.passes }
        guard let learned = knowledge.learned, learned.fitted.forgettingCost == .passes else { return 1 }
        return max(3, learned.fitted.passes / 3)
    }

    /// Seconds of a removal by those of a fit: a share of its passes, or of its records.
    func expectedSeconds(_ plan: RemovalPlan) -> Double? {
        guard let learned = knowledge.learned, let solving = knowledge.solving else { return nil }
        if learned.fitted.forgettingCost == .passes {
            return solving.seconds * Double(expectedPasses) / Double(max(1, solving.passes))
        }
        return solving.seconds * Double(plan.unlearned.count) / Double(max(1, assignment.training.count))
    }

    /// The other rows of the people that rows are about.
    ///
    /// - Complexity: O(records), where there is a subject column.
    private func othersOfTheSameSubjects(_ rows: [Int]) -> [Int] {
        guard let name = dataset.schema.subjectColumn, let column = groupColumn(name) else { return [] }
        var isAsked = Array(repeating: false, count: column.distinct.count)
        for row in rows where !column.isMissing(row) { isAsked[Int(column.codes[row])] = true }
        return column.codes.indices.filter { isAsked[Int(column.codes[$0])] }
    }

    private func groupColumn(_ name: String) -> Column? {
        knowledge.groupColumns[name] ?? (try? dataset.table.column(named: name))
    }

    private func trainingSizes(of column: Column) -> [Int] {
        knowledge.trainingSizes[column.name] ?? column.sizes(assignment.training)
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

extension Column {
    /// How many of `rows` have each value.
    fileprivate func sizes(_ rows: [Int]) -> [Int] {
        var sizes = Array(repeating: 0, count: distinct.count)
        for row in rows { sizes[Int(codes[row])] += 1 }
        return sizes
    }
}

extension Knowledge {
    /// Reads the columns that predictions look at, once, and counts them, once for every assignment.
    mutating func readGroups(of dataset: Dataset) {
        for name in dataset.schema.groups + [dataset.schema.subjectColumn].compactMap(\.self) {
            if groupColumns[name] == nil { groupColumns[name] = try? dataset.table.column(named: name) }
            if trainingSizes[name] == nil { trainingSizes[name] = groupColumns[name]?.sizes(assignment.training) }
        }
    }
}
