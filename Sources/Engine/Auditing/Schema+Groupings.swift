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
            let term = term(named: name, isColumn: table.columnNames.contains(name))
            let grouping =
                try term.map { try mentions([$0], in: table, rows: rows)[0] }
                ?? self.grouping(name, in: table, rows: rows)
            read[name] = grouping
            return grouping
        }
        // A column that is named twice is one.
        let single = try groups.enumerated().filter { groups.firstIndex(of: $1) == $0 }.map { try grouping($1) }
        return try single + mentions(terms ?? [], in: table, rows: rows)
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
        try controls.map { try grouping($0, in: table, rows: rows) }
    }

    /// The records by a column's values, or by the bands that its numbers are in.
    private func grouping(_ name: String, in table: Table, rows: [Int]) throws -> Grouping {
        let column = try table.column(named: name)
        guard let bands = bands?[name] else { return Grouping(column, rows: rows) }
        let ofCode = column.distinct.indices.map { code in
            column.isMissingCode[code] ? nil : bands.first { $0.contains(column.numbers[code]) }?.name
        }
        return Grouping(column: name, texts: rows.map { ofCode[Int(column.codes[$0])] })
    }

    /// For every term, the records that mention it and those that don't; a missing text mentions nothing.
    private func mentions(_ terms: [TermGroup], in table: Table, rows: [Int]) throws -> [Grouping] {
        var result: [Grouping] = []
        for name in terms.map(\.column).reduce(into: [String](), { if !$0.contains($1) { $0.append($1) } }) {
            let column = try table.column(named: name)
            let spaced = column.distinct.map(TermGroup.spaced)
            for term in terms where term.column == name {
                let holds = spaced.map(term.isMentioned(inWords:))
                result.append(
                    Grouping(column: term.title, texts: rows.map { holds[Int(column.codes[$0])] ? "yes" : "no" }))
            }
        }
        return result
    }
}
