public import Journal

extension Event {
    /// Parameters that say nothing to somebody who reads the journal, or that are said in words.
    private static let unlisted: [EntryKey] = [.referencesRoot, .job, .elsewhere, .flag, .count]

    /// What the event says, in one line: its outcome and its parameters, without the long hashes. Of an action that this
    /// version does not know as well.
    public var summary: String {
        var parts: [String] = []
        if outcome != .ok { parts.append(outcome.rawValue) }
        var listed = params
        if OpenEntry(self)?.isElsewhere == true { parts.append("moved, restored or copied since") }
        if let flag = listed[text: .flag] { parts.append(flag) }
        if let count = listed[number: .count] { parts.append(count.counted("record")) }
        for key in Self.unlisted { listed[key] = nil }
        let figures = (EvaluateEntry(self)?.figures ?? [:]).mapValues(JSON.string)
        for (key, value) in listed.members.merging(figures, uniquingKeysWith: { $1 }).sorted(by: { $0.key < $1.key }) {
            let text = Self.short(value.stringValue ?? value.canonical)
            parts.append(text.count > 40 ? "\(key) \(text.prefix(8))…" : "\(key) \(text)")
        }
        if let reason = erasable[text: .reason] { parts.append("“\(reason)”") }
        parts += outputs.map { "→ \($0.prefix(6))" }
        return parts.joined(separator: " · ")
    }

    /// A decimal with three digits that count; anything else as it is.
    private static func short(_ text: String) -> String {
        guard text.contains("."), let number = Double(text), number.isFinite else { return text }
        return number.magnitude < 0.001 ? number.scientific : number.fixed(3)
    }
}
