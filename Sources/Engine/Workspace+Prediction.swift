import Attribution
import Learning
import Records

extension Workspace {
    /// What applying the queue would take and change. Ranked proposals, not measurements: `preview` measures.
    ///
    /// - Complexity: O(staged), and once for every assignment O(records × group columns).
    func predictRemoval() -> RemovalPrediction? {
        staged.isEmpty || audit != nil ? nil : predict(plan(Array(staged.keys), erase: false))
    }

    func predict(_ plan: RemovalPlan) -> RemovalPrediction {
        let asked = Set(plan.rows)
        func stays(_ row: Int) -> Bool { !asked.contains(row) && staged[row] == nil && !forgotten[row] }
        var twins: Set<Int> = []
        for row in plan.rows { twins.formUnion(dataset.identities.copies.of(row).filter(stays)) }
        return RemovalPrediction(
            training: plan.unlearned.count, heldOut: plan.untrained, heldOutErased: plan.untrainedErased,
            copies: plan.copies,
            passes: expectedPasses, seconds: expectedSeconds(plan) ?? 0,
            twinsLeft: twins.sorted(), subjectLeft: othersOfTheSameSubjects(plan.rows).filter(stays),
            erodedGroups: erodedGroups(plan.unlearned))
    }

    /// Predicts what the queue would do to the gap in focus, beside whatever else goes on; the next snapshots have it. An
    /// earlier prediction that is still under way is given up.
    func startPredicting() {
        predicting?.cancel()
        predicting = nil
        guard prediction != nil, findings?.focus != nil, findings?.hasGapEffect == true, !isClosing,
            let learner, let learned
        else { return }
        let (assignment, column) = (assignment, focusColumn)
        let rows = plan(Array(staged.keys), erase: false).unlearned
        guard !rows.isEmpty else { return }
        let work = Work(report: { _ in }, isCancelled: { Task.isCancelled })
        predicting = Task.detached(priority: .utility) { [weak self] in
            let gap = try? learner.predictedGaps(
                learned, assignment, without: rows, column: column, metrics: [.parity], work: work
            ).first
            guard let gap, !Task.isCancelled else { return }
            await self?.take(gap, without: rows)
        }
    }

    private func take(_ gap: GapPrediction, without rows: [Int]) {
        guard prediction != nil, plan(Array(staged.keys), erase: false).unlearned == rows else { return }
        prediction?.gap = gap
        publishSnapshot()
    }

    /// Passes of a removal: as many as the last one took; before the first a third of what a fit took where weights are
    /// solved for, and one where sums are taken apart.
    private var expectedPasses: Int {
        if let last = lastRemoval { return last.cost.passes }
        guard let learned, learned.fitted.forgettingCost == .passes else { return 1 }
        return max(3, learned.fitted.passes / 3)
    }

    /// Seconds of a removal by those of a fit: a share of its passes, or of its records.
    func expectedSeconds(_ plan: RemovalPlan) -> Double? {
        guard let learned, let solving else { return nil }
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
