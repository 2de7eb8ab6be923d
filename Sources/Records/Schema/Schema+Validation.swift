extension Schema {
    /// More groups than can be told apart on a screen, or hold enough records to compare.
    public static let mostGroupValues = 50

    /// Checks that every column is there and fit for its part.
    ///
    /// - Throws: `Refusal`: 64 for an unknown column (with the name that may have been meant), a column with two parts
    ///   that exclude each other, a crossing that is none, or a fraction outside 0..<1; 65 for groups of no value or of
    ///   more than 50, and for split columns that say other things than `SplitNames` knows.
    public func validate(against table: some ColumnSource) throws {
        let single = [target?.column, idColumn, subjectColumn, splitColumn].compactMap { $0 }
        let crossed = crossings.flatMap(\.self).filter {
            term(named: $0, isColumn: table.columnNames.contains($0)) == nil
        }
        for name in single + textColumns + features + groups + crossed + controls
        where !table.columnNames.contains(name) {
            throw Refusal.unknown("column", name, among: table.columnNames)
        }
        guard testFraction >= 0, testFraction < 1 else {
            throw Refusal(
                .usage, "The share held out is \(testFraction).",
                next: "Choose a fraction from 0 up to, but not including, 1, such as 0.25.")
        }
        try checkInputs()
        try checkCrossings()
        try checkGroupings(against: table)
        for name in groups where bands?[name] == nil { try Self.checkGroups(try table.column(named: name)) }
        for name in Set(crossed + controls).subtracting(groups).sorted() where bands?[name] == nil {
            try Self.checkGroups(try table.column(named: name))
        }
        if let splitColumn { try Self.checkSplit(try table.column(named: splitColumn)) }
    }

    /// What a model learns from is neither what it predicts nor what names a record, and is given once.
    private func checkInputs() throws {
        let parts = [
            ("the target", target?.column), ("the id", idColumn), ("the subject", subjectColumn),
            ("the split", splitColumn),
        ]
        var seen: Set<String> = []
        for name in textColumns + features {
            if let part = parts.first(where: { $0.1 == name })?.0 {
                throw Refusal(
                    .usage, "Column '\(name)' is \(part) and an input as well.", next: "Take it out of the inputs.")
            }
            guard seen.insert(name).inserted else {
                throw Refusal(
                    .usage, "Column '\(name)' is an input twice.", next: "Give it once, as a text or as a feature.")
            }
        }
    }

    private func checkCrossings() throws {
        for columns in crossings where Set(columns).count != columns.count || !(2...3).contains(columns.count) {
            throw Refusal(
                .usage, "A crossing is of two or three different columns, not of '\(columns.joined(separator: ","))'.",
                next: "Name them with a comma between: --cross sex,race")
        }
    }

    private static func checkGroups(_ column: Column) throws {
        let values = column.presentCodes.count
        guard values > 0 else {
            throw Refusal(
                .badData, "Column '\(column.name)' has no value in any record, so there are no groups to compare.",
                next: "Choose another group column.")
        }
        guard values <= mostGroupValues else {
            let bands =
                column.kind == .number ? Band.proposed(for: column.codes.map { column.numbers[Int($0)] }) : nil
            throw Refusal(
                .badData,
                "Column '\(column.name)' has \(values) values, too many to compare as groups "
                    + "(at most \(mostGroupValues)).",
                next: bands.map {
                    "Compare its numbers in bands: --groups '\(column.name):"
                        + "\($0.map(\.name).joined(separator: ","))'"
                } ?? "Choose a column with fewer values, or bin it in the file first.")
        }
    }

    private static func checkSplit(_ column: Column) throws {
        if let row = (0..<column.count).first(where: { SplitNames.part(column.text($0)) == nil }) {
            throw Refusal(
                .badData,
                "The split column '\(column.name)' holds '\(column.text(row))' in record \(row + 1).",
                next: "It may say train or training, and test, dev, validation, eval or held-out.")
        }
    }
}
