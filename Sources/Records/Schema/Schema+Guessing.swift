extension Schema {
    /// Guesses what the columns are, by their names and what they hold; meant to be looked over by a person.
    ///
    /// Where there is text, `features` is left empty: other columns beside a text are mostly what raters said about it
    /// (how many of them called it hateful, how many they were), and would give the target away. Columns derived from
    /// the target are not found out otherwise.
    ///
    /// - Complexity: O(bytes of the table), as every column is built.
    public static func guessed(for table: some ColumnSource) -> Schema {
        let columns = table.columnNames.compactMap { try? table.column(named: $0) }
        var free = columns
        // What is said in conversations is learned from, not how they are written.
        let dialogue = table.dialogue
        if let dialogue { free.removeAll { dialogue.takesPart($0.name) && !dialogue.learnedTexts.contains($0.name) } }

        func take(_ isWanted: (Column) -> Bool) -> Column? {
            guard let index = free.firstIndex(where: isWanted) else { return nil }
            return free.remove(at: index)
        }
        let id = take { $0.kind == .identifier && ColumnName($0.name).isNamedID }
        let subject = take { ColumnName($0.name).isSubject && $0.kind != .text }
        let split = take(isSplit)
        free.removeAll { $0.kind == .identifier }
        let groups = free.filter { isGroup($0) && dialogue?.takesPart($0.name) != true }
        // Nobody predicts what is said.
        let target = Target.guessed(
            among: free.filter { dialogue?.takesPart($0.name) != true }, groups: Set(groups.map(\.name)))
        free.removeAll { $0.name == target?.column }
        let texts = free.filter { $0.kind == .text && !$0.holdsPairs }
        return Schema(
            target: target,
            textColumns: texts.map(\.name),
            features: texts.isEmpty ? free.filter(isFeature).map(\.name) : [],
            groups: groups.map(\.name).filter { $0 != target?.column },
            idColumn: id?.name,
            subjectColumn: subject?.name,
            splitColumn: split?.name)
    }

    static let mostFeatureValues = 1000
    private static let mostNumberedGroups = 10

    private static func isFeature(_ column: Column) -> Bool {
        guard !ColumnName(column.name).isIdentifier else { return false }
        return column.kind == .number || (column.kind == .category && column.presentCodes.count <= mostFeatureValues)
    }

    private static func isGroup(_ column: Column) -> Bool {
        let name = ColumnName(column.name)
        let present = column.presentCodes
        guard (2...mostGroupValues).contains(present.count) else { return false }
        if name.isGroup {
            if column.kind == .category { return true }
            let isCoded = present.allSatisfy { FieldText.isInteger(column.distinct[$0]) }
            if column.kind == .number, isCoded, present.count <= mostNumberedGroups { return true }
        }
        return name.isIdentity && present.count == 2 && present.allSatisfy { [0, 1].contains(column.numbers[$0]) }
    }

    private static func isSplit(_ column: Column) -> Bool {
        ["split", "set", "subset", "partition", "fold", "part"].contains(ColumnName(column.name).key)
            && Set(column.distinct) == ["train", "test"]
    }
}
