import Journal
import Learning
import Records

/// A cold retrain on the retained records, compared with the published model.
struct Prove: Operation {
    let key: String

    var kind: JobStatus.Kind { .prove }
    var title: String { "retraining from scratch to compare" }
    var mark: JobMark? { .journal(key: key) }
    var needsGround: Bool { true }

    struct Input: Sendable {
        let removal: RemovalInput
        /// The bytes as the project holds them, not what was made of them since.
        let published: [UInt8]
    }

    static func announced(_ desk: Desk) throws -> (operation: Prove, entries: [LedgerEntry]) {
        guard desk.knowledge.learned != nil else {
            throw desk.knowledge.unreadable
                ?? Refusal(.usage, "There is no model to prove.", next: "Train one first: \(command: .train).")
        }
        let prove = Prove(key: "prove-\(desk.nextEvent)")
        return (
            prove,
            [
                LedgerEntry(
                    ProveEntry.started,
                    [.job(id: prove.key, state: Resumption.proving, json: "{}")])
            ]
        )
    }

    func expectedSeconds(_ desk: Desk) -> Double? { desk.knowledge.solving?.seconds }

    func prepare(_ desk: Desk) throws -> Input {
        Input(removal: try desk.removalInput(), published: Array(try desk.readableModel().bytes))
    }

    @concurrent func run(_ input: Input, _ context: RunContext) async throws -> ProofResult {
        try Self.proof(input.removal, of: input.published, work: context.work)
    }

    func conclude(_ proof: ProofResult, _ desk: Desk) throws -> Conclusion {
        var conclusion = Conclusion(sentence: proof.sentence)
        conclusion.entries = [
            LedgerEntry(
                ProveEntry(
                    ProveEntry.Comparison(
                        published: proof.digestUnlearned, retrained: proof.digestRetrained, kind: proof.kind,
                        bound: "\(proof.bound)", distance: proof.distance.map { "\($0)" } ?? "different",
                        decisionsThatDiffer: proof.decisionsThatDiffer, recipe: proof.recipe.rawValue,
                        recipeDifferences: proof.recipeDifferences.count), isEqual: proof.equal),
                [
                    .proof(of: proof.digestUnlearned, at: proof.equal ? desk.clock.now() : nil),
                    .job(id: key, state: nil, json: ""),
                ])
        ]
        conclusion.learn = { $0.lastProof = proof }
        conclusion.changes = .models
        return conclusion
    }

    func failure(_ error: any Error, _ desk: Desk) -> Failure? {
        Failure(entries: [
            LedgerEntry(
                ProveEntry(endedBy: error is CancellationError ? .cancelled : .failed),
                [.job(id: key, state: nil, json: "")])
        ])
    }

    /// - Parameter published: the bytes as the project holds them.
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
