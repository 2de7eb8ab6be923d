/// Why a detector proposes a record: what it saw, and exactly where. A person decides.
public struct Evidence: Hashable, Sendable {
    /// "pii.email": the name of the detector, as in `hit:pii.email`.
    public let detector: String
    public let column: String
    /// UTF-8 offsets in the text.
    public let span: Range<Int>
    /// Which of the detector's rules, or which word.
    public let rule: String

    public init(detector: String, column: String, span: Range<Int>, rule: String) {
        self.detector = detector
        self.column = column
        self.span = span
        self.rule = rule
    }
}
