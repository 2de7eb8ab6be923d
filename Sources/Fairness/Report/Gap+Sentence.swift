extension Gap {
    /// The gap as one sentence: its value, whose it is, chance, and what is missing; its p is the adjusted one where
    /// there is one.
    public var sentence: String {
        let title = GapMetric.all.first { $0.id == metric }?.title ?? metric
        let missing = leftOut.map { "\($0.group): \($0.reason)" }.joined(separator: "; ")
        var parts = ["\(column): \(title)"]
        if let value {
            parts[0] += " \(threeDecimals(value))"
            if let highest, let lowest { parts[0] += ", highest \(highest), lowest \(lowest)" }
        }
        if let test {
            let shown = adjusted?.p ?? test.p
            let p = shown < 0.001 ? "< 0.001" : "= \(threeDecimals(shown))"
            parts.append("by chance \(threeDecimals(test.byChance)), \(adjusted == nil ? "p" : "adjusted p") \(p)")
        }
        if verdict == Self.insufficientEvidence {
            let why = [undefined, missing.isEmpty ? nil : missing].compactMap(\.self).joined(separator: "; ")
            parts.append(why.isEmpty ? verdict : "\(verdict) (\(why))")
        }
        return parts.joined(separator: "; ") + "."
    }
}

/// "0.240", "−0.031"
private func threeDecimals(_ value: Double) -> String {
    let thousandths = Int((abs(value) * 1000).rounded())
    let digits = String(thousandths % 1000)
    let sign = value < 0 && thousandths > 0 ? "−" : ""
    return "\(sign)\(thousandths / 1000).\(String(repeating: "0", count: 3 - digits.count))\(digits)"
}
