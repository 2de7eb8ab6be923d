public import Records

extension FeatureRecipe {
    /// Proposes a recipe from `rows` of `table`: numbers scaled by round robust numbers, categories one-hot, text hashed.
    ///
    /// The scale of a number is the interquartile range, or where that is 0 the 90th percentile of the sizes of the
    /// values other than 0, rounded to 1, 2 or 5 × 10ᵏ; its centre is the median, rounded to a tenth of that, so that few
    /// removals would change the proposal.
    ///
    /// - Throws: `Refusal` where the schema names a column that `table` lacks.
    /// - Complexity: O(rows × columns × log rows).
    public static func proposed(
        for table: some ColumnSource, schema: Schema, rows: [Int]
    ) throws -> FeatureRecipe {
        var recipe = FeatureRecipe()
        for name in schema.features {
            let column = try table.column(named: name)
            guard column.kind == .number else {
                recipe.categories.append(name)
                continue
            }
            let values = rows.map(column.number).filter(\.isFinite).sorted()
            recipe.numbers.append(Number(column: name, robustlyScaling: values))
        }
        recipe.texts = schema.textColumns.map { Text(column: $0) }
        return recipe
    }
}

extension FeatureRecipe.Number {
    /// Scales by round robust numbers of `values`, which are finite and ascending.
    init(column: String, robustlyScaling values: [Double]) {
        guard !values.isEmpty else {
            self.init(column: column, center: 0, width: 1)
            return
        }
        let spread = Self.quantile(0.75, of: values) - Self.quantile(0.25, of: values)
        let sizes = values.filter { $0 != 0 }.map(abs).sorted()
        let raw = spread > 0 ? spread : sizes.isEmpty ? 1 : Self.quantile(0.9, of: sizes)
        let width = Self.rounded(raw)
        self.init(column: column, center: Self.rounded(Self.quantile(0.5, of: values), toTenthOf: width), width: width)
    }

    /// The element at rank ⌊q·(n−1)⌋: always a value that occurs.
    static func quantile(_ q: Double, of ascending: [Double]) -> Double {
        ascending[Int(q * Double(ascending.count - 1))]
    }

    /// The nearest 1, 2 or 5 × 10ᵏ, by ratio.
    static func rounded(_ value: Double) -> Double {
        var scale = 1.0
        while value >= scale * 10, scale < 1e300 { scale *= 10 }
        while value < scale, scale > 1e-300 { scale /= 10 }
        let mantissa = value / scale
        // Thresholds: geometric means of the neighbours, √2, √10, √50.
        let round: Double = mantissa < 1.41421356 ? 1 : mantissa < 3.16227766 ? 2 : mantissa < 7.07106781 ? 5 : 10
        return round * scale
    }

    /// `value` to the nearest multiple of `width` / 10.
    static func rounded(_ value: Double, toTenthOf width: Double) -> Double {
        // Division by a whole number of tenths keeps 0.3 from becoming 0.30000000000000004.
        let tenths = (value / width * 10).rounded()
        return width >= 10 ? tenths * (width / 10) : tenths / (10 / width)
    }
}
