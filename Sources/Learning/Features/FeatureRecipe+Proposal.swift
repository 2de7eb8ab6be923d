public import Records

extension FeatureRecipe {
    /// Proposes a recipe from `rows` of `table` alone: numbers scaled by round robust numbers, categories one-hot, text hashed.
    /// Nothing of any other row is in it.
    ///
    /// - Throws: `Refusal` where the schema names a column that `table` lacks.
    /// - Complexity: O(bytes of the columns).
    public static func proposed(
        for table: some ColumnSource, schema: Schema, rows: [Int]
    ) throws -> FeatureRecipe {
        try ProposalGround(table: table, schema: schema, rows: rows).proposal
    }
}

extension FeatureRecipe.Number {
    /// Fewer numbers have no quartiles worth the name: those would be some record's own.
    static let fewestNumbers = 10

    /// Scales by round robust numbers of those that are counted.
    ///
    /// The width is the interquartile range, or where that is 0 the 90th percentile of the sizes of the numbers other than 0,
    /// rounded to 1, 2 or 5 × 10ᵏ; the centre is the median, rounded to a tenth of that, so that few removals would change
    /// the proposal. A column with fewer than ten numbers to tell it from is not scaled.
    init(robustlyScaling counts: ColumnCounts) {
        self.init(column: counts.name, center: 0, width: 1)
        guard counts.numbered >= Self.fewestNumbers, let low = counts.quantile(0.25), let high = counts.quantile(0.75),
            let median = counts.quantile(0.5)
        else { return }
        var raw = high - low
        if !(raw > 0), counts.nonZero >= Self.fewestNumbers { raw = counts.quantileOfSizes(0.9) ?? 0 }
        guard raw > 0, raw.isFinite else { return }
        width = Self.rounded(raw)
        center = Self.rounded(median, toTenthOf: width)
        // Numbers at the ends of their range have no scale that can be computed with.
        if !(width > 0 && width.isFinite && center.isFinite) { (center, width) = (0, 1) }
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
