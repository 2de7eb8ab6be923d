extension ColumnCounts {
    /// What the column is best read as, by the records that are counted alone; the rule is that of `Column.kind`.
    ///
    /// - Parameter rows: the records that are counted, ascending.
    /// - Complexity: O(distinct values), and O(records) where the column may count them.
    public func kind(of rows: [Int]) -> Column.Kind {
        let present = values.indices.filter { counts[$0] > 0 && !values[$0].isMissing }
        guard !present.isEmpty else { return .category }
        if present.allSatisfy({ !values[$0].number.isNaN }) { return isCounter(present, rows) ? .identifier : .number }
        let holding = present.reduce(0) { $0 + counts[$1] }
        let words = present.reduce(0) { $0 + counts[$1] * Int(values[$1].words) }
        if words >= ColumnLook.fewestWordsOfText * holding, present.count * 2 > holding { return .text }
        let areShort = present.allSatisfy { values[$0].bytes <= ColumnLook.longestIdentifier }
        let areEnough = rows.count >= ColumnLook.fewestRowsOfIdentifier || ColumnName(name).isIdentifier
        return areEnough && areShort && present.count == rows.count ? .identifier : .category
    }

    private func isCounter(_ present: [Int], _ rows: [Int]) -> Bool {
        guard present.count == rows.count, present.allSatisfy({ values[$0].isInteger }) else { return false }
        if ColumnName(name).isIdentifier { return true }
        func number(_ place: Int) -> Double { values[Int(codes[rows[place]])].number }
        return HeaderNames.isMadeUp(name) && (1..<max(1, rows.count)).allSatisfy { number($0 - 1) < number($0) }
    }

    /// Whether a column of this kind is learned from where nobody names the columns: numbers, and categories of few values.
    public func isFeature(_ kind: Column.Kind) -> Bool {
        guard !ColumnName(name).isIdentifier else { return false }
        let present = values.indices.count { counts[$0] > 0 && !values[$0].isMissing }
        return kind == .number || (kind == .category && present <= Schema.mostFeatureValues)
    }

    /// Whether the texts are index:number pairs, as libsvm files have them, and no sentences.
    public var holdsPairs: Bool {
        let texts = values.indices.filter { counts[$0] > 0 && values[$0].bytes > 0 }
        return !texts.isEmpty && texts.allSatisfy { values[$0].holdsPairs }
    }
}
