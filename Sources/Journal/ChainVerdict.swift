/// What checking a journal found.
public enum ChainVerdict: Hashable, Sendable {
    /// Nothing was edited, dropped or reordered.
    case intact(events: Int, head: String)
    /// A bare `journal.jsonl`: every event but the last is covered by the one after it, and nothing covers the end.
    case chainOnly(events: Int, head: String)
    /// Intact, and payloads were erased with a tombstone each.
    case tombstones(Int, events: Int, head: String)
    /// Event `at` is not what was written; 0 where the fault is beside the chain.
    case edited(at: Int, why: String)
    case truncated(expected: Int, found: Int)

    /// 0 intact · 2 intact with tombstones · 3 edited · 4 truncated.
    public var exitCode: Int32 {
        switch self {
        case .intact, .chainOnly: 0
        case .tombstones: 2
        case .edited: 3
        case .truncated: 4
        }
    }

    public var sentence: String {
        switch self {
        case .intact(let events, let head):
            "Intact: \(Self.count(events, "event")), head \(head.prefix(16))."
        case .chainOnly(let events, let head):
            "Chain intact: \(Self.count(events, "event")), head \(head.prefix(16)); "
                + "without the bundle's checkpoint neither the last event nor a missing end can be checked."
        case .tombstones(let erased, let events, let head):
            "Intact: \(Self.count(events, "event")), head \(head.prefix(16)); "
                + "\(Self.count(erased, "payload")) erased, each with its tombstone."
        case .edited(0, let why): "Edited: \(why)."
        case .edited(let event, let why): "Edited at event \(event): \(why)."
        case .truncated(let expected, let found):
            "Truncated: \(Self.count(found, "event")) of \(expected) are left."
        }
    }

    private static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }
}
