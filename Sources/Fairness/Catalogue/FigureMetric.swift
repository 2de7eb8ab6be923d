/// A metric whose values are figures, whatever it is made of: one file, and one entry in `Catalogue.figures`.
public struct FigureMetric: Sendable, Identifiable {
    public let description: MetricDescription
    let measure: @Sendable (AuditInput) -> [Figure]

    public var id: String { description.id }

    /// - Parameter measure: the figures of an input; none where the input is not of its kind (no scores, no classes).
    public init(_ description: MetricDescription, _ measure: @escaping @Sendable (AuditInput) -> [Figure]) {
        self.description = description
        self.measure = measure
    }

    /// Whether it is of what was true: all but the sizes of groups, what was found in records, and what decisions are like
    /// among neighbours and swapped terms.
    public var needsTruth: Bool { !Self.ofDecisions.contains(id) }

    private static let ofDecisions: Set<String> = [
        "groupShare", "missingIdentityRate", "detectorHitRate", "duplicateRate", "labelNoiseRate", "consistency",
        "counterfactualFlipRate", "counterfactualScoreChange",
    ]

    public func figures(_ input: AuditInput) -> [Figure] { measure(input) }
}

extension Catalogue {
    /// Every metric that is measured as figures, in the order in which reports show them.
    public static let figures: [FigureMetric] = dataFigures + outcomeFigures + scoreFigures + otherFigures
}
