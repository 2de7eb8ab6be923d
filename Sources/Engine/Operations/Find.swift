import Detection
import Learning
import Records

/// Looks through the texts with every bundled detector; a detector sees each distinct text once.
struct Scan: Operation {
    var kind: JobStatus.Kind { .find }
    var title: String { "looking for personal data and words" }
    var serves: Needs { .hits }

    func isDone(_ desk: Desk) -> Bool { desk.knowledge.hits != nil }

    /// Nil where that was done before.
    func prepare(_ desk: Desk) throws -> Table? { desk.knowledge.hits == nil ? desk.dataset.table : nil }

    @concurrent func run(_ table: Table?, _ context: RunContext) async throws -> RecordHits? {
        try table?.detectorHits(work: context.work)
    }

    func conclude(_ hits: RecordHits?, _ desk: Desk) throws -> Conclusion {
        guard let hits else { return Conclusion(sentence: "already scanned") }
        var conclusion = Conclusion(
            sentence: "\(hits.numbers.indices.count(where: hits.isHit).counted("record")) have hits")
        conclusion.learn = { $0.hits = hits }
        conclusion.changes = .records
        return conclusion
    }
}

/// Finds records worth a look by the model: those that it disagrees with most, and those that widen the gap in focus.
struct Find: Operation {
    var kind: JobStatus.Kind { .find }
    var title: String { "finding records worth a look" }
    var serves: Needs { .findings }

    struct Model: Sendable {
        let learner: Learner
        let learned: Learned
        let assignment: Assignment
        let column: String?
        /// Out-of-fold losses of this model, where they were computed before.
        let known: [Double]?
    }

    struct Found: Sendable {
        let prepared: Learned
        let findings: Findings
    }

    /// Nil where there is no model to look with.
    func prepare(_ desk: Desk) throws -> Model? {
        guard let learner = desk.knowledge.learner, let learned = desk.knowledge.learned else { return nil }
        return Model(
            learner: learner, learned: learned, assignment: desk.assignment, column: desk.knowledge.focusColumn,
            known: desk.knowledge.findings?.disagreement)
    }

    @concurrent func run(_ model: Model?, _ context: RunContext) async throws -> Found? {
        guard let model else { return nil }
        let prepared = try model.learner.prepared(model.learned)
        let findings = try model.learner.findings(
            model.learned, model.assignment, column: model.column, known: model.known, work: context.work)
        return Found(prepared: prepared, findings: findings)
    }

    func conclude(_ found: Found?, _ desk: Desk) throws -> Conclusion {
        guard let found else { return Conclusion(sentence: "nothing to find") }
        let absence = found.findings.gapEffectAbsence
        var conclusion = Conclusion(
            sentence: absence.map { "disagreement is ready; \($0)" } ?? "disagreement and gap effect are ready")
        conclusion.learn = { knowledge in
            // A model that is ready to forget, unless another has taken its place.
            guard knowledge.learned?.digest == found.prepared.digest else { return }
            knowledge.learned = found.prepared
            knowledge.findings = found.findings
        }
        conclusion.changes = .records
        return conclusion
    }
}

extension Findings {
    /// One sentence on what keeps the "gap effect" column empty; nil where it is not.
    var gapEffectAbsence: String? {
        guard !hasGapEffect else { return nil }
        return focus == nil
            ? "no two groups are large enough for a gap effect"
            : "gap effects need logistic regression"
    }
}
