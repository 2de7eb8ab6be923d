public import Journal

extension Event {
    /// Under what the payload of an evaluation holds its figures.
    static let figuresKey = "figures"

    /// What the event says, in one line: its outcome and its parameters, without the long hashes.
    public var summary: String {
        var parts: [String] = []
        if let outcome = object["outcome"]?.stringValue, outcome != "ok" { parts.append(outcome) }
        var params = object["params"]?.objectValue ?? [:]
        params.merge(payload?[Self.figuresKey]?.objectValue ?? [:]) { mine, _ in mine }
        params["references_root"] = nil
        params["job"] = nil
        if params.removeValue(forKey: "elsewhere") != nil { parts.append("moved, restored or copied since") }
        if let flag = params.removeValue(forKey: "flag")?.stringValue { parts.append(flag) }
        if let count = params.removeValue(forKey: "count")?.integerValue {
            parts.append(count.counted("record"))
        }
        for (key, value) in params.sorted(by: { $0.key < $1.key }) {
            let text = Self.short(value.stringValue ?? value.canonical)
            parts.append(text.count > 40 ? "\(key) \(text.prefix(8))…" : "\(key) \(text)")
        }
        if let reason = payload?["reason"]?.stringValue { parts.append("“\(reason)”") }
        for output in object["outputs"]?.arrayValue ?? [] {
            if let digest = output.stringValue { parts.append("→ \(digest.prefix(6))") }
        }
        return parts.joined(separator: " · ")
    }

    /// A decimal with three digits that count; anything else as it is.
    private static func short(_ text: String) -> String {
        guard text.contains("."), let number = Double(text), number.isFinite else { return text }
        return number.magnitude < 0.001 ? number.scientific : number.fixed(3)
    }
}
