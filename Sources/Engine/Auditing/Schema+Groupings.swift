public import Fairness
public import Records

extension Schema {
    /// More intersections than anybody can look through.
    static let mostCrossedGroups = 200

    /// The group columns, then their crossings, over some rows.
    ///
    /// - Throws: `Refusal`: 64 for a column that is not there, 65 for a crossing of more than 200 groups.
    public func groupings(in table: Table, rows: [Int]) throws -> [Grouping] {
        var read: [String: Grouping] = [:]
        func grouping(_ name: String) throws -> Grouping {
            if let known = read[name] { return known }
            let grouping = Grouping(try table.column(named: name), rows: rows)
            read[name] = grouping
            return grouping
        }
        let single = try groups.map(grouping)
        return try single
            + crossings.compactMap { names in
                guard let first = names.first else { return nil }
                let crossed = try names.dropFirst().reduce(try grouping(first)) { $0.crossed(with: try grouping($1)) }
                guard crossed.values.count <= Self.mostCrossedGroups else {
                    throw Refusal(
                        .badData,
                        "\(crossed.column) has \(crossed.values.count.grouped) groups, too many to compare (at most "
                            + "\(Self.mostCrossedGroups)).",
                        next: "Cross columns with fewer values.")
                }
                return crossed
            }
    }

    /// Everything within a group of a column says nothing of that column.
    ///
    /// - Throws: `Refusal` (64) for a control column that is a group column too.
    public func checkControls() throws {
        guard let both = controls.first(where: { name in (groups + crossings.flatMap(\.self)).contains(name) })
        else { return }
        throw Refusal(
            .usage, "'\(both)' can't be a control and a group column: within one of its groups there is no other.",
            next: "Leave it out of --control, or out of the groups.")
    }

    /// The control columns over some rows.
    func controlGroupings(in table: Table, rows: [Int]) throws -> [Grouping] {
        try controls.map { Grouping(try table.column(named: $0), rows: rows) }
    }
}
