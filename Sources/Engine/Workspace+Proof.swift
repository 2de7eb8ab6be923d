import Foundation
import Journal
import Learning
import Records

extension Workspace {
    /// A cold retrain on the retained records, in the background, compared with the published model.
    func startProof() throws -> Echo {
        guard learned != nil else {
            if let unreadable { throw unreadable }
            throw Refusal(
                .usage, "There is no model to prove.", next: "Train one first: T on Models, or 'lethe train'.")
        }
        try commit(EventDraft(.prove, outcome: "started"))
        let job = enqueue(.prove, title: "retraining from scratch to compare", expected: solving?.seconds) {
            workspace, work in
            let proof: ProofResult
            do {
                try await Self.prepareGround(of: workspace)
                let published = try await workspace.readableModel().bytes
                proof = try Self.proof(try await workspace.removalInput(), of: Array(published), work: work)
            } catch {
                try await workspace.note(error, endedA: .prove)
                throw error
            }
            return try await workspace.take(proof)
        }
        return Echo("retraining from scratch in the background, to compare", hint: "4 shows it", job: job)
    }

    /// - Parameter published: the bytes as the project holds them, not what was made of them since.
    static func proof(_ input: RemovalInput, of published: [UInt8], work: Work) throws -> ProofResult {
        let (cold, seconds) = try timed { try input.learner.cold(input.assignment, work: work) }
        let same = published == cold.published.bytes
        let (mine, theirs) = (
            input.learned.guarantee(input.learner, input.assignment), cold.guarantee(input.learner, input.assignment)
        )
        let isIdentity = same || mine.kind == .bitIdentical
        let bound = isIdentity ? 0 : mine.bound + theirs.bound
        let distance = same ? 0 : input.learned.distance(to: cold)
        let proposed = try input.rule.proposal(input.learner.dataset, training: input.assignment.training)
        return ProofResult(
            equal: same || (!isIdentity && distance.map { $0 <= bound } == true),
            kind: isIdentity ? Guarantee.Kind.bitIdentical.rawValue : mine.kind.rawValue,
            digestUnlearned: try PublishedModel(bytes: published).digest, digestRetrained: cold.digest,
            distance: distance, bound: bound,
            decisionsThatDiffer: input.assignment.test.count {
                input.learned.isPositive($0) != cold.isPositive($0)
            },
            recipeDifferences: proposed.map(input.learner.recipe.differences) ?? [], recipe: input.rule.basis,
            seconds: ["retrain": seconds])
    }

    private func take(_ proof: ProofResult) throws -> String {
        lastProof = proof
        let verdict = proof.equal ? "equal" : "different"
        let changes = [Change.proof(of: proof.digestUnlearned, at: proof.equal ? clock.now() : nil)]
        try commit(
            EventDraft(
                .prove, inputs: [proof.digestUnlearned], outputs: [proof.digestRetrained],
                params: [
                    "kind": .string(proof.kind), "bound": .string("\(proof.bound)"),
                    "distance": .string(proof.distance.map { "\($0)" } ?? "different"),
                    "decisionsThatDiffer": .integer(Int64(proof.decisionsThatDiffer)),
                    "recipe": .string(proof.recipe.rawValue),
                    "recipeDifferences": .integer(Int64(proof.recipeDifferences.count)),
                ], outcome: verdict), changes)
        try refreshModels()
        return proof.sentence
    }
}

extension Learned {
    /// ‖w − w′‖₂ of two models on the same features; nil for those that have no weights.
    func distance(to other: Learned) -> Double? { fitted.distance(to: other.fitted) }
}

extension ProofResult {
    /// What the comparison found, in one sentence without its end.
    public var sentence: String {
        let apart = distance.map { "\($0.scientific) from a cold retrain" } ?? "different from a cold retrain"
        if digestUnlearned == digestRetrained { return "proven: identical to a cold retrain, bit for bit" }
        if equal { return "proven: \(apart), \(bound.scientific) allowed" }
        return bound == 0
            ? "NOT equal: \(apart), none allowed" : "NOT equal: \(apart), only \(bound.scientific) allowed"
    }
}
