import Foundation
import Journal
import Learning
import Records

/// A published model, and the records that were forgotten when it was.
struct Published: Sendable {
    let bytes: Data
    let forgotten: [Bool]

    /// The model on the records that it was published for.
    struct Read: Sendable {
        let learner: Learner
        let learned: Learned
        let assignment: Assignment
    }

    /// - Parameter known: a learner that is used where it is of the same recipe.
    func read(_ dataset: Dataset, known: Learner? = nil, work: Work) throws -> Read {
        let model = try PublishedModel(bytes: Array(bytes))
        let same = known.flatMap { $0.recipe == model.recipe ? $0 : nil }
        let learner = try same ?? Learner(dataset: dataset, recipe: model.recipe, work: work)
        let assignment = dataset.assignment(without: forgotten)
        return Read(
            learner: learner, learned: try learner.restored(model, assignment, work: work), assignment: assignment)
    }
}

/// A model whose figures are to be computed again. Figures are a function of model and records: kept beside the model, read
/// only where they are what was written, and made again where they are not.
struct Unfigured: Sendable {
    let digest: String
    let published: Published

    /// Figures of models on what each held out, without some records; a model that can't be read again has none.
    static func figures(
        of models: [Unfigured], without erased: [Bool], _ dataset: Dataset, _ policy: Policy, known: Learner?,
        work: Work
    ) throws -> [String: Evaluation] {
        var figures: [String: Evaluation] = [:]
        for model in models {
            try work.step(Progress(phase: "measuring earlier models", fraction: 0.97, detail: ""))
            let gone = zip(model.published.forgotten, erased).map { $0 || $1 }
            do {
                let read = try model.published.read(dataset, known: known, work: work)
                figures[model.digest] = try read.learner.evaluation(
                    of: read.learned, dataset.assignment(without: gone), policy: policy)
            } catch let cancelled as CancellationError {
                throw cancelled
            } catch {
                continue
            }
        }
        return figures
    }

    static func mended(_ digest: String) -> String {
        "The kept figures of model \(digest.prefix(6)) were damaged; these were computed again from the model."
    }
}

extension ProjectStore {
    /// The figures kept under a digest; nil where there are none, and where they are damaged.
    func evaluation(of digest: String) -> Evaluation? {
        guard let json = (try? figures(for: digest)) ?? nil else { return nil }
        return try? Evaluation.parsing(json)
    }
}

extension Desk {
    /// The figures kept under a digest; nil where there are none, and where they are damaged.
    func figures(of digest: String) -> Evaluation? {
        guard state.figured.contains(digest) else { return nil }
        return knowledge.figures[digest] ?? (needs.contains(.figures) ? store.evaluation(of: digest) : nil)
    }

    /// Whether the figures kept under a digest are what was written.
    private func isFigured(_ digest: String) -> Bool {
        knowledge.figures[digest] != nil || ((try? store.figures(for: digest)) ?? nil) != nil
    }

    /// The models whose figures can't be read, and whose bytes can: by them the figures come back.
    ///
    /// - Parameter all: whether figures that can be read are wanted anew too.
    func unfigured(all: Bool = false, except digests: Set<String> = []) throws -> [Unfigured] {
        let wanted = state.models.filter {
            $0.holdsBytes && !digests.contains($0.digest) && (all || !isFigured($0.digest))
        }
        guard !wanted.isEmpty else { return [] }
        let names = Set(wanted.map(\.digest))
        return try store.models().filter { names.contains($0.digest) }.compactMap { record in
            guard let bytes = record.bytes, let last = publications.all.last(where: { $0.digest == record.digest }),
                let gone = try? forgotten(when: last)
            else { return nil }
            return Unfigured(digest: record.digest, published: Published(bytes: bytes, forgotten: gone))
        }
    }
}
