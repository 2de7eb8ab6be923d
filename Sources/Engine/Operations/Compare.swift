import Fairness
import Learning
import Records

/// Compares two save points. While the weights of both are kept, their predictions are computed again on the records that
/// both hold out and that were not forgotten since; else what is kept of their figures is compared.
struct Compare: Operation {
    let before: SavePoint
    let after: SavePoint

    private var names: String { "\(before.digest.prefix(6)) with \(after.digest.prefix(6))" }
    var kind: JobStatus.Kind { .compare }
    var title: String { "comparing \(names)" }
    var mark: JobMark? { .given(up: "the comparing of \(names)") }

    struct Input: Sendable {
        /// Nil unless the weights of both are kept, with the journal's account of their records.
        let published: (before: Published, after: Published)?
        let dataset: Dataset
        let forgotten: [Bool]
        let policy: Policy
        let targets: [Comparison.Target]
    }

    func prepare(_ desk: Desk) throws -> Input {
        let (first, second) = (try desk.published(before.digest), try desk.published(after.digest))
        return Input(
            published: first.flatMap { first in second.map { (first, $0) } }, dataset: desk.dataset,
            forgotten: desk.state.forgotten, policy: desk.policy, targets: desk.state.targets)
    }

    @concurrent func run(_ input: Input, _ context: RunContext) async throws -> Compared {
        let comparison =
            try paired(input, context)
            ?? Comparison(
                before: before.report, after: after.report, targets: input.targets.isEmpty ? nil : input.targets,
                declared: after.report.settings?.declared ?? [])
        return Compared(before: before, after: after, comparison: comparison)
    }

    /// Nil where no record is held out by both.
    private func paired(_ input: Input, _ context: RunContext) throws -> Comparison? {
        guard let published = input.published else { return nil }
        let first = try published.before.read(input.dataset, work: context.work)
        let second = try published.after.read(input.dataset, known: first.learner, work: context.work)
        try context.source.check(.afterReading)
        let rows = first.assignment.test.filter { second.assignment.parts[$0] == .test && !input.forgotten[$0] }
        guard !rows.isEmpty else { return nil }
        try context.work.step(Progress(phase: "comparing", fraction: 0.9, detail: ""))
        return .paired(
            try first.learner.input(first.learned, rows, input.policy),
            try second.learner.input(second.learned, rows, input.policy), targets: input.targets)
    }

    func conclude(_ compared: Compared, _ desk: Desk) throws -> Conclusion {
        var conclusion = Conclusion(sentence: compared.sentence)
        conclusion.learn = { $0.compared = compared }
        return conclusion
    }
}

extension Compared {
    var sentence: String {
        let names = "\(before.digest.prefix(6)) and \(after.digest.prefix(6))"
        return comparison.isPaired == false
            ? "compared \(names) by their kept counts; their records can't be paired any more"
            : "compared \(names) on \(comparison.n.counted("record"))"
    }
}
