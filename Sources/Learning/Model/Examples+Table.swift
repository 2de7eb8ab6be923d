public import Records

extension Examples {
    /// Reads every row of `table` as the recipe's family learns from it.
    ///
    /// Rows without a target get class 0 or NaN; they are never among the rows that a model is fitted to.
    ///
    /// - Parameter ids: learning ids, one a row.
    /// - Throws: `Refusal` where the recipe can't be computed with, or names a column that `table` lacks;
    ///   `CancellationError`.
    /// - Complexity: O(characters of distinct texts + entries).
    public init(recipe: ModelRecipe, table: some ColumnSource, ids: [RecordID], work: Work = .silent) throws {
        try recipe.validate()
        let response = try Response(recipe: recipe, table: table)
        let sides = try recipe.family.settings.groups?.sides(in: table) ?? []
        guard recipe.family.traits.contains(.columns) else {
            let features = try Features(recipe: recipe.features, table: table, work: work)
            self.init(ids: ids, response: response, features: features, sides: sides)
            return
        }
        let columns = try RawColumn.columns(recipe.features, table: table, work: work)
        self.init(ids: ids, response: response, columns: columns, sides: sides)
    }
}

extension Response {
    /// What `recipe` predicts, of every row: numbers or classes, as its family does.
    init(recipe: ModelRecipe, table: some ColumnSource) throws {
        let isNumber = recipe.family.traits.contains(.numbers)
        let column = try table.column(named: recipe.target.column)
        if isNumber, case .atLeast(let threshold) = recipe.target.positive {
            self = .numbers(column.codes.map { column.numbers[Int($0)] }, threshold: threshold)
            return
        }
        let labels = try recipe.target.labels(in: table)
        if isNumber {
            self = .numbers(labels.map { $0.map { $0 ? 1 : 0 } ?? .nan }, threshold: 0.5)
            return
        }
        guard case .all = recipe.classes, case .value = recipe.target.positive else {
            self.init(isPositive: labels.map { $0 ?? false })
            return
        }
        let order = column.byteOrder
        let place = order.places.map { UInt32($0 ?? 0) }
        // `labels` has made sure that some row is positive.
        let positive = labels.firstIndex(of: true).map { Int(place[Int(column.codes[$0])]) } ?? 0
        self = .classes(
            codes: column.codes.map { place[Int($0)] }, names: order.present.map { column.distinct[$0] },
            positive: positive)
    }
}

extension RawColumn {
    /// The number and category columns of `recipe`, in its order.
    ///
    /// - Throws: `Refusal` where it has text columns, which have no values to compare.
    static func columns(_ recipe: FeatureRecipe, table: some ColumnSource, work: Work) throws -> [RawColumn] {
        if let text = recipe.texts.first {
            throw Refusal(
                .badData, "Trees compare values; '\(text.column)' is free text.",
                next: "Leave the text column out, or use the family 'logistic' or 'bayes'.")
        }
        let total = Double(max(1, recipe.numbers.count + recipe.categories.count))
        var columns: [RawColumn] = []
        func read(_ name: String) throws -> Column {
            try work.step(
                Progress(phase: "reading features", fraction: Double(columns.count) / total, detail: name))
            return try table.column(named: name)
        }
        for number in recipe.numbers {
            let column = try read(number.column)
            // Infinity is no number to compare with; −0 is 0.
            let values = zip(column.numbers, column.isMissingCode).map { $1 || !$0.isFinite ? Double.nan : $0 + 0 }
            columns.append(.numbers(name: number.column, column.codes.map { values[Int($0)] }))
        }
        for name in recipe.categories {
            let column = try read(name)
            let order = column.byteOrder
            let place = order.places.map { Int32($0 ?? -1) }
            columns.append(
                .categories(
                    name: name, column.codes.map { place[Int($0)] }, values: order.present.map { column.distinct[$0] }))
        }
        return columns
    }
}
