import Foundation
import Journal
import Learning
import Records

/// Figures are a function of model and records: kept beside the model, read only where they are what was written, and
/// computed again where they are not.
extension Workspace {
    /// The figures kept under a digest; nil where there are none, and where they are damaged.
    static func figures(of digest: String, in store: ProjectStore) -> Evaluation? {
        guard let json = (try? store.figures(for: digest)) ?? nil else { return nil }
        return try? Evaluation.parsing(json)
    }

    /// The bytes of a published model, or why there are none that can be read.
    static func damaged(_ model: ModelRecord, next: String) -> Refusal {
        Refusal(
            .badData,
            "The bytes of model \(model.digest.prefix(6)) in the project are damaged: their digest is another.",
            next: next)
    }

    /// The model in use, with its bytes.
    ///
    /// - Throws: `Refusal`: 64 where there is none, 65 where its bytes are not those of its digest.
    func readableModel() throws -> (record: ModelRecord, bytes: Data) {
        guard let model = try store.currentModel() else {
            throw Refusal(.usage, "The project has no model.", next: "Train one: lethe train")
        }
        guard let bytes = model.bytes else {
            throw Self.damaged(model, next: "'lethe train' makes the same model again, of the same digest.")
        }
        return (model, bytes)
    }

    /// The figures of the model in use on its records of today, where those that were kept can't be read; nil without a
    /// model that can be.
    func figuresComputedAgain() -> Evaluation? {
        guard let digest = try? store.currentDigest() else { return nil }
        do {
            let published = Published(bytes: try readableModel().bytes, forgotten: forgotten)
            let (learned, assignment, learner) = try Self.read(published, dataset, nil, work: .silent)
            let evaluation = try learner.evaluation(of: learned, assignment, policy: policy)
            notices.append(Self.mended(digest))
            return evaluation
        } catch {
            notices.append(
                "The figures of model \(digest.prefix(6)) are damaged, and can't be computed again: \(Explanation(error))"
            )
            return nil
        }
    }

    private static func mended(_ digest: String) -> String {
        "The kept figures of model \(digest.prefix(6)) were damaged; these were computed again from the model."
    }

    /// A model whose figures are to be computed again.
    struct Unfigured: Sendable {
        let digest: String
        let published: Published
    }

    /// The models whose figures can't be read, and whose bytes can: by them the figures come back.
    ///
    /// - Parameter all: whether figures that can be read are wanted anew too.
    func unfigured(all: Bool = false, except digests: Set<String> = []) throws -> [Unfigured] {
        let wanted = try store.models(loadingBytes: false).filter {
            $0.holdsBytes && !digests.contains($0.digest)
                && (all || Self.figures(of: $0.digest, in: store) == nil)
        }
        guard !wanted.isEmpty else { return [] }
        let names = Set(wanted.map(\.digest))
        let publications = Publication.all(in: events)
        return try store.models().filter { names.contains($0.digest) }.compactMap { record in
            guard let bytes = record.bytes, let last = publications.last(where: { $0.digest == record.digest }),
                let gone = try? forgotten(when: last)
            else { return nil }
            return Unfigured(digest: record.digest, published: Published(bytes: bytes, forgotten: gone))
        }
    }

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
                let (learned, _, learner) = try read(model.published, dataset, known, work: work)
                figures[model.digest] = try learner.evaluation(
                    of: learned, dataset.assignment(without: gone), policy: policy)
            } catch let cancelled as CancellationError {
                throw cancelled
            } catch {
                continue
            }
        }
        return figures
    }

    /// Puts figures that were computed again in the place of damaged ones, and says so in the journal.
    func keep(mended figures: [String: Evaluation]) throws {
        for (digest, evaluation) in figures.sorted(by: { $0.key < $1.key }) {
            var event = evaluateDraft(evaluation)
            event.outcome = "computed again"
            try commit(event, [.figures(id: digest, json: try evaluation.json())])
            notices.append(Self.mended(digest))
        }
    }
}
