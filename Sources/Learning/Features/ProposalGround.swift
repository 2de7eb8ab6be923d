public import Records

/// What a recipe is proposed from: of every column that may be learned from, how many of the training records hold each value.
///
/// Records come and go without another look at the file, so a proposal after each removal costs next to nothing.
public struct ProposalGround: Sendable {
    private let roles: ColumnRoles
    /// Which records are positive, and what these hold in each of `columns`; none where nothing is proposed beside texts.
    private var labels: [Bool?] = []
    private var positives: [ColumnCounts] = []
    /// Columns that numbers, categories and, where that is left open, texts are taken from.
    private var columns: [ColumnCounts] = []
    private var texts: [TextCounts] = []
    /// The training records, ascending.
    public private(set) var rows: [Int] = []

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
        let named = try table.columns(named: names)
        columns = Parallel.map(named.count) { ColumnCounts(named[$0]) }
        if roles.learnsBesideTexts == true, roles.features == nil, roles.texts == nil {
            labels = (try? schema.target?.labels(in: table)) ?? []
            if !labels.isEmpty { positives = columns }
        }
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
        let (gone, come) = (difference.gone, difference.come)
        columns = Self.moved(columns, gone, come)
        let isPositive = { [labels] (row: Int) in labels[row] == true }
        if !positives.isEmpty { positives = Self.moved(positives, gone.filter(isPositive), come.filter(isPositive)) }
        for index in texts.indices {
            texts[index].remove(gone)
            texts[index].add(come)
        }
        self.rows = rows
    }

    private static func moved(_ columns: [ColumnCounts], _ gone: [Int], _ come: [Int]) -> [ColumnCounts] {
        Parallel.map(columns.count) { place in
            var column = columns[place]
            column.remove(gone)
            column.add(come)
            return column
        }
    }

    /// How a record becomes numbers, by the training records alone.
    ///
    /// Columns are in the order of their names, which no record changes. A column in which no training record has a value,
    /// or every one a 0, is not learned from.
    /// - Complexity: O(distinct values).
    public var proposal: FeatureRecipe {
        let kinds = kinds
        let features = features(kinds)
        var recipe = FeatureRecipe()
        for (column, kind) in zip(columns, kinds) where features.contains(column.name) && column.hasValue {
            if kind != .number {
                recipe.categories.append(column.name)
            } else if column.nonZero > 0 || column.numbered < rows.count {
                recipe.numbers.append(FeatureRecipe.Number(robustlyScaling: column))
            }
        }
        recipe.texts = textNames(kinds).map { name in
            let isUnspaced =
                texts.first { $0.name == name }?.isUnspaced ?? columns.first { $0.name == name }?.isUnspaced ?? false
            return FeatureRecipe.Text(column: name, unspaced: isUnspaced ? true : nil)
        }
        recipe.numbers.sort { Self.precedes($0.column, $1.column) }
        recipe.categories.sort(by: Self.precedes)
        recipe.texts.sort { Self.precedes($0.column, $1.column) }
        return recipe
    }

    /// What each of `columns` is read as: what was said, else what its values tell.
    private var kinds: [Column.Kind] {
        columns.map { roles.categories?.contains($0.name) == true ? .category : $0.kind(of: rows) }
    }

    private static func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

    /// Columns that hold free text; of those that were named the ones where some training record has one.
    private func textNames(_ kinds: [Column.Kind]) -> [String] {
        if roles.texts != nil { return texts.filter(\.hasValue).map(\.name) }
        let named = Set(roles.features ?? [])
        return zip(columns, kinds).filter { $1 == .text && !$0.holdsPairs && !named.contains($0.name) }.map(\.0.name)
    }

    /// Columns that are read as numbers or categories.
    private func features(_ kinds: [Column.Kind]) -> Set<String> {
        if let named = roles.features { return Set(named) }
        guard roles.texts == nil else { return [] }
        let fit = zip(columns, kinds).filter { $0.isFeature($1) }.map(\.0.name)
        if textNames(kinds).isEmpty { return Set(fit) }
        guard !labels.isEmpty, givenAway(kinds) == nil else { return [] }
        return Set(zip(columns, kinds).filter { $0.isFeature($1) && $0.isBesideTexts }.map(\.0.name))
    }

    /// The column beside a text that tells the target best, where it tells it too well to be anything but what the target was
    /// made of. No other column is proposed then: they are ratings of the same text.
    private func givenAway(_ kinds: [Column.Kind]) -> (column: String, area: Double)? {
        var best: (column: String, area: Double)?
        for index in columns.indices where columns[index].isFeature(kinds[index]) {
            let area = columns[index].area(positives: positives[index], isNumber: kinds[index] == .number)
            if let area, area >= GivenAway.bound, area > best?.area ?? 0 { best = (columns[index].name, area) }
        }
        return best
    }

    /// Why columns beside a text are not learned from, in a sentence; nil where they are, or there are none.
    public var leftOut: String? {
        let kinds = kinds
        guard roles.features == nil, roles.texts == nil, !textNames(kinds).isEmpty, !labels.isEmpty else { return nil }
        let fit = zip(columns, kinds).filter { $0.isFeature($1) }.map(\.0)
        if let best = givenAway(kinds) {
            let others = fit.map(\.name).joined(separator: ", ")
            return
                "not learned from: \(others): '\(best.column)' alone tells the target, as what people said of the same "
                + "text does; --features names columns to learn from all the same"
        }
        let identities = fit.filter { !$0.isBesideTexts }.map(\.name)
        return identities.isEmpty
            ? nil
            : "not learned from: \(identities.joined(separator: ", ")), which say whom a text is about; --features names "
                + "columns to learn from all the same"
    }
}
