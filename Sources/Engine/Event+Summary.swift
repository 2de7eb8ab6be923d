public import Journal

extension Event {
    /// What the event says, in one line: its outcome and its parameters, without the long hashes.
    public var summary: String {
        var parts: [String] = []
        if let outcome = object["outcome"]?.stringValue, outcome != "ok" { parts.append(outcome) }
        for (key, value) in (object["params"]?.objectValue ?? [:]).sorted(by: { $0.key < $1.key }) {
            let text = value.stringValue ?? value.canonical
            parts.append(text.count > 40 ? "\(key) \(text.prefix(8))…" : "\(key) \(text)")
        }
        if let reason = payload?["reason"]?.stringValue { parts.append("“\(reason)”") }
        for output in object["outputs"]?.arrayValue ?? [] {
            if let digest = output.stringValue { parts.append("→ \(digest.prefix(6))") }
        }
        return parts.joined(separator: " · ")
    }
}
