import Journal
import Records

/// A time at which a model was made current, by the journal's own account, and the records that were forgotten then.
///
/// A model's digest doesn't say it alone: a removal that changes no tree leaves the bytes as they were.
struct Publication: Sendable {
    let digest: String
    /// The number of the event.
    let event: Int
    let time: String
    /// How many records it was published for; nil where the journal doesn't say.
    let records: Int?
    /// How many its removal took out; 0 for a training.
    let removed: Int
    /// How the journal names those that were forgotten; nil where that was erased.
    let gone: Set<String>?

    /// Where its digest alone doesn't say which it is.
    var name: String { "\(digest)@\(event)" }
}

/// All there were, in order; one for each model and set of forgotten records.
struct Publications: Sendable {
    private(set) var all: [Publication] = []
    /// Who is forgotten after the last event; nil where that was erased.
    private var gone: Set<String>? = []

    /// - Complexity: O(events).
    init(_ events: EventLog) { for event in events { take(event) } }

    /// Takes the next event of the journal.
    mutating func take(_ event: Event) {
        switch event.action {
        case .unlearnResult: gone = event.recordNames.flatMap { gone?.union($0) }
        case .revert:
            let back = event.payload?["forgotten"]?.arrayValue?.compactMap(\.stringValue)
            gone = back.map { Set($0) }
        case .publish: break
        default: return
        }
        let params = event.object["params"]
        let records = (params?["retained"] ?? params?["records"])?.integerValue
        for digest in event.outputs {
            let publication = Publication(
                digest: digest, event: event.seq, time: event.ts, records: records.map { Int($0) },
                removed: Int(params?["removed"]?.integerValue ?? 0), gone: gone)
            let isKnown = all.contains { $0.digest == digest && $0.gone == gone }
            if !isKnown || gone == nil { all.append(publication) }
        }
    }

    /// Those of one model.
    func of(_ digest: String) -> [Publication] { all.filter { $0.digest == digest } }
}

extension Event {
    /// Under what a payload names the records that the event is about.
    static let recordsKey = "records"

    /// The references of the records that the event is about (in journals of earlier versions their ids); nil where they
    /// were erased.
    var recordNames: [String]? {
        (payload?[Self.recordsKey] ?? payload?["ids"])?.arrayValue?.compactMap(\.stringValue)
    }

    /// Digests of what came out.
    var outputs: [String] { object["outputs"]?.arrayValue?.compactMap(\.stringValue) ?? [] }
}
