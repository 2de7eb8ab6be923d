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

extension Metric {
    public var description: MetricDescription {
        MetricDescription(
            id, title, .rate, better: aim == .higher ? .higher : aim == .lower ? .lower : .neither,
            definition: "\(numerator.words) / \(denominator.words)", denominator: denominatorName,
            edgeCases: "Undefined with \(undefinedReason).", source: "", explanation)
    }
}

extension GapMetric {
    public var description: MetricDescription {
        MetricDescription(
            id, title, .gap, better: rule == .ratio ? .nearOne : .nearZero,
            definition: "\(rule) of \(parts.map(\.title).joined(separator: ", "))",
            denominator: parts.map(\.denominatorName).joined(separator: " and ") + " of every group",
            edgeCases: "Undefined with fewer than two groups that have a rate.", source: "", explanation)
    }
}

extension Cells {
    /// "(TP + FN)"
    var words: String {
        let names = [
            (Cells.truePositives, "TP"), (.falsePositives, "FP"), (.trueNegatives, "TN"), (.falseNegatives, "FN"),
        ]
        .filter { contains($0.0) }.map(\.1)
        return names.count == 1 ? names[0] : "(\(names.joined(separator: " + ")))"
    }
}
