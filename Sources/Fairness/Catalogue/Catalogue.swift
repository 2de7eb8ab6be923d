import Records

/// Every metric that Lethe computes.
public enum Catalogue {
    /// All descriptions, chapter by chapter, in the order in which reports show them.
    public static var all: [MetricDescription] {
        Metric.all.map(\.description) + GapMetric.all.map(\.description) + figures.map(\.description)
    }

    /// Finds a metric by its id or title in any spelling, by a name that it has elsewhere ("recall", "TPR"); "Difference"
    /// may be left out.
    ///
    /// - Throws: `Refusal` when there is none; it says which one may have been meant.
    public static func named(_ name: String) throws -> MetricDescription {
        if let id = id(of: name, among: all.map { ($0.id, $0.title) }), let metric = all.first(where: { $0.id == id }) {
            return metric
        }
        throw Refusal.unknown("metric", name, among: all.map(\.id) + otherNames.keys.sorted())
    }
}
