import Fairness
import Foundation
import Journal
import Learning
import Records

extension Workspace {
    /// Compares two save points; the answer is in the next snapshot.
    ///
    /// While the weights of both are kept, their predictions are computed again on the records that both hold out and
    /// that were not forgotten since; else what is kept of their figures is compared.
    func compare(_ before: String, _ after: String) throws -> Echo {
        let (first, second) = (try savePoint(named: before), try savePoint(named: after))
        guard first.digest != second.digest else {
            throw Refusal(
                .usage, "\(first.digest.prefix(6)) is one save point; a comparison takes two.",
                next: "Name another: 6 lists them, and 'lethe audit PROJECT --trend'.")
        }
        if audit != nil {
            guard let comparison = evaluation?.comparison, first.digest == evaluation?.beforeDigest else {
                throw Refusal(
                    .usage, "Only the change from \(dataset.table.fileName) to its after was measured.",
                    next: "Name the earlier one first.")
            }
            return Echo(take(Compared(before: first, after: second, comparison: comparison)))
        }
        let title = "comparing \(first.digest.prefix(6)) with \(second.digest.prefix(6))"
        let job = enqueue(.compare, title: title) { workspace, work in
            guard let input = try await workspace.comparingInput(first, second),
                let comparison = try Self.paired(input, work: work)
            else {
                return await workspace.take(first, second)
            }
            return await workspace.take(Compared(before: first, after: second, comparison: comparison))
        }
        return Echo(title, hint: "\(command: .showJobs) shows it", job: job)
    }

    /// A published model, and the records that were forgotten when it was.
    struct Published: Sendable {
        let bytes: Data
        let forgotten: [Bool]
    }

    /// What two models are compared by, record by record.
    struct ComparingInput: Sendable {
        let before: Published
        let after: Published
        let dataset: Dataset
        let forgotten: [Bool]
        let policy: Policy
        let targets: [Comparison.Target]
    }

    /// Nil unless the weights of both are kept, with the journal's account of their records.
    private func comparingInput(_ before: SavePoint, _ after: SavePoint) throws -> ComparingInput? {
        guard let first = try published(before.digest), let second = try published(after.digest) else { return nil }
        return ComparingInput(
            before: first, after: second, dataset: dataset, forgotten: forgotten, policy: policy, targets: targets)
    }

    /// A model as it was last published; nil unless its weights are kept, with the journal's account of its records.
    func published(_ digest: String) throws -> Published? {
        guard let bytes = try store.models().first(where: { $0.digest == digest })?.bytes,
            let publication = Publication.all(in: events).last(where: { $0.digest == digest }),
            let gone = try? forgotten(when: publication)
        else { return nil }
        return Published(bytes: bytes, forgotten: gone)
    }

    /// Nil where no record is held out by both.
    private static func paired(_ input: ComparingInput, work: Work) throws -> Comparison? {
        let dataset = input.dataset
        let (before, partsBefore, first) = try read(input.before, dataset, nil, work: work)
        let (after, partsAfter, learner) = try read(input.after, dataset, first, work: work)
        let rows = partsBefore.test.filter { partsAfter.parts[$0] == .test && !input.forgotten[$0] }
        guard !rows.isEmpty else { return nil }
        try work.step(Progress(phase: "comparing", fraction: 0.9, detail: ""))
        return try learner.comparison(before, after, rows, policy: input.policy, targets: input.targets)
    }

    /// The model that was published, on the records that it was published for.
    static func read(
        _ published: Published, _ dataset: Dataset, _ known: Learner?, work: Work
    ) throws -> (Learned, Assignment, Learner) {
        let model = try PublishedModel(bytes: Array(published.bytes))
        let same = known.flatMap { $0.recipe == model.recipe ? $0 : nil }
        let learner = try same ?? Learner(dataset: dataset, recipe: model.recipe, work: work)
        let assignment = dataset.assignment(without: published.forgotten)
        return (try learner.restored(model, assignment, work: work), assignment, learner)
    }

    /// Compares what is kept of the figures of two models.
    private func take(_ before: SavePoint, _ after: SavePoint) -> String {
        let comparison = Comparison(
            before: before.report, after: after.report, targets: targets.isEmpty ? nil : targets,
            declared: after.report.settings?.declared ?? [])
        return take(Compared(before: before, after: after, comparison: comparison))
    }

    private func take(_ compared: Compared) -> String {
        self.compared = compared
        publishSnapshot()
        let names = "\(compared.before.digest.prefix(6)) and \(compared.after.digest.prefix(6))"
        return compared.comparison.isPaired == false
            ? "compared \(names) by their kept counts; their records can't be paired any more"
            : "compared \(names) on \(compared.comparison.n.counted("record"))"
    }
}
