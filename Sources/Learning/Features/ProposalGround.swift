public import Records

/// What a recipe is proposed from: of every column that may be learned from, how many of the training records hold each value.
///
/// Records come and go without another look at the file, so a proposal after each removal costs next to nothing.
public struct ProposalGround: Sendable {
    private let roles: ColumnRoles
    /// Columns that numbers, categories and, where that is left open, texts are taken from.
    private var columns: [ColumnCounts] = []
    private var texts: [TextCounts] = []
    /// The training records, ascending.
    private var rows: [Int] = []

    /// - Parameters:
    ///   - roles: what was asked for; nil where the schema's columns were.
    ///   - rows: the training records, ascending.
    /// - Throws: `Refusal` where a column is named that `table` lacks.
    /// - Complexity: O(bytes of the columns).
    public init(table: some ColumnSource, schema: Schema, roles: ColumnRoles? = nil, rows: [Int]) throws {
        let roles = roles ?? ColumnRoles(features: schema.features, texts: schema.textColumns)
        self.roles = roles
        var names = roles.features ?? []
        if roles.texts == nil || (roles.features == nil && roles.texts == []) {
            let taken =
                [schema.target?.column, schema.idColumn, schema.subjectColumn, schema.splitColumn] + roles.excluded
            let dialogue = table.dialogue
            names += table.columnNames.filter { name in
                // Of conversations what is said is learned from, by whom it should be.
                guard !taken.contains(name), !names.contains(name) else { return false }
                return dialogue.map { !$0.takesPart(name) || $0.learnedTexts.contains(name) } ?? true
            }
        }
        for name in names { columns.append(ColumnCounts(try table.column(named: name))) }
        for name in roles.texts ?? [] { texts.append(try TextCounts(name, of: table)) }
        move(to: rows)
    }

    /// The same ground with other training records.
    ///
    /// - Complexity: O(records, one comparison each + distinct values).
    public func moved(to rows: [Int]) -> ProposalGround {
        var ground = self
        ground.move(to: rows)
        return ground
    }

    private mutating func move(to rows: [Int]) {
        let difference = RowDifference(from: self.rows, to: rows)
        for index in columns.indices {
            columns[index].remove(difference.gone)
            columns[index].add(difference.come)
        }
        for index in texts.indices {
            texts[index].remove(difference.gone)
            texts[index].add(difference.come)
        }
        self.rows = rows
    }

    /// How a record becomes numbers, by the training records alone.
    ///
    /// Columns are in the order of their names, which no record changes. A column in which no training record has a value,
    /// or every one a 0, is not learned from.
    /// - Complexity: O(distinct values).
    public var proposal: FeatureRecipe {
        let kinds = columns.map { $0.kind(of: rows) }
        let features = features(kinds)
        var recipe = FeatureRecipe()
        for (column, kind) in zip(columns, kinds) where features.contains(column.name) && column.hasValue {
            if kind != .number {
                recipe.categories.append(column.name)
            } else if column.nonZero > 0 || column.numbered < rows.count {
                recipe.numbers.append(FeatureRecipe.Number(robustlyScaling: column))
            }
        }
        recipe.texts = textNames(kinds).map { FeatureRecipe.Text(column: $0) }
        recipe.numbers.sort { Self.precedes($0.column, $1.column) }
        recipe.categories.sort(by: Self.precedes)
        recipe.texts.sort { Self.precedes($0.column, $1.column) }
        return recipe
    }

    private static func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

    /// Columns that hold free text; of those that were named the ones where some training record has one.
    private func textNames(_ kinds: [Column.Kind]) -> [String] {
        if roles.texts != nil { return texts.filter(\.hasValue).map(\.name) }
        let named = Set(roles.features ?? [])
        return zip(columns, kinds).filter { $1 == .text && !$0.holdsPairs && !named.contains($0.name) }.map(\.0.name)
    }

    /// Columns that are read as numbers or categories. Beside a text none is proposed, as `Schema.guessed` says.
    private func features(_ kinds: [Column.Kind]) -> Set<String> {
        if let named = roles.features { return Set(named) }
        guard roles.texts == nil, textNames(kinds).isEmpty else { return [] }
        return Set(zip(columns, kinds).filter { $0.isFeature($1) }.map(\.0.name))
    }
}
