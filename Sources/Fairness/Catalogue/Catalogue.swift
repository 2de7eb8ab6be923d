import Records

/// Every metric that Lethe computes.
public enum Catalogue {
    /// All descriptions, chapter by chapter, in the order in which reports show them.
    public static let all: [MetricDescription] =
        Metric.all.map(\.description) + GapMetric.all.map(\.description) + figures.map(\.description)

    /// Finds a metric by its id, in camelCase or kebab-case; "Difference" may be left out.
    ///
    /// - Throws: `Refusal` when there is none; it says which one may have been meant.
    public static func named(_ name: String) throws -> MetricDescription {
        let wanted = camelCased(name)
        if let metric = all.first(where: { $0.id == wanted || $0.id == wanted + "Difference" }) { return metric }
        throw Refusal.unknown("metric", name, among: all.map(\.id))
    }
}
