extension DelimitedFormat {
    /// Whether another text is written by the same rules.
    func isFollowed(by other: any RecordFormat) -> Bool {
        guard let other = other as? DelimitedFormat else { return false }
        return rules == other.rules && terminator == other.terminator && encoding == other.encoding
            && (repairs || !other.repairs) && fieldCount == other.fieldCount && trails == other.trails
            && splits == other.splits && quote == other.quote && columnNames == other.columnNames
    }

    /// What says how records are written, not where they begin.
    private var rules: Dialect {
        var rules = dialect
        rules.skippedLines = 0
        rules.isHeaderCommented = false
        rules.headerRows = 1
        return rules
    }
}
