import Foundation
import Journal
import Learning
import Records

/// All that is known of an open project at one moment: what operations are prepared from, and concluded by. A value: nothing
/// that is done with it changes the project.
struct Desk: Sendable {
    let directory: String
    let dataset: Dataset
    let state: ProjectState
    let knowledge: Knowledge
    let subject: any Subject
    let needs: Needs
    let events: EventLog
    let publications: Publications
    /// Read only: what is written goes through the ledger.
    let store: ProjectStore
    let clock: Clock

    var actor: String { store.session.actor }
    var policy: Policy { state.policy }
    var assignment: Assignment { knowledge.assignment }
    /// The number that the next event gets.
    var nextEvent: Int { events.count + 1 }

    /// The records that an event is about: one by its keyed reference, many by their count and Merkle root; which they are
    /// stands where it can be erased.
    func named(_ rows: [Int]) -> NamedRecords? { store.named(ids(rows)) }

    func ids(_ rows: [Int]) -> [RecordID] { state.index.ids(of: rows) }

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
            guard let row = rowNamed[name] ?? RecordID(hex: name).flatMap({ state.index.row(of: $0) }) else {
                throw unmatched
            }
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

    /// The model in use, with its bytes.
    ///
    /// - Throws: `Refusal`: 64 where there is none, 65 where its bytes are not those of its digest.
    func readableModel() throws -> (record: ModelRecord, bytes: Data) {
        guard let model = try store.currentModel() else {
            throw Refusal(.usage, "The project has no model.", next: "Train one: lethe train")
        }
        guard let bytes = model.bytes else {
            throw model.damaged(next: "'lethe train' makes the same model again, of the same digest.")
        }
        return (model, bytes)
    }

    /// A model as it was last published; nil unless its weights are kept, with the journal's account of its records.
    func published(_ digest: String) throws -> Published? {
        guard let bytes = try store.models().first(where: { $0.digest == digest })?.bytes,
            let publication = publications.all.last(where: { $0.digest == digest }),
            let gone = try? forgotten(when: publication)
        else { return nil }
        return Published(bytes: bytes, forgotten: gone)
    }

    /// Why nothing can be forgotten now: there is no model, or it can't be worked with.
    var noModel: Refusal {
        knowledge.unreadable
            ?? Refusal(
                .usage, "There is no model that could forget.", next: "Train one first: \(command: .train).")
    }
}

extension ModelRecord {
    /// The bytes of a published model, or why there are none that can be read.
    func damaged(next: String) -> Refusal {
        Refusal(
            .badData, "The bytes of model \(digest.prefix(6)) in the project are damaged: their digest is another.",
            next: next)
    }
}
