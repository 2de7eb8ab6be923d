import Records

/// What a removal takes of the records that were asked for, decided before anything is computed.
///
/// Records that never trained are skipped, unless they are to be erased. Of identical records the ids of the last ones go,
/// whichever of them were asked for: a copy that never trained stays only where no trained copy before it has to go.
struct RemovalPlan: Sendable {
    /// Ascending.
    let rows: [Int]
    /// Those that are forgotten, ascending.
    private(set) var going: [Int] = []
    /// Those that stay as they are: never trained on. Ascending.
    private(set) var skipped: [Int] = []
    /// The rows whose ids stop training, one a record that is unlearned; of copies not always among `rows`.
    private(set) var unlearned: [Int] = []

    /// - Parameters:
    ///   - rows: none of them forgotten; in any order.
    ///   - erased: those that leave the evaluation too.
    /// - Complexity: O(rows log rows).
    init(_ rows: some Sequence<Int>, erasing erased: Set<Int>, dataset: Dataset, parts: [Part?], forgotten: [Bool]) {
        self.rows = rows.sorted()
        var groups: [Int: [Int]] = [:]
        for row in self.rows { groups[dataset.identities.twins(of: row)[0], default: []].append(row) }
        for (first, asked) in groups {
            // Which ids would go, the first of them first.
            let last = dataset.identities.twins(of: first).filter { !forgotten[$0] }.suffix(asked.count)
            let untrained = last.prefix { parts[$0] != .train }.count
            let count = max(asked.count - untrained, asked.count { erased.contains($0) })
            let order = asked.sorted { (erased.contains($0) ? 0 : 1, -$0) < (erased.contains($1) ? 0 : 1, -$1) }
            going += order.prefix(count)
            skipped += order.dropFirst(count)
            unlearned += last.suffix(count).filter { parts[$0] == .train }
        }
        going.sort()
        skipped.sort()
        unlearned.sort()
    }

    /// Records of the removal that were never trained on.
    var untrained: Int { rows.count - unlearned.count }
    /// Of those, the ones that leave the evaluation.
    var untrainedErased: Int { going.count - unlearned.count }

    /// - Throws: `Refusal` when there is nothing to unlearn and nothing to erase.
    func check() throws {
        guard going.isEmpty else { return }
        let none = rows.count == 1 ? "This record was" : "None of these \(rows.count.grouped) records was"
        throw Refusal(
            .usage, "\(none)\(rows.count == 1 ? " never" : "") trained on, so there is nothing to unlearn.",
            next: "It takes --erase ('lethe forget') to take held-out records out of the evaluation.")
    }
}
