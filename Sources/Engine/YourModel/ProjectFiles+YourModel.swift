import Fairness
import Foundation
public import Journal
import Records

extension ProjectFiles {
    /// What a project says of a model made elsewhere; nil where its model is Lethe's.
    public static func yourModel(of directory: String, session: Session) throws -> YourModel? {
        let store = try ProjectStore.open(at: directory, session: session, readOnly: true)
        defer { try? store.close() }
        return try settings(of: store, directory).yourModel
    }

    /// Says what became of the predictions of a project's model, or that nothing did; the project is not open.
    ///
    /// - Parameter after: nil where there is none any more.
    /// - Throws: `Refusal` (64) for a project whose model is Lethe's; what opening throws.
    public static func setAfter(
        _ after: YourModel.After?, of directory: String, session: Session, clock: Clock = .system,
        entropy: @escaping Entropy.Source = Entropy.system
    ) throws {
        let store = try ProjectStore.open(at: directory, session: session, clock: clock, entropy: entropy)
        defer { try? store.close() }
        guard let json = try store.setting("project") else { return }
        var settings = try StoredJSON.read(ProjectSettings.self, json, "how it was made", of: directory)
        guard var yourModel = settings.yourModel else {
            throw Refusal(
                .usage, "\(directory) has a model of Lethe's, which is compared by itself.",
                next: "--against goes with --truth and --prediction; save points are compared with 'lethe audit'.")
        }
        guard yourModel.after != after else { return }
        yourModel.after = after
        settings.yourModel = yourModel
        if try store.eventCount == 0 { try store.commit(EventDraft(OpenEntry(data: settings.sourceDigest))) }
        try store.commit(
            EventDraft(PolicyEntry.against(after?.digest)),
            [.setting("project", try Workspace.json(settings))])
    }

    /// Reads what a model made elsewhere said, and what it says now.
    ///
    /// - Parameter erased: one a row: the records that are not counted any more; nil: none.
    static func audit(
        _ model: YourModel, of dataset: Dataset, _ policy: Policy, beside directory: String,
        without erased: [Bool]? = nil
    ) throws -> YourAudit {
        let settings = AuditSettings(policy, seed: dataset.seed)
        guard let after = model.after else {
            return try YourAudit(
                dataset.table, model.columns, schema: dataset.schema, settings: settings,
                isCopy: dataset.identities.isCopy, without: erased)
        }
        let path = try found(after.source, beside: directory)
        for matrix in after.reading.matrices { try isFile(matrix) }
        let second = try Table(path: path, choice: ReadingChoice(after.reading))
        guard second.digest == after.digest else {
            throw Refusal(
                .badData, "\(path) changed since it was compared with.",
                next: "Compare with it as it is now: lethe open FILE --against \(path) --id \(after.id)")
        }
        return try YourAudit(
            dataset.table, model.columns, schema: dataset.schema, settings: settings, isCopy: dataset.identities.isCopy,
            without: erased, against: second, id: after.id)
    }
}

extension AuditSettings {
    /// As a project's policy and seed say.
    init(_ policy: Policy, seed: UInt64) {
        self.init()
        minimumDenominator = policy.minimumDenominator
        self.seed = seed
    }
}
