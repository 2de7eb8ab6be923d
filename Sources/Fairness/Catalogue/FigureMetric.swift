public import Records

/// A metric whose values are figures, whatever it is made of: one file, and one entry in `Catalogue.list`.
public struct FigureMetric: Sendable, Identifiable {
    public let description: MetricDescription
    /// Whether it is of what was true: where nothing says that, it is not measured.
    public let needsTruth: Bool
    let measure: @Sendable (AuditInput) -> [Figure]

    public var id: String { description.id }

    /// - Parameters:
    ///   - needsTruth: false for what records and decisions alone say: sizes of groups, what was found in records.
    ///   - measure: the figures of an input; none where the input is not of its kind (no scores, no classes).
    public init(
        _ description: MetricDescription, needsTruth: Bool = true,
        _ measure: @escaping @Sendable (AuditInput) -> [Figure]
    ) {
        self.description = description
        self.needsTruth = needsTruth
        self.measure = measure
    }

    public func figures(_ input: AuditInput) -> [Figure] { measure(input) }
}

extension Catalogue {
    /// Every metric that is measured as figures: those that Lethe comes with, in the order in which reports show them, and
    /// what was added by `try Catalogue.list.register(…)` before anything is measured.
    public static let list = OpenList(
        "metric", bundled: dataFigures + outcomeFigures + scoreFigures + otherFigures,
        taken: (Metric.all.map(\.description) + GapMetric.all.map(\.description)).map(\.id)
    ) { $0.id }

    public static var figures: [FigureMetric] { list.all }
}
