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

    /// - Complexity: O(milestones).
    init(_ events: EventLog) { for event in events.milestones { take(event) } }

    /// Takes the next event of the journal.
    mutating func take(_ event: Event) {
        let model: String?
        let records: Int?
        var removed = 0
        if let result = UnlearnResultEntry(event) {
            gone = event.names.flatMap { gone?.union($0) }
            (model, records, removed) = (result.after, result.retained, result.removed ?? 0)
        } else if let revert = RevertEntry(event) {
            gone = revert.forgotten.map { Set($0) }
            (model, records) = (revert.model, revert.records)
        } else if let publish = PublishEntry(event) {
            (model, records) = (publish.model, publish.records)
        } else {
            return
        }
        guard let model else { return }
        let publication = Publication(
            digest: model, event: event.seq, time: event.ts, records: records, removed: removed, gone: gone)
        let isKnown = all.contains { $0.digest == model && $0.gone == gone }
        if !isKnown || gone == nil { all.append(publication) }
    }

    /// Those of one model.
    func of(_ digest: String) -> [Publication] { all.filter { $0.digest == digest } }
}
