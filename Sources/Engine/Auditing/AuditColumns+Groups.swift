import Fairness
public import Records

extension AuditColumns {
    /// Groups are who a record is about, not what was true or said of it.
    ///
    /// - Throws: `Refusal` (64) for a group or crossing column that is the truth or the prediction, and for a control
    ///   column that is a group column too.
    public func check(_ schema: Schema) throws {
        let names = schema.groups + schema.crossings.flatMap(\.self)
        for (name, what) in [(truth, "truth"), (prediction, "prediction")] {
            guard let name, names.contains(name) else { continue }
            throw Refusal(
                .usage, "'\(name)' can't be a group column: it is the \(what).",
                next: "Name columns that say who a record is about: --groups COL,COL.")
        }
        try schema.checkControls()
    }

    /// One sentence for every group column that has a single group.
    func singleGroups(_ schema: Schema, _ groupings: [Grouping]) -> [String] {
        groupings.filter { $0.values.count == 1 && schema.groups.contains($0.column) }
            .map { "\($0.column) has one group, so there is nothing to compare." }
    }
}
