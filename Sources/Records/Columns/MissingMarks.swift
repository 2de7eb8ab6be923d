/// What people write where there is no value.
enum MissingMarks {
    /// Beside those that stand for nothing in any column (`FieldText.isMissing`): nothing in a column of which all else is
    /// numbers, or dates.
    static let usual: Set<String> = [
        "#N/A", "<NA>", "None", "NONE", "none", "NaT", "\\N", "-nan", "-NaN", ".", "-", "–", "—", "unknown", "Unknown",
        "UNKNOWN", "NIL", "nil", "(null)", "<null>", "missing", "Missing", "..", "...", "--", "*",
    ]

    /// Bytes of the longest.
    static let longest = 16
}
