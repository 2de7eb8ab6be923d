import Records

extension RecordPairing {
    /// What both files say of a record's outcome has to be the same; where the second says nothing, it may.
    ///
    /// - Throws: `Refusal` (65) with how many differ, and the first of them.
    func checkTruth(_ columns: AuditColumns, _ first: Table, _ second: Table, id: String) throws {
        guard let name = columns.truth, name != columns.prediction, second.columnNames.contains(name) else { return }
        let (said, other) = (try first.column(named: name), try second.column(named: name))
        var differing = Self.differing(said, other, pairs)
        if columns.task == .binary,
            let rule = try? OutcomeRule(columns.positive, columns: [said]),
            let truth = try? OutcomeColumn(said, in: first, rule: rule).isPositive,
            let later = try? OutcomeColumn(other, in: second, rule: rule, other: said).isPositive
        {
            differing.removeAll { truth[$0.first] == later[$0.second] }
        }
        guard let one = differing.first else { return }
        let which = try first.column(named: id).text(one.first)
        throw Refusal(
            .badData,
            "The truth differs for \(differing.count.grouped) of \(pairs.count.counted("record")): "
                + "'\(name)' of '\(which)' is '\(said.text(one.first))' on line "
                + "\(first.line(one.first)) of \(first.fileName(of: one.first)) and "
                + "'\(other.text(one.second))' on line \(second.line(one.second)) of \(second.fileName(of: one.second)).",
            next: "Both files must be about the same outcomes; correct one, or leave the column out of the second.")
    }

    /// One sentence for every column of groups that the second file has too, with other groups.
    func groupNotes(_ schema: Schema, _ first: Table, _ second: Table, id: String) throws -> [String] {
        var seen: Set<String> = []
        let names = (schema.groups + schema.crossings.flatMap(\.self) + schema.controls)
            .filter {
                seen.insert($0).inserted && first.columnNames.contains($0) && second.columnNames.contains($0)
            }
        return try names.compactMap { name in
            let differing = Self.differing(
                try first.column(named: name), try second.column(named: name), pairs)
            guard let one = differing.first else { return nil }
            let which = try first.column(named: id).text(one.first)
            return "'\(name)' differs for \(differing.count.grouped) of \(pairs.count.counted("record")), first for "
                + "'\(which)' on line \(second.line(one.second)) of \(second.fileName(of: one.second)); the groups are those of "
                + "\(first.fileName)."
        }
    }

    /// The pairs that have a value in both columns, and not the same text or number.
    private static func differing(
        _ first: Column, _ second: Column, _ pairs: [(first: Int, second: Int)]
    ) -> [(first: Int, second: Int)] {
        pairs.filter { pair in
            !first.isMissing(pair.first) && !second.isMissing(pair.second)
                && first.text(pair.first) != second.text(pair.second)
                && first.number(pair.first) != second.number(pair.second)
        }
    }
}
