/// What checking a journal found: no more than can be known from what was there.
public enum ChainVerdict: Hashable, Sendable {
    /// Nothing was edited, dropped or reordered.
    case intact(events: Int, head: String, notes: [String] = [])
    /// A bare `journal.jsonl`: every event but the last is covered by the one after it, and nothing covers the end.
    case chainOnly(events: Int, head: String, tombstones: Int = 0, notes: [String] = [])
    /// Intact, and payloads were erased with a tombstone each.
    case tombstones(Int, events: Int, head: String, notes: [String] = [])
    /// Well-formed, and nothing in it that could be checked: no event, or none that every project has.
    case unfounded(events: Int, why: String)
    /// Event `at` is not what was written; 0 where the fault is beside the chain.
    case edited(at: Int, why: String)
    case truncated(expected: Int, found: Int)
    /// It and the earlier one it was held against go on differently: after event `after`, where that can be told.
    case forked(after: Int?, why: String)

    /// 0 intact · 2 intact with tombstones · 3 edited · 4 truncated · 7 nothing to check · 8 forked.
    public var exitCode: Int32 {
        switch self {
        case .intact, .chainOnly(_, _, 0, _): 0
        case .tombstones, .chainOnly: 2
        case .edited: 3
        case .truncated: 4
        case .unfounded: 7
        case .forked: 8
        }
    }

    /// What was found, without the notes.
    public var sentence: String {
        switch self {
        case .intact(let events, let head, _):
            "Intact: \(Self.count(events, "event")), head \(head.prefix(16))."
        case .chainOnly(let events, let head, let erased, _):
            "Chain intact: \(Self.count(events, "event")), head \(head.prefix(16)); "
                + (erased > 0 ? "\(Self.count(erased, "payload")) erased, by tombstones; " : "")
                + "without the bundle's checkpoint neither the last event nor a missing end can be checked."
        case .tombstones(let erased, let events, let head, _):
            "Intact: \(Self.count(events, "event")), head \(head.prefix(16)); "
                + "\(Self.count(erased, "payload")) erased, each with its tombstone."
        case .unfounded(0, let why): "Empty: well-formed, and nothing to check: \(why)."
        case .unfounded(let events, let why):
            "Not a project's journal: \(Self.count(events, "event")), well-formed, but \(why)."
        case .edited(0, let why): "Edited: \(why)."
        case .edited(let event, let why): "Edited at event \(event): \(why)."
        case .truncated(let expected, let found):
            "Truncated: \(Self.count(found, "event")) of \(expected) are left."
        case .forked(0, let why): "Forked from the start: \(why)."
        case .forked(let event?, let why): "Forked after event \(event): \(why)."
        case .forked(nil, let why): "Forked: \(why)."
        }
    }

    /// What is odd and no fault, one sentence each: times that can't be, a project that was opened in another place.
    public var notes: [String] {
        switch self {
        case .intact(_, _, let notes), .chainOnly(_, _, _, let notes), .tombstones(_, _, _, let notes): notes
        case .unfounded, .edited, .truncated, .forked: []
        }
    }

    /// The sentence and the notes, on one line.
    public var text: String { ([sentence] + notes).joined(separator: " ") }

    static func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }

    /// The same with one more note; what is no good verdict stays as it is.
    func noting(_ note: String) -> ChainVerdict {
        switch self {
        case .intact(let events, let head, let notes): .intact(events: events, head: head, notes: notes + [note])
        case .chainOnly(let events, let head, let erased, let notes):
            .chainOnly(events: events, head: head, tombstones: erased, notes: notes + [note])
        case .tombstones(let erased, let events, let head, let notes):
            .tombstones(erased, events: events, head: head, notes: notes + [note])
        case .unfounded, .edited, .truncated, .forked: self
        }
    }
}
