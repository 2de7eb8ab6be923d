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

    /// All there were, in order; one for each model and set of forgotten records.
    ///
    /// - Complexity: O(events).
    static func all(in events: [Event]) -> [Publication] {
        var gone: Set<String>? = []
        var found: [Publication] = []
        for event in events {
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
                continue
            }
            guard let model else { continue }
            let publication = Publication(
                digest: model, event: event.seq, time: event.ts, records: records, removed: removed, gone: gone)
            let isKnown = found.contains { $0.digest == model && $0.gone == gone }
            if !isKnown || gone == nil { found.append(publication) }
        }
        return found
    }
}

extension Workspace {
    /// Which records were forgotten when a model was published.
    ///
    /// - Throws: `Refusal` where they can't be matched any more.
    func forgotten(when publication: Publication) throws -> [Bool] {
        let unmatched = Refusal(
            .badData,
            "The records that \(publication.digest.prefix(6)) was trained on can't be matched any more.",
            next: "The journal's list of them was erased; train again for a model.")
        guard let gone = publication.gone else { throw unmatched }
        var forgotten = Array(repeating: false, count: dataset.table.rowCount)
        guard !gone.isEmpty else { return forgotten }
        let names = store.references(for: dataset.identities.ids).map(\.description)
        let rowNamed = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
        for name in gone {
            // Journals of earlier versions name records by their ids.
            guard let row = rowNamed[name] ?? RecordID(hex: name).flatMap({ rowOf[$0] }) else { throw unmatched }
            forgotten[row] = true
        }
        return forgotten
    }

    /// Which of `publications` of one model may be made current, by what the policy keeps.
    func kept(_ publications: [Publication]) -> [Publication] {
        switch policy.earlierModels {
        case .no: publications.suffix(1)
        case .untilNextRemoval: publications.suffix(2)
        case .always: publications
        }
    }
}
