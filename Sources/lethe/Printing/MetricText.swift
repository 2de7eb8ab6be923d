import Fairness

/// What a metric is, for someone at a terminal.
struct MetricText {
    let metric: MetricDescription

    var lines: [String] {
        var lines = [metric.id, "  \(metric.title), \(metric.kind.rawValue); \(direction)", ""]
        lines += wrapped(metric.explanation, to: 78).map { "  " + $0 } + [""]
        let parts: [(String, String?)] = [
            ("definition", metric.definition), ("needs", metric.denominator), ("convention", metric.convention),
            ("edge cases", metric.edgeCases), ("source", metric.source.isEmpty ? nil : metric.source),
        ]
        for (name, text) in parts {
            guard let text else { continue }
            for (number, line) in wrapped(text, to: 64).enumerated() {
                lines.append("  " + (number == 0 ? name : "").padding(12) + line)
            }
        }
        return lines
    }

    private var direction: String {
        switch metric.direction {
        case .higher: "higher is better"
        case .lower: "lower is better"
        case .nearZero: "fair near 0"
        case .nearOne: "fair near 1"
        case .neither: "neither high nor low is better by itself"
        }
    }

    /// Every metric of some kinds, one a line under its kind.
    static func list(_ kinds: [MetricDescription.Kind]) -> [String] {
        kinds.flatMap { kind -> [String] in
            let metrics = Catalogue.all.filter { $0.kind == kind }
            guard !metrics.isEmpty else { return [] }
            var table = TextTable(header: [kind.rawValue, ""])
            for metric in metrics { table.rows.append(["  " + metric.id, metric.title]) }
            return table.lines() + [""]
        }
    }
}

extension String {
    /// With blanks up to a length.
    fileprivate func padding(_ length: Int) -> String { self + String(repeating: " ", count: max(1, length - count)) }
}
