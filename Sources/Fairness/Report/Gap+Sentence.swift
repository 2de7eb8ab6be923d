extension Gap {
    /// The gap as one sentence: its value, whose it is, chance, and what is missing.
    public var sentence: String {
        let title = GapMetric.all.first { $0.id == metric }?.title ?? metric
        let missing = leftOut.map { "\($0.group): \($0.reason)" }.joined(separator: "; ")
        var parts = ["\(column): \(title)"]
        if let value {
            parts[0] += " \(decimals(value))"
            if let highest, let lowest { parts[0] += ", highest \(highest), lowest \(lowest)" }
        }
        if let test {
            let (p, name) = adjusted.map { ($0.p, "adjusted p") } ?? (test.p, "p")
            let value = p < 0.001 ? "< 0.001" : "= \(decimals(p))"
            parts.append("by chance \(decimals(test.byChance)), \(name) \(value)")
        }
        if verdict == Self.measured, !leftOut.isEmpty {
            let all = ofAll.map { ", \(decimals($0.value)) with them" } ?? ""
            parts.append("too few records in \(missing)\(all)")
        }
        if verdict == Self.insufficientEvidence {
            let why = [undefined, missing.isEmpty ? nil : missing].compactMap(\.self).joined(separator: "; ")
            parts.append(why.isEmpty ? verdict : "\(verdict) (\(why))")
        }
        return parts.joined(separator: "; ") + "."
    }
}
