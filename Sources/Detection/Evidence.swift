/// Why a detector proposes a record: what it saw, and exactly where. A person decides.
public struct Evidence: Hashable, Sendable {
    /// "pii.email": the id of the kind that was hit, as in `hit:pii.email`. A detector of one kind has its name.
    public let detector: String
    public let column: String
    /// UTF-8 offsets in the text.
    public let span: Range<Int>
    /// Which of the detector's rules, or which word.
    public let rule: String
    /// How sure the detector is, in 0…1, where it grades its hits; it is no probability.
    public let score: Double?

    public init(detector: String, column: String, span: Range<Int>, rule: String, score: Double? = nil) {
        self.detector = detector
        self.column = column
        self.span = span
        self.rule = rule
        self.score = score
    }
}
