extension Schema {
    /// Guesses what the columns are, by their names and what they hold; meant to be looked over by a person.
    ///
    /// Where there is text and one of the other columns alone tells the target (`GivenAway`), `features` is left empty:
    /// these are then what raters said about the text (how many of them called it hateful, how many they were). Columns
    /// of identities are no features beside a text either: they say whom it is about.
    ///
    /// - Complexity: O(bytes of the table), as every column is built.
    ///
    /// - Parameter chosen: the target where a person chose it; then no other column is taken for it.
    public static func guessed(for table: some ColumnSource, target chosen: Target? = nil) -> Schema {
        let columns = looked(at: table)
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
        let target =
            chosen
            ?? Target.guessed(
                among: free.filter { dialogue?.takesPart($0.name) != true }, groups: Set(groups.map(\.name)))
        free.removeAll { $0.name == target?.column }
        let texts = free.filter { $0.kind == .text && !$0.holdsPairs }
        return Schema(
            target: target,
            textColumns: texts.map(\.name),
            features: features(among: free, beside: texts, labels: (try? target?.labels(in: table)) ?? []),
            groups: groups.map(\.name).filter { $0 != target?.column },
            idColumn: id?.name,
            subjectColumn: subject?.name,
            splitColumn: split?.name)
    }

    /// The columns as they are guessed from: whole, but for free texts of a table that a sample stands for, which are many and
    /// long.
    private static func looked(at table: some ColumnSource) -> [Column] {
        let names = table.columnNames
        let sample = table.sample
        var looked: [String: Column] = [:]
        if sample.rowCount < table.rowCount {
            for name in names {
                if let column = try? sample.column(named: name), column.kind == .text { looked[name] = column }
            }
        }
        let whole = names.filter { looked[$0] == nil }
        for column in (try? table.columns(named: whole)) ?? [] { looked[column.name] = column }
        return names.compactMap { looked[$0] }
    }

    private static func features(among free: [Column], beside texts: [Column], labels: [Bool?]) -> [String] {
        let fit = free.filter(isFeature)
        if texts.isEmpty { return fit.map(\.name) }
        guard !labels.isEmpty, !fit.contains(where: { $0.area(labels) ?? 0 >= GivenAway.bound }) else { return [] }
        return fit.map(\.name).filter { !ColumnName($0).isGroup && !ColumnName($0).isIdentity }
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
            && SplitNames.areParts(column.distinct)
    }
}
